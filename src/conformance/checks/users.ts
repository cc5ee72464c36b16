// Checks the life of a user: created, read, replaced, deleted (RFC 7644 §3.3 to §3.6, RFC 7643 §3 and §4.1).
import type { JsonObject } from '../../base/json.ts';
import { get, group, named, post, put, query, refused, remove, step, user } from '../asks.ts';
import { userBody, type Bench } from '../bench.ts';
import { check, type Check } from '../check.ts';
import { idOf, resourcesIn, textOf } from '../exchange.ts';
import { changeFrom } from '../expect.ts';
import { ends, holds, listOf, matches, not, present, told } from '../pattern.ts';
import { urn } from '../survey.ts';

const ana = '/Users/{ana.id}';
const uniqueness = refused('uniqueness', 409);
const gone = { status: 404 };
const vendor = 'urn:vendor:example:extension:2.0:User';
const instant = matches('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d', 'a date with a time');

/** A user with a little of everything a client may set. */
const whole: JsonObject = {
  name: { familyName: 'Ruiz', givenName: 'Ana' },
  emails: [{ value: '{tag}@d.example', type: 'work', primary: true }],
  displayName: 'Ana Ruiz',
  locale: 'en-US',
  active: true,
};

const anyone = (more: JsonObject = {}): JsonObject => userBody({ userName: '{tag}', ...more });

const creating: readonly Check[] = [
  check('USR-01 M 7644 3.3', 'Creating a user answers 201 with the user', {
    steps: [post('/Users', anyone(), { body: { id: present, userName: '{tag}' } })],
  }),
  check('USR-02 M 7644 3.3.1', 'The server says what type the new resource has', {
    steps: [post('/Users', anyone(), { body: { meta: { resourceType: 'User' } } })],
  }),
  check('USR-03 M 7644 3.3', 'Location names the place of a new user, as meta.location does', {
    run: async (bench) => {
      const made = await bench.post('/Users', userBody({ userName: bench.unique() }));
      const location = made.header('Location');
      bench.require(location !== undefined, 'a Location', 'none');
      bench.expect(made, { status: 201, body: { meta: { location: location ?? '' } } });
    },
  }),
  check('USR-04 S 7643 3.1', 'A new user was last modified when it was created', {
    steps: [
      named('made', post('/Users', anyone(), { body: { meta: { created: instant } } })),
      get('/Users/{made.id}', {
        body: { meta: { created: '{made.meta.created}', lastModified: '{made.meta.created}' } },
      }),
    ],
  }),
  check('USR-05 M 7644 3.3', 'What a create sets is answered, and read again', {
    steps: [
      named('made', post('/Users', anyone(whole), { body: anyone(whole) })),
      get('/Users/{made.id}', { body: anyone(whole) }),
    ],
  }),
  check('USR-06 M 7643 3.3', 'An extension lives in an object under its URN', {
    needs: ['enterprise'],
    steps: [
      named(
        'made',
        post('/Users', anyone({ [urn.enterprise]: { department: 'Sales' } }), {
          body: {
            schemas: holds(urn.user, urn.enterprise),
            [urn.enterprise]: { department: 'Sales' },
          },
        }),
      ),
      get('/Users/{made.id}', {
        body: { schemas: holds(urn.enterprise), [urn.enterprise]: { department: 'Sales' } },
      }),
    ],
  }),
  check(
    'USR-07 P 7643 3',
    'Extension data whose URN is missing from schemas is kept, and the URN added',
    {
      needs: ['enterprise'],
      steps: [
        post(
          '/Users',
          { ...anyone({ [urn.enterprise]: { department: 'Sales' } }), schemas: [urn.user] },
          { body: { schemas: holds(urn.enterprise), [urn.enterprise]: { department: 'Sales' } } },
        ),
      ],
    },
  ),
  check('USR-08 P 7643 3', 'A schema that the server does not know is refused', {
    steps: [
      post(
        '/Users',
        { schemas: [urn.user, vendor], userName: '{tag}', [vendor]: { a: 'b' } },
        refused('invalidValue'),
      ),
    ],
  }),
  check('USR-09 M 7643 3', 'The order of schemas does not matter', {
    needs: ['enterprise'],
    steps: [
      post(
        '/Users',
        {
          schemas: [urn.enterprise, urn.user],
          userName: '{tag}',
          [urn.enterprise]: { department: 'Sales' },
        },
        { body: { [urn.enterprise]: { department: 'Sales' } } },
      ),
    ],
  }),
  check('USR-10 M 7643 3', 'A schema that is named twice is stored once, or refused', {
    steps: [
      post('/Users', { schemas: [urn.user, urn.user], userName: '{tag}' }, [
        { body: { schemas: [urn.user] } },
        refused(),
      ]),
    ],
  }),
  check('USR-11 P 7643 3', 'A body without schemas is refused', {
    steps: [post('/Users', { userName: '{tag}' }, refused('(invalidValue)'))],
  }),
  check('USR-12 M 7643 4.1.1', 'A user without userName is refused', {
    steps: [
      post('/Users', { schemas: [urn.user], displayName: '{tag}' }, refused('(invalidValue)')),
    ],
  }),
  check('USR-13 M 7643 4.1.1', 'A userName that is empty or null is refused', {
    steps: ['', null].map((userName) =>
      post('/Users', userBody({ userName }), refused('(invalidValue)')),
    ),
  }),
  check('USR-14 M 7644 3.3', 'A second user of the same userName is refused', {
    given: { ana: user() },
    steps: [post('/Users', userBody({ userName: '{ana.userName}' }), uniqueness)],
  }),
  check('USR-15 M 7643 4.1.1', 'Letter case does not make a userName another one', {
    given: { ana: user({ userName: 'Mixed.{tag}' }) },
    steps: [post('/Users', userBody({ userName: 'mIXED.{tag}' }), uniqueness)],
  }),
  check('USR-16 P 7643 3.1', 'Two users may have one externalId', {
    given: { ana: user({ externalId: '{tag}' }) },
    steps: [post('/Users', userBody({ userName: 'other-{tag}', externalId: '{tag}' }))],
  }),
  check('USR-17 M 7644 3.3', 'What only the server may set is ignored in a create', {
    steps: [
      post(
        '/Users',
        anyone({
          id: 'mine-{tag}',
          meta: { resourceType: 'Nope', created: '2001-01-01T00:00:00Z' },
        }),
        {
          body: {
            id: not('mine-{tag}'),
            meta: { resourceType: 'User', created: not('2001-01-01T00:00:00Z') },
          },
        },
      ),
    ],
  }),
  check('USR-18 M 7643 4.1.2', 'Groups in a create are ignored', {
    needs: ['groups'],
    given: { team: group() },
    steps: [
      named('made', post('/Users', anyone({ groups: [{ value: '{team.id}' }] }))),
      get('/Users/{made.id}', { without: ['groups'] }),
      get('/Groups/{team.id}', { without: ['members'] }),
    ],
  }),
  check('USR-19 M 7643 4.1.1', 'A password is never shown', { run: neverShowsPassword }),
  check('USR-20 P 7643 4.1.1', 'A user is active unless the client says otherwise', {
    steps: [
      named('made', post('/Users', anyone(), { body: { active: true } })),
      get('/Users/{made.id}', { body: { active: true } }),
    ],
  }),
  check('USR-22 M 7643 2.4', 'Of two primary e-mails at most one stays, or both are refused', {
    steps: [
      post('/Users', anyone({ emails: [mail('a', 'work', true), mail('b', 'home', true)] }), [
        refused('(invalidValue)'),
        { body: { emails: [{ primary: true }, { primary: not(true) }] } },
      ]),
    ],
  }),
  check('USR-23 P 7643 2.4', 'Two e-mails may have the same type', {
    steps: [
      post('/Users', anyone({ emails: [mail('a', 'work'), mail('b', 'work')] }), {
        body: { emails: [mail('a', 'work'), mail('b', 'work')] },
      }),
    ],
  }),
  check('USR-24 M 7643 2.3', 'Values of another type are refused', {
    steps: [
      { displayName: 7 },
      { displayName: { a: 'b' } },
      { active: 1 },
      { emails: 'a@d.example' },
      { emails: ['a@d.example'] },
      { name: 'Ana' },
    ].map((wrong) => post('/Users', anyone(wrong as JsonObject), refused('(invalidValue)'))), // plain JSON, whatever its parts
  }),
  check('USR-25 M 7643 2.3.6', 'A certificate that is no base64 is refused', {
    steps: [
      post('/Users', anyone({ x509Certificates: [{ value: '*** no base64 ***' }] }), refused()),
    ],
  }),
  check('USR-26 M 7643 2.1', 'Names of attributes are known in any letter case', {
    steps: [
      post(
        '/Users',
        {
          schemas: [urn.user],
          USERNAME: '{tag}',
          DisplayNAME: 'Ana',
          NAME: { GIVENNAME: 'Ana' },
        },
        {
          body: { userName: '{tag}', displayName: 'Ana', name: { givenName: 'Ana' } },
          without: ['USERNAME', 'DisplayNAME', 'NAME'],
        },
      ),
    ],
  }),
  check('USR-27 M 7643 2.5', 'Null and an empty list mean that there is no value', {
    needs: ['filter'],
    steps: [
      named('made', post('/Users', anyone({ title: null, emails: [], phoneNumbers: [] }))),
      get('/Users/{made.id}', { without: ['title', 'emails', 'phoneNumbers'] }),
      ...['title pr', 'emails pr', 'phoneNumbers pr'].map((filter) =>
        query(
          '/Users',
          { filter: `id eq "{made.id}" and ${filter}` },
          { body: { totalResults: 0 } },
        ),
      ),
    ],
  }),
  check('USR-28 S 7644 3.8', 'Text of any script comes back as it was sent', {
    steps: [
      'Ana María Ruiz Ñandú',
      '李小龙 アナ Ана أنا',
      '👩🏽‍💻 "quoted" \\back/ <tag> & more',
      'x'.repeat(1000),
    ].flatMap((displayName, at) => [
      named(
        'made',
        post('/Users', userBody({ userName: `{tag}-${at}`, displayName }), {
          body: { displayName },
        }),
      ),
      get('/Users/{made.id}', { body: { displayName } }),
    ]),
  }),
  check('USR-29 M 7643 7', 'Letter case of a value is kept as it was sent', {
    given: { ana: user({ userName: 'Mixed.Case-{tag}', externalId: 'ExT-{tag}' }) },
    steps: [get(ana, { body: { userName: 'Mixed.Case-{tag}', externalId: 'ExT-{tag}' } })],
  }),
  check('USR-31 P 7644 3.3', 'Attributes that no schema has are not stored', {
    steps: [
      named(
        'made',
        post('/Users', anyone({ shoeSize: 42, name: { petName: 'A' } }), {
          without: ['shoeSize', 'name.petName'],
        }),
      ),
      get('/Users/{made.id}', { without: ['shoeSize', 'name.petName'] }),
    ],
  }),
  check('USR-36 M 7644 3.3', 'Without a create that succeeded there is no new user', {
    needs: ['filter'],
    steps: [
      post('/Users', anyone({ active: { a: 1 } }), refused()),
      query('/Users', { filter: 'userName eq "{tag}"' }, { body: { totalResults: 0 } }),
    ],
  }),
  check('USR-58 M 7644 3.3', 'Of three creates of one userName at once, one succeeds', {
    run: async (bench) => {
      const body = userBody({ userName: bench.unique() });
      const answers = await Promise.all([1, 2, 3].map(() => bench.post('/Users', body)));
      const statuses = answers.map(({ status }) => status).sort();
      bench.require(statuses.join() === '201,409,409', '201, 409 and 409', statuses.join(', '));
    },
  }),
  check('USR-59 S 7643 4.3', 'The name of a manager is what the manager is called', {
    needs: ['enterprise'],
    given: { boss: user({ displayName: 'The Boss' }) },
    steps: [
      named(
        'made',
        post(
          '/Users',
          anyone({
            [urn.enterprise]: { manager: { value: '{boss.id}', displayName: 'Somebody Else' } },
          }),
        ),
      ),
      get('/Users/{made.id}', {
        body: {
          [urn.enterprise]: {
            manager: { value: '{boss.id}', displayName: not('Somebody Else') },
          },
        },
      }),
    ],
  }),
  check('USR-59b S 7643 4.3', 'The address of a manager is that of the user', {
    needs: ['enterprise'],
    given: { boss: user() },
    steps: [
      post('/Users', anyone({ [urn.enterprise]: { manager: { value: '{boss.id}' } } }), {
        body: { [urn.enterprise]: { manager: { $ref: ends('Users/{boss.id}') } } },
      }),
    ],
  }),
  check('USR-08d D 7643 3', 'A schema of another vendor is tolerated, and its data dropped', {
    steps: [
      post(
        '/Users',
        { schemas: [urn.user, vendor], userName: '{tag}', [vendor]: { a: 'b' } },
        {
          body: { schemas: not(holds(vendor)) },
          without: [vendor],
        },
      ),
    ],
  }),
  check('USR-21d D 7643 2.3.2', 'Booleans as texts are stored as booleans', {
    steps: [
      post('/Users', anyone({ active: 'True', roles: [{ value: 'R', primary: 'True' }] }), {
        body: { active: true, roles: [{ value: 'R', primary: true }] },
      }),
      post('/Users', userBody({ userName: 'off-{tag}', active: 'false' }), {
        body: { active: false },
      }),
    ],
  }),
];

function mail(name: string, type: string, primary?: boolean): JsonObject {
  return {
    value: `${name}-{tag}@d.example`,
    type,
    ...(primary !== undefined && { primary }),
  };
}

/** Looks for a password in every kind of answer that shows the user. */
async function neverShowsPassword(bench: Bench): Promise<void> {
  const secret = `Secret-${bench.unique()}`;
  const userName = bench.unique();
  const made = await bench.post('/Users', userBody({ userName, password: secret }));
  bench.expect(made, { status: 201 });
  const path = `/Users/${idOf(made.json)}`;
  const filter = `userName eq "${userName}"`;
  const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter };
  const answers = [
    made,
    await bench.get(path),
    await bench.get(path, { attributes: 'password' }),
    await bench.get('/Users', { filter }),
    await bench.get('/Users', { filter, attributes: 'password,userName' }),
    await bench.post('/Users/.search', search),
    await bench.post('/Users/.search', { ...search, attributes: ['password'] }),
  ];
  for (const { response } of answers) {
    const shows =
      response.body?.includes(secret) === true || /"password"/i.test(response.body ?? '');
    bench.require(!shows, 'no password in any answer', response.body ?? '');
  }
}

const reading: readonly Check[] = [
  check('USR-30 M 7644 3.4.1', 'A user is the same when created, read and listed', {
    needs: ['filter'],
    run: async (bench) => {
      const body = userBody({ userName: bench.unique(), displayName: 'Ana', title: 'DBA' });
      const made = await bench.post('/Users', body);
      const read = await bench.get(`/Users/${idOf(made.json)}`);
      const list = await bench.get('/Users', { filter: `id eq "${idOf(made.json)}"` });
      const [listed] = resourcesIn(list.object);
      for (const other of [read.object, listed]) {
        const differs = changeFrom(made.object, other);
        bench.require(!differs, differs?.[0] ?? '', differs?.[1] ?? '');
      }
    },
  }),
  check('USR-32 M 7643 3.1', 'An id in another letter case names nobody', {
    run: async (bench) => {
      const { id } = await bench.user();
      const flipped = /[a-z]/.test(id) ? id.toUpperCase() : id.toLowerCase();
      if (flipped === id) return; // an id without letters has no other case
      bench.expect(await bench.get(`/Users/${encodeURIComponent(flipped)}`), gone);
    },
  }),
  check('USR-33 M 7644 3.4.2', 'A list of users is a ListResponse of whole users', {
    run: async (bench) => {
      await bench.user();
      const list = await bench.get('/Users', { count: 5 });
      bench.expect(list, {
        status: 200,
        body: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
          totalResults: present,
          Resources: listOf(1, 5),
        },
      });
      for (const each of resourcesIn(list.object)) {
        const isWhole = idOf(each) !== '' && textOf(each['meta'], 'location') !== '';
        bench.require(isWhole && each['schemas'] !== undefined, 'id, schemas, meta', told(each));
      }
    },
  }),
  check('USR-34 M 7644 3.4.2', 'A list that holds nobody is a success', {
    needs: ['filter'],
    steps: [
      query(
        '/Users',
        { filter: 'userName eq "nobody-{tag}"' },
        {
          body: { totalResults: 0, Resources: [] },
        },
      ),
    ],
  }),
  check('USR-60 M 7644 3.4.1', 'An unknown id is not found', {
    steps: [get('/Users/none-{tag}', gone)],
  }),
  check('USR-61 M 7643 3.1', 'The address in meta.location leads to the user', {
    run: async (bench) => {
      const made = await bench.user();
      const location = textOf(made['meta'], 'location');
      const path = /\/Users\/[^/]+$/.exec(location)?.[0];
      bench.require(path !== undefined, 'an address below /Users', location);
      bench.expect(await bench.get(path ?? ''), { status: 200, body: { id: made.id } });
    },
  }),
  check('USR-64 M 7644 5', 'A userName is found however its accents and wide letters are written', {
    needs: ['filter'],
    given: {
      apart: user({ userName: 'rene\u0301-{tag}' }),
      wide: user({ userName: '\uff41\uff42-{tag}' }),
    },
    steps: [
      query('/Users', { filter: 'userName eq "ren\u00e9-{tag}"' }, { finds: ['apart'] }),
      query('/Users', { filter: 'userName eq "rene\u0301-{tag}"' }, { finds: ['apart'] }),
      query('/Users', { filter: 'userName eq "ab-{tag}"' }, { finds: ['wide'] }),
    ],
  }),
  check(
    'USR-65 P 7643 2.1',
    'An attribute that a body gives twice, in two letter cases, is refused',
    {
      steps: [
        post('/Users', anyone({ title: 'A', TITLE: 'B' }), refused('(invalidSyntax)')),
        post(
          '/Users',
          anyone({ name: { givenName: 'A', givenname: 'B' } }),
          refused('(invalidSyntax)'),
        ),
      ],
    },
  ),
  check('USR-66 P 7644 5', 'A userName that cannot be told from others is refused', {
    steps: [' a-{tag}', 'a-{tag} ', 'a\u0000-{tag}'].map((userName) =>
      post('/Users', anyone({ userName }), refused()),
    ),
  }),
  check('USR-67 P 7643 2.3.1', 'Half a character is refused', {
    steps: [
      step(
        {
          ...{ method: 'POST', path: '/Users' },
          text: `{"schemas":["${urn.user}"],"userName":"{tag}","title":"\\ud83d"}`,
        },
        refused(),
      ),
    ],
  }),
  check('USR-62 S 7643 2.4', 'A list that was sent with one value twice holds it once', {
    steps: [
      post('/Users', anyone({ emails: [mail('a', 'work'), mail('a', 'work')] }), [
        { body: { emails: [mail('a', 'work')] } },
        refused(),
      ]),
    ],
  }),
];

const replacing: readonly Check[] = [
  check('USR-35 M 7644 3.5.1', 'PUT gives the user the values it brings', {
    given: { ana: user({ displayName: 'Before', title: 'Before' }) },
    steps: [
      put(ana, anyone(whole), { body: { id: '{ana.id}', ...anyone(whole) } }),
      get(ana, { body: { id: '{ana.id}', ...anyone(whole) } }),
    ],
  }),
  check('USR-35b P 7644 3.5.1', 'PUT clears what it leaves out', {
    given: {
      ana: user({ externalId: '{tag}', displayName: 'A', title: 'B', emails: [mail('a', 'work')] }),
    },
    steps: [
      put(ana, anyone()),
      get(ana, { without: ['externalId', 'displayName', 'title', 'emails'] }),
    ],
  }),
  check('USR-37 P 7644 3.5.1', 'PUT without active keeps it', {
    given: { ana: user({ active: false }) },
    steps: [put(ana, anyone(), { body: { active: false } })],
  }),
  check('USR-38 P 7643 3.1', 'An id in the body of PUT never becomes the id', {
    given: { ana: user() },
    steps: [
      put(ana, { ...anyone(), id: 'mine-{tag}' }, [{ body: { id: '{ana.id}' } }, refused()]),
      get(ana, { body: { id: '{ana.id}' } }),
      get('/Users/mine-{tag}', gone),
    ],
  }),
  check('USR-39 M 7644 3.5.1', 'PUT does not create a user', {
    steps: [put('/Users/none-{tag}', anyone(), gone), get('/Users/none-{tag}', gone)],
  }),
  check('USR-40 M 7644 3.5.1', 'What only the server may set is ignored in a PUT', {
    given: { ana: user() },
    steps: [
      put(ana, anyone({ meta: { created: '2001-01-01T00:00:00Z', resourceType: 'Nope' } }), {
        body: { meta: { created: '{ana.meta.created}', resourceType: 'User' } },
      }),
    ],
  }),
  check('USR-41 S 7644 3.5.1', 'PUT without password succeeds and shows none', {
    given: { ana: user({ password: 'Secret-{tag}' }) },
    steps: [put(ana, anyone(), { without: ['password'] })],
  }),
  check('USR-42 M 7644 3.5.1', 'PUT of a userName that another user has is refused', {
    given: { ana: user(), bo: user({ userName: 'Bo.{tag}' }) },
    steps: [
      put(ana, userBody({ userName: 'bO.{tag}', title: 'New' }), uniqueness),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('USR-43 M 7644 3.5.1', 'PUT without a required attribute is refused', {
    given: { ana: user() },
    steps: [
      put(ana, { schemas: [urn.user], displayName: 'A' }, refused('(invalidValue)')),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('USR-44 P 7644 3.5.1', 'PUT does not store an attribute that no schema has', {
    given: { ana: user() },
    steps: [put(ana, anyone({ dsiplayName: 'A' }), { without: ['dsiplayName'] })],
  }),
  check('USR-45 M 7644 3.5.1', 'PUT of what was read changes nothing', {
    given: { ana: user({ ...whole, [urn.enterprise]: { department: 'Sales' } }) },
    needs: ['enterprise'],
    steps: [put(ana, '{ana}'), get(ana, { body: { ...whole, userName: '{ana.userName}' } })],
  }),
  check('USR-46 S 7643 3', 'PUT without an extension takes it away, and its URN', {
    needs: ['enterprise'],
    given: { ana: user({ [urn.enterprise]: { department: 'Sales' } }) },
    steps: [
      put(ana, anyone()),
      get(ana, { body: { schemas: [urn.user] }, without: [urn.enterprise] }),
    ],
  }),
  check('USR-47 P 7644 3.5.1', 'The same PUT twice gives the same user', {
    run: async (bench) => {
      const { id } = await bench.user();
      const body = userBody({ userName: bench.unique(), displayName: 'Ana' });
      const answers = [
        await bench.put(`/Users/${id}`, body),
        await bench.put(`/Users/${id}`, body),
      ];
      for (const answer of answers) bench.expect(answer, { status: 200 });
      const [first, second] = answers.map(({ object }) => ({ ...object, meta: null }));
      const differs = changeFrom(first, second);
      bench.require(!differs, differs?.[0] ?? '', differs?.[1] ?? '');
    },
  }),
  check('USR-48 M 7643 3.1', 'A change moves lastModified and the version, not created', {
    run: movesOn,
  }),
  check('USR-49 M 7643 3.1', 'An id stays the same through changes', {
    needs: ['patch'],
    given: { ana: user() },
    steps: [
      put(ana, userBody({ userName: 'renamed-{tag}' }), { body: { id: '{ana.id}' } }),
      get(ana, { body: { id: '{ana.id}', userName: 'renamed-{tag}' } }),
    ],
  }),
  check('USR-51 M 7644 3.5.1', 'A PUT that is refused changes nothing', {
    given: { ana: user(whole) },
    steps: [
      put(ana, anyone({ displayName: 'New', emails: 'none' }), refused('(invalidValue)')),
      get(ana, { same: 'ana' }),
    ],
  }),
];

/** Servers write dates as fine as they like, so a change may have to wait for the next tick. */
async function movesOn(bench: Bench): Promise<void> {
  const made = await bench.user();
  const path = `/Users/${made.id}`;
  const dates = (of: JsonObject) =>
    ['created', 'lastModified'].map((name) => textOf(of['meta'], name));
  const [created] = dates(made);
  for (const pause of [5, 50, 1100]) {
    await bench.wait(pause);
    const body = userBody({ userName: textOf(made, 'userName'), title: `after ${pause}` });
    const { object } = await bench.put(path, body);
    const [stillCreated, modified] = dates(object);
    bench.require(stillCreated === created, `created ${created}`, String(stillCreated));
    const [before, after] = [made, object].map((each) => textOf(each['meta'], 'version'));
    bench.require(before !== after || before === '', 'another version', String(after));
    if (Date.parse(modified!) > Date.parse(created!)) return;
  }
  bench.require(false, 'a later lastModified', 'none in 1.1 seconds');
}

const deleting: readonly Check[] = [
  check('USR-50 M 7644 3.6', 'After a DELETE the user is gone from every method', {
    needs: ['filter'],
    given: { ana: user() },
    steps: [
      remove(ana),
      get(ana, gone),
      put(ana, anyone(), gone),
      step(
        {
          method: 'PATCH',
          path: ana,
          body: {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            Operations: [{ op: 'remove', path: 'title' }],
          },
        },
        { status: [404, 501] },
      ),
      remove(ana, gone),
      query('/Users', { filter: 'id eq "{ana.id}"' }, { body: { totalResults: 0 } }),
    ],
  }),
  check(
    'USR-52 S 7644 3.6',
    'The userName of a deleted user is free, and the id is not used again',
    {
      given: { ana: user() },
      steps: [
        remove(ana),
        post('/Users', userBody({ userName: '{ana.userName}' }), { body: { id: not('{ana.id}') } }),
      ],
    },
  ),
  check('USR-53 M 7644 3.6', 'DELETE of an unknown id is not found', {
    steps: [remove('/Users/none-{tag}', gone)],
  }),
  check('USR-54 P 7643 4.2', 'A deleted user leaves its groups, and the others stay', {
    needs: ['groups'],
    given: { ana: user(), bo: user(), team: group('ana', 'bo') },
    steps: [remove(ana), get('/Groups/{team.id}', { body: { members: [{ value: '{bo.id}' }] } })],
  }),
  check('USR-57 M 7644 3.6', 'DELETE answers 204 without a body', {
    run: async (bench) => {
      const { id } = await bench.user();
      const answer = await bench.remove(`/Users/${id}`);
      bench.expect(answer, { status: 204 });
      bench.require(!answer.response.body, 'no body', answer.response.body ?? '');
    },
  }),
  check('USR-55 S 7644 3.2', 'POST to a user is not a way to change it', {
    given: { ana: user() },
    steps: [post(ana, anyone(), { status: [404, 405] })],
  }),
  check('USR-56 S 7644 3.2', 'PUT, PATCH and DELETE need a user, not the whole list', {
    given: { ana: user() },
    steps: [
      ...['PUT', 'PATCH', 'DELETE'].map((method) =>
        step(
          { method, path: '/Users', ...(method !== 'DELETE' && { body: anyone() }) },
          { status: [404, 405, 501] },
        ),
      ),
      get(ana),
    ],
  }),
  check('USR-63 M 7644 3.4.2', 'HEAD, where it is offered, answers as GET does without the body', {
    given: { ana: user() },
    steps: [step({ method: 'HEAD', path: ana }, { status: [200, 404, 405, 501] })],
  }),
];

/** Every check of users. */
export const userChecks: readonly Check[] = [...creating, ...reading, ...replacing, ...deleting];
