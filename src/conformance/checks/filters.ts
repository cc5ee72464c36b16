// Checks filters (RFC 7644 §3.4.2.2): operators, types, letter case, order, brackets, names, and what must be refused.
import type { JsonObject } from '../../base/json.ts';
import { finding, named, post, query, refused, refusing, step } from '../asks.ts';
import { searchBody, userBody, type Bench } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { idOf, resourcesIn, textOf } from '../exchange.ts';
import { matches, told } from '../pattern.ts';
import { maxResultsOf, urn } from '../survey.ts';

const invalid = refused('invalidFilter');
const mayBeInvalid = refused('(invalidFilter)');

const operators: readonly Check[] = [
  check('FLT-01 M 7644 3.4.2.2', 'eq finds exactly the one', {
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: 'userName eq "{ana.userName}"' },
        {
          body: { totalResults: 1 },
          finds: ['ana'],
        },
      ),
    ],
  }),
  check('FLT-02 M 7644 3.4.2', 'eq of a name that nobody has finds none', {
    steps: [
      query('/Users', { filter: 'userName eq "nobody-{tag}"' }, { body: { totalResults: 0 } }),
    ],
  }),
  check('FLT-03 M 7644 3.4.2.2', 'eq does not mind letter case where the attribute does not', {
    run: async (bench) => {
      const made = await bench.user({ userName: `Mixed.${bench.unique()}` });
      const filter = `userName eq "${String(made['userName']).toUpperCase()}"`;
      bench.expect(await bench.get('/Users', { filter }), { body: { totalResults: 1 } });
    },
  }),
  check('FLT-04 M 7644 3.4.2.2', 'Names and operators are known in any letter case', {
    cast: true,
    steps: [
      query('/Users', { filter: 'USERNAME Eq "{ana.userName}"' }, { finds: ['ana'] }),
      query('/Users', { filter: 'TITLE PR AND username EQ "{ana.userName}"' }, { finds: ['ana'] }),
      query(
        '/Users',
        { filter: 'userName eq "{ana.userName}" Or id eq "{bo.id}"' },
        {
          finds: ['ana', 'bo'],
        },
      ),
      query('/Users', { filter: 'Not (title pr) And id eq "{cy.id}"' }, { finds: ['cy'] }),
    ],
  }),
  check('FLT-05 M 7644 3.4.2.2', 'ne finds those with another value', {
    cast: true,
    steps: [
      query('/Users', { filter: 'userType pr and userType ne "Employee"' }, { finds: ['bo'] }),
    ],
  }),
  check(
    'FLT-06 M 7644 3.4.2.2',
    'co, sw and ew find parts of texts, and mind letter case as the attribute does',
    {
      cast: true,
      steps: [
        query('/Users', { filter: 'userName co "nA."' }, { finds: ['ana'] }),
        query(
          '/Users',
          { filter: 'userName sw "aNa." and userName ew "@D.example"' },
          {
            finds: ['ana'],
          },
        ),
        query(
          '/Users',
          { filter: 'displayName sw "ANA " and displayName co "{ana.displayName}"' },
          {
            finds: ['ana', 'bo'],
          },
        ),
        query(
          '/Users',
          { filter: 'externalId sw "Ext-" and id eq "{ana.id}"' },
          { finds: ['ana'] },
        ),
        query('/Users', { filter: 'externalId sw "EXT-" and id eq "{ana.id}"' }, { finds: [] }),
        query('/Users', { filter: 'externalId ew "-A" and id eq "{ana.id}"' }, { finds: ['ana'] }),
        query('/Users', { filter: 'externalId ew "-a" and id eq "{ana.id}"' }, { finds: [] }),
      ],
    },
  ),
  check(
    'FLT-07 P 7644 3.4.2.2',
    'Every title begins with nothing and holds nothing, or that is refused',
    {
      cast: true,
      steps: ['title sw ""', 'title co ""'].map((filter) =>
        query('/Users', { filter }, [{ finds: ['ana', 'bo'] }, refused()]),
      ),
    },
  ),
  check(
    'FLT-08 M 7644 3.4.2.2',
    'pr finds those who have a value',
    finding('title pr', ['ana', 'bo']),
  ),
  check(
    'FLT-09 M 7644 3.4.2.2',
    'pr of a complex attribute finds those who have any part of it',
    finding('name pr', ['ana', 'bo']),
  ),
  check('FLT-10 M 7644 3.4.2.2', 'pr of a list finds those who have a value in it', {
    cast: true,
    steps: [
      query('/Users', { filter: 'emails pr' }, { finds: ['ana', 'bo', 'di'] }),
      query('/Users', { filter: 'ims pr' }, { finds: ['ana'] }),
    ],
  }),
  check('FLT-11 M 7644 3.4.2.2', 'not finds the others', finding('not (title pr)', ['cy', 'di'])),
  check('FLT-12 M 7644 3.4.2.2', 'Booleans are compared with true and false', {
    cast: true,
    steps: [
      query('/Users', { filter: 'active eq true' }, { finds: ['ana', 'cy', 'di'] }),
      query('/Users', { filter: 'active eq false' }, { finds: ['bo'] }),
    ],
  }),
  check(
    'FLT-13 P 7644 3.4.2.2',
    'A boolean in quotes is refused',
    refusing('active eq "true"', invalid),
  ),
  check('FLT-14 M 7644 3.4.2.2', 'Booleans have no order', {
    steps: ['gt', 'ge', 'lt', 'le'].map((operator) =>
      query('/Users', { filter: `active ${operator} false` }, invalid),
    ),
  }),
  check('FLT-15 M 7644 3.4.2.2', 'Binary values have no order', {
    steps: ['gt', 'ge', 'lt', 'le'].map((operator) =>
      query('/Users', { filter: `x509Certificates.value ${operator} "MIIB"` }, invalid),
    ),
  }),
  check('FLT-16 M 7644 3.4.2.2', 'Dates are compared as moments, not as texts', {
    run: comparesMoments,
  }),
  check('FLT-16b S 7644 3.4.2.2', 'A moment is the same in another zone', {
    run: async (bench) => {
      const made = await bench.user();
      const at = Date.parse(modifiedOf(made));
      const filter = `id eq "${made.id}" and meta.lastModified eq "${elsewhere(at)}"`;
      bench.expect(await bench.get('/Users', { filter }), { body: { totalResults: 1 } });
    },
  }),
  check('FLT-17 M 7644 3.4.2.2', 'gt, ge, lt and le order texts', {
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: 'id eq "{ana.id}" and userType gt "EMPLOYED"' },
        { finds: ['ana'] },
      ),
      query(
        '/Users',
        { filter: 'id eq "{ana.id}" and userType ge "employee"' },
        { finds: ['ana'] },
      ),
      query('/Users', { filter: 'id eq "{ana.id}" and userType lt "employee"' }, { finds: [] }),
      query(
        '/Users',
        { filter: 'id eq "{ana.id}" and userType le "Employee"' },
        { finds: ['ana'] },
      ),
    ],
  }),
  check(
    'FLT-18 S 7644 3.4.2.2',
    'A date that is none is refused',
    refusing('meta.lastModified gt "not-a-date"', mayBeInvalid),
  ),
  check('FLT-19 P 7644 3.4.2.2', 'eq null finds those without a value, ne null those with one', {
    cast: true,
    steps: [
      query('/Users', { filter: 'title eq null' }, { finds: ['cy', 'di'] }),
      query('/Users', { filter: 'title ne null' }, { finds: ['ana', 'bo'] }),
    ],
  }),
  check('FLT-20 M 7643 2.5', 'What was set to null has no value for pr', {
    steps: [
      named('made', post('/Users', userBody({ userName: '{tag}', title: null }))),
      query('/Users', { filter: 'id eq "{made.id}" and title pr' }, { body: { totalResults: 0 } }),
    ],
  }),
  check('FLT-21 M 7644 3.4.2.2', 'The text co, sw and ew look for may be the whole value', {
    cast: true,
    steps: ['co', 'sw', 'ew'].map((operator) =>
      query('/Users', { filter: `userName ${operator} "{ana.userName}"` }, { finds: ['ana'] }),
    ),
  }),
];

const modifiedOf = (made: JsonObject): string => textOf(made['meta'], 'lastModified');

/** A moment (milliseconds) as it is written two hours east of Greenwich. */
const elsewhere = (at: number): string =>
  new Date(at + 7_200_000).toISOString().replace('Z', '+02:00');

async function comparesMoments(bench: Bench): Promise<void> {
  const made = await bench.user();
  const at = Date.parse(modifiedOf(made));
  const near = (offset: number): string => new Date(at + offset).toISOString();
  const cases: readonly (readonly [operator: string, moment: string, finds: number])[] = [
    ['gt', near(-1000), 1],
    ['gt', near(0), 0],
    ['ge', near(0), 1],
    ['ge', near(1000), 0],
    ['lt', near(1000), 1],
    ['lt', near(0), 0],
    ['le', near(0), 1],
    ['le', near(-1000), 0],
    ['gt', elsewhere(at - 1000), 1],
    ['lt', elsewhere(at + 1000), 1],
    ['lt', elsewhere(at - 1000), 0],
    ['ge', elsewhere(at + 1000), 0],
  ];
  for (const [operator, moment, totalResults] of cases) {
    const filter = `id eq "${made.id}" and meta.lastModified ${operator} "${moment}"`;
    bench.expect(await bench.get('/Users', { filter }), { body: { totalResults } });
  }
}

const logic: readonly Check[] = [
  check('FLT-22 M 7644 3.4.2.2', 'and needs both, or needs one', {
    cast: true,
    steps: [
      query('/Users', { filter: 'title pr and active eq true' }, { finds: ['ana'] }),
      query('/Users', { filter: 'nickName pr or ims pr' }, { finds: ['ana', 'di'] }),
    ],
  }),
  check(
    'FLT-23 M 7644 3.4.2.2',
    'and binds closer than or',
    finding('nickName pr or title pr and active eq false', ['bo', 'di']),
  ),
  check(
    'FLT-24 M 7644 3.4.2.2',
    'Parentheses come first',
    finding('(nickName pr or title pr) and active eq false', ['bo']),
  ),
  check(
    'FLT-25 M 7644 3.4.2.2',
    'not binds closer than and',
    finding('not (title pr) and active eq true', ['cy', 'di']),
  ),
  check('FLT-26 S 7644 3.4.2.2', 'not stands before parentheses, with a blank or without', {
    cast: true,
    steps: ['not (title pr or nickName pr)', 'not(title pr or nickName pr)'].map((filter) =>
      query('/Users', { filter }, { finds: ['cy'] }),
    ),
  }),
  check(
    'FLT-27 P 7644 3.4.2.2',
    'not without parentheses is refused',
    refusing('not title pr', invalid),
  ),
  check(
    'FLT-28 M 7644 3.4.2.2',
    'Parentheses may stand in parentheses',
    finding('((title pr) and ((active eq true)))', ['ana']),
  ),
  check('FLT-29 P 7644 3.4.2.2', 'More blanks and tabs change nothing, or are refused', {
    cast: true,
    steps: ['title   pr  and   active eq true', 'title\tpr\tand\tactive\teq\ttrue'].map((filter) =>
      query('/Users', { filter }, [{ finds: ['ana'] }, refused()]),
    ),
  }),
];

const lists: readonly Check[] = [
  check(
    'FLT-30 M 7644 3.4.2.2',
    'A list matches if any of its values does',
    finding('emails.value co "@home.example"', ['ana', 'bo']),
  ),
  check(
    'FLT-31 S 7644 3.4.2.2',
    'A list without a part means its value',
    finding('emails co "@home.example"', ['ana', 'bo']),
  ),
  check(
    'FLT-32 M 7644 3.4.2.2',
    'Without brackets two terms may be met by two values',
    finding('emails.type eq "work" and emails.value co "@home.example"', ['ana', 'bo']),
  ),
  check(
    'FLT-33 M 7644 3.4.2.2',
    'Within brackets one value must meet all terms',
    finding('emails[type eq "work" and value co "@home.example"]', ['bo']),
  ),
  check(
    'FLT-34 S 7644 3.4.2.2',
    'Brackets stand beside other terms',
    finding('title pr and emails[type eq "home" and value ew "home.example"]', ['ana']),
  ),
  check(
    'FLT-35 S 7644 3.4.2.2',
    'Two brackets may be met by two values',
    finding('emails[type eq "work"] and emails[type eq "home"]', ['ana', 'bo']),
  ),
  check('FLT-36 S 7644 3.4.2.2', 'Brackets take or and not', {
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: 'emails[type eq "work" or type eq "home"]' },
        {
          finds: ['ana', 'bo', 'di'],
        },
      ),
      query('/Users', { filter: 'emails[not (type eq "work")]' }, { finds: ['ana', 'bo'] }),
      query('/Users', { filter: 'not (emails[type eq "home"])' }, { finds: ['cy', 'di'] }),
    ],
  }),
  check(
    'FLT-37 P 7644 3.4.2.2',
    'Brackets on a single complex attribute choose by its parts, or are refused',
    finding('name[givenName eq "ana"]', ['ana'], refused()),
  ),
  check(
    'FLT-38 P 7644 3.4.2.2',
    'A part after brackets is understood, or refused',
    finding('emails[type eq "work"].value co "@home.example"', ['bo'], refused()),
  ),
  check(
    'FLT-39 S 7644 3.4.2.2',
    'Booleans are compared within brackets',
    finding('emails[primary eq true]', ['ana', 'bo']),
  ),
  check('FLT-40 M 7644 3.4.2.2', 'Members of groups are found by their value', {
    needs: ['groups'],
    cast: true,
    steps: [
      query('/Groups', { filter: 'members.value eq "{ana.id}"' }, { finds: ['team'] }),
      query('/Groups', { filter: 'members[value eq "{ana.id}"]' }, { finds: ['team'] }),
      query('/Groups', { filter: 'members eq "{team.id}"' }, { finds: ['outer'] }),
    ],
  }),
];

const names: readonly Check[] = [
  check('FLT-41 M 7644 3.10', 'The URN of the base schema may stand before a name', {
    cast: true,
    steps: [
      query('/Users', { filter: `${urn.user}:userName eq "{ana.userName}"` }, { finds: ['ana'] }),
      query(
        '/Users',
        { filter: `${urn.user}:name.givenName eq "Ana" and id eq "{ana.id}"` },
        {
          finds: ['ana'],
        },
      ),
    ],
  }),
  check('FLT-42 M 7644 3.10', 'An attribute of an extension is named with its URN', {
    needs: ['enterprise'],
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: `${urn.enterprise}:employeeNumber eq "N-{cast}" and id eq "{ana.id}"` },
        {
          finds: ['ana'],
        },
      ),
      query(
        '/Users',
        { filter: `${urn.enterprise}:department eq "dEP {cast}"` },
        { finds: ['ana'] },
      ),
    ],
  }),
  check('FLT-43 S 7644 3.10', 'Reports are found by their manager', {
    needs: ['enterprise'],
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: `${urn.enterprise}:manager.value eq "{bo.id}"` },
        {
          finds: ['ana'],
        },
      ),
    ],
  }),
  check(
    'FLT-44 S 7644 3.10',
    'The URN may stand before a list with brackets',
    finding(`${urn.user}:emails[type eq "work" and value co "@home.example"]`, ['bo']),
  ),
  check('FLT-45 M 7644 3.4.2.2', 'An attribute that no schema has is refused', {
    steps: [
      query('/Users', { filter: 'shoeSize eq 42' }, invalid),
      query('/Users', { filter: 'not (shoeSize pr)' }, invalid),
      query('/Users', { filter: 'name.petName eq "A"' }, invalid),
      query('/Users', { filter: 'emails[colour eq "red"]' }, invalid),
      query('/Users', { filter: `${urn.user}:shoeSize pr` }, invalid),
    ],
  }),
  check('FLT-46 M 7644 3.4.2.2', 'An identifier is found by its id, which minds letter case', {
    cast: true,
    steps: [query('/Users', { filter: 'id eq "{cy.id}"' }, { finds: ['cy'] })],
  }),
  check('FLT-47 M 7643 3.1', 'externalId is found on users and on groups', {
    needs: ['groups'],
    cast: true,
    steps: [
      query('/Users', { filter: 'externalId eq "{ana.externalId}"' }, { finds: ['ana'] }),
      query('/Groups', { filter: 'externalId eq "{team.externalId}"' }, { finds: ['team'] }),
    ],
  }),
  check('FLT-48 S 7643 3.1', 'The type of a resource can be asked for', {
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: 'meta.resourceType eq "User" and id eq "{ana.id}"' },
        {
          finds: ['ana'],
        },
      ),
      query(
        '/Users',
        { filter: 'meta.resourceType eq "Group" and id eq "{ana.id}"' },
        {
          finds: [],
        },
      ),
    ],
  }),
  check('FLT-49 P 7644 3.4.2.1', 'A type without quotes at the root is understood, or refused', {
    cast: true,
    steps: [
      query('/', { filter: 'meta.resourceType eq User and id eq "{ana.id}"' }, [
        { finds: ['ana'] },
        refused(undefined, [400, 403, 404, 405, 501]),
      ]),
    ],
  }),
];

const texts: readonly Check[] = [
  check('FLT-51 M 7644 3.4.2.2', 'An operator that SCIM does not know is refused', {
    steps: ['userName regex "x"', 'userName like "x"', 'userName = "x"'].map((filter) =>
      query('/Users', { filter }, invalid),
    ),
  }),
  check(
    'FLT-51b S 7644 3.4.2.2',
    'The refusal names the operator',
    refusing('userName regex "x"', {
      status: 400,
      body: { detail: matches('regex', 'a detail that names regex') },
    }),
  ),
  check('FLT-52 M 7644 3.4.2.2', 'An empty filter is refused, or as if there were none', {
    steps: [query('/Users', { filter: '', count: 1 }, [mayBeInvalid, {}])],
  }),
  check('FLT-53 M 7644 3.4.2.2', 'What is left open or empty is refused', {
    steps: [
      ...['(title pr', 'title pr)', 'emails[type eq "work"', 'title eq "open', 'emails[]', '()'],
      ...['not ()', 'title pr and', 'and title pr', 'title', 'title eq', 'title pr title pr'],
    ].map((filter) => query('/Users', { filter }, mayBeInvalid)),
  }),
  check('FLT-54 P 7644 3.4.2.2', 'Single quotes are understood, or refused', {
    cast: true,
    steps: [
      query('/Users', { filter: "userName eq '{ana.userName}'" }, [{ finds: ['ana'] }, refused()]),
    ],
  }),
  check(
    'FLT-55 P 7644 3.4.2.2',
    'A text without quotes is refused',
    refusing('userName sw x', invalid),
  ),
  check('FLT-55d D 7644 3.4.2.2', 'A text without quotes is understood, or refused', {
    cast: true,
    steps: [
      query('/Users', { filter: 'userName sw Ana and id eq "{ana.id}"' }, [
        { finds: ['ana'] },
        refused(),
      ]),
    ],
  }),
  check('FLT-56 M 7644 3.4.2.2', 'Texts are JSON strings with their escapes', {
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: 'displayName eq "quote \\" back \\\\ tab \\t {cast}"' },
        { finds: ['di'] },
      ),
      query('/Users', { filter: 'userName eq "di+\\u00e9.{cast}"' }, { finds: ['di'] }),
    ],
  }),
  check('FLT-57 M 7644 3.4.2.2', 'Words and signs of filters within a text are text', {
    cast: true,
    steps: [
      query(
        '/Users',
        { filter: 'nickName eq "a and b) or (c ] x [ d eq \\"e {cast}"' },
        { finds: ['di'] },
      ),
    ],
  }),
  check(
    'FLT-58 M 7644 3.4.2.2',
    'An apostrophe is a letter like others',
    finding('name.familyName eq "O\'Malley {cast}"', ['ana']),
  ),
  check('FLT-59 M 7644 3.4.2.2', 'A plus sign that is sent as %2B is a plus sign', {
    cast: true,
    steps: [query('/Users', { filter: 'userName eq "di+é.{cast}"' }, { finds: ['di'] })],
  }),
  check('FLT-59b S 7644 3.4.2.2', 'A blank may be sent as a plus sign', {
    cast: true,
    steps: [
      step(
        { method: 'GET', path: '/Users?filter=id+eq+%22{ana.id}%22+and+active+eq+true' },
        { finds: ['ana'] },
      ),
    ],
  }),
  check('FLT-60 S 7644 7.5.2', 'A filter cannot guess a password', { run: keepsSecrets }),
  check('FLT-61 S 7644 3.4.2.2', 'A filter of 100 terms is answered', {
    cast: true,
    steps: [
      query(
        '/Users',
        {
          filter: [...Array(99).keys()]
            .map((at) => `userName eq "nobody-${at}-{tag}"`)
            .concat('id eq "{ana.id}"')
            .join(' or '),
        },
        [{ finds: ['ana'] }, mayBeInvalid],
      ),
    ],
  }),
  check('FLT-62 P 7644 3.4.2', 'More than filter.maxResults are never answered', {
    run: async (bench) => {
      const most = maxResultsOf(bench.survey);
      const answer = await bench.get('/Users', { count: 1_000_000 });
      if (answer.status === 400) return bench.expect(answer, { scimType: 'tooMany' });
      const count = resourcesIn(answer.object).length;
      bench.require(most === undefined || count <= most, `at most ${most}`, told(count));
    },
  }),
  check('FLT-70 M 7644 3.4.3', 'A search by POST finds what GET finds', { run: searchIsGet }),
  check('FLT-13d D 7644 3.4.2.2', 'A boolean in quotes is read as a boolean', {
    cast: true,
    steps: [
      query('/Users', { filter: 'active eq "true" and id eq "{ana.id}"' }, { finds: ['ana'] }),
      query(
        '/Users',
        { filter: 'emails[primary eq "True"] and id eq "{ana.id}"' },
        {
          finds: ['ana'],
        },
      ),
    ],
  }),
];

/** Right and wrong guesses of a password must be answered alike. */
async function keepsSecrets(bench: Bench): Promise<void> {
  const password = `Secret-${bench.unique()}`;
  const { id } = await bench.user({ password });
  for (const form of ['password eq "?"', 'password sw "?"', 'not (password eq "?")']) {
    const told: string[] = [];
    for (const guess of [password, `wrong-${password}`]) {
      const filter = `id eq "${id}" and ${form.replace('?', guess)}`;
      const { status, object } = await bench.get('/Users', { filter });
      bench.require([200, 400, 403].includes(status), 'no match, 400 or 403', String(status));
      told.push(`${status} with ${String(object['totalResults'])}`);
    }
    bench.require(
      told[0] === told[1],
      'the same for a right and a wrong guess',
      told.join(' and '),
    );
  }
}

/** The same filter both ways: same resources in the same order, same total. */
async function searchIsGet(bench: Bench): Promise<void> {
  const { ana } = (await bench.cast()).people;
  const filters = [
    `userType eq "Employee" and id eq "${ana!.id}"`,
    `emails[type eq "home"] and id eq "${ana!.id}"`,
    'active eq false',
  ];
  for (const filter of filters) {
    const got = await bench.get('/Users', { filter, count: 100 });
    const searched = await bench.post('/Users/.search', searchBody({ filter, count: 100 }));
    bench.expect(searched, {
      status: 200,
      body: { totalResults: got.object['totalResults'] ?? 0 },
    });
    const [left, right] = [got, searched].map(({ object }) => resourcesIn(object).map(idOf).join());
    bench.require(left === right, `the ids ${left!}`, right!);
  }
}

/** Every check of filters. */
export const filterChecks: readonly Check[] = needing(
  ['filter'],
  [...operators, ...logic, ...lists, ...names, ...texts],
);
