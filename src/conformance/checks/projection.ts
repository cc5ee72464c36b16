// Checks which attributes an answer shows (RFC 7644 §3.9), searches by POST (§3.4.3) and queries of the whole server (§3.4.2.1).
import type { JsonObject } from '../../base/json.ts';
import { get, group, named, post, query, refused, search, step, user } from '../asks.ts';
import { patchBody, searchBody, userBody } from '../bench.ts';
import { check, needing, type Ask, type Check, type Expected, type Given } from '../check.ts';
import { errorBody } from '../expect.ts';
import { holds, listOf, oneOf, present } from '../pattern.ts';
import { urn } from '../survey.ts';

const ana = '/Users/{ana.id}';
const department = `${urn.enterprise}:department`;
const costCenter = `${urn.enterprise}:costCenter`;
const whole: JsonObject = {
  displayName: 'Ana',
  title: 'DBA',
  name: { familyName: 'Ruiz', givenName: 'Ana' },
  emails: [{ value: '{tag}@d.example', type: 'work' }],
};
const extended: JsonObject = {
  ...whole,
  [urn.enterprise]: { department: 'Sales', costCenter: '7' },
};
const given = { ana: user(whole) };

/** Reads Ana with `attributes`, and looks at what is shown. */
const only = (attributes: string, expect: Expected) => query(ana, { attributes }, expect);
const except = (excludedAttributes: string, expect: Expected) =>
  query(ana, { excludedAttributes }, expect);

const chosen: readonly Check[] = [
  check('PRJ-01 M 7644 3.9', 'attributes brings the id, the schemas and what it names', {
    given,
    steps: [
      only('userName', {
        body: { id: '{ana.id}', schemas: holds(urn.user), userName: '{ana.userName}' },
        without: ['displayName', 'title', 'name', 'emails', 'active'],
      }),
    ],
  }),
  check('PRJ-02 M 7644 3.9', 'attributes may name a part alone', {
    given,
    steps: [
      only('name.givenName', {
        body: { name: { givenName: 'Ana' } },
        without: ['name.familyName', 'title'],
      }),
    ],
  }),
  check('PRJ-03 M 7644 3.9', 'attributes may name the whole of what has parts', {
    given,
    steps: [
      only('name', {
        body: { name: { familyName: 'Ruiz', givenName: 'Ana' } },
        without: ['title'],
      }),
    ],
  }),
  check('PRJ-04 M 7644 3.9', 'attributes may name several, also parts of lists', {
    given,
    steps: [
      only('title,emails.value', {
        body: { title: 'DBA', emails: [{ value: '{tag}@d.example' }] },
        without: ['emails.0.type', 'name'],
      }),
    ],
  }),
  check('PRJ-05 M 7644 3.10', 'The URN of the base schema may stand before a name', {
    given,
    steps: [only(`${urn.user}:title`, { body: { title: 'DBA' }, without: ['displayName'] })],
  }),
  check('PRJ-06 M 7644 3.10', 'The URN of an extension stands for all of it', {
    needs: ['enterprise'],
    given: { ana: user(extended) },
    steps: [
      only(urn.enterprise, {
        body: { [urn.enterprise]: { department: 'Sales', costCenter: '7' } },
        without: ['title'],
      }),
    ],
  }),
  check('PRJ-07 M 7644 3.10', 'An attribute of an extension comes alone', {
    needs: ['enterprise'],
    given: { ana: user(extended) },
    steps: [
      only(department, {
        body: { [urn.enterprise]: { department: 'Sales' } },
        without: [costCenter, 'title'],
      }),
    ],
  }),
  check('PRJ-08 M 7644 3.9', 'excludedAttributes leaves out what it names and nothing else', {
    given,
    steps: [
      except('emails,name.givenName', {
        body: { displayName: 'Ana', title: 'DBA', name: { familyName: 'Ruiz' } },
        without: ['emails', 'name.givenName'],
      }),
    ],
  }),
  check('PRJ-09 M 7644 3.4.2.5', 'The id cannot be left out', {
    given,
    steps: [except('id,userName', { body: { id: '{ana.id}' }, without: ['userName'] })],
  }),
  check('PRJ-09b S 7644 3.9', 'schemas cannot be left out', {
    given,
    steps: [except('schemas', { body: { schemas: holds(urn.user) } })],
  }),
  check('PRJ-10 P 7644 3.9', 'attributes and excludedAttributes together are refused', {
    given,
    steps: [query(ana, { attributes: 'title', excludedAttributes: 'name' }, refused())],
  }),
  check('PRJ-11 M 7644 3.9', 'What is left out of an extension leaves the rest of it', {
    needs: ['enterprise'],
    given: { ana: user(extended) },
    steps: [
      except(department, {
        body: { title: 'DBA', [urn.enterprise]: { costCenter: '7' } },
        without: [department],
      }),
      except(urn.enterprise, { body: { title: 'DBA' }, without: [department, costCenter] }),
      except('title', { body: { [urn.enterprise]: { department: 'Sales' } }, without: ['title'] }),
    ],
  }),
  check('PRJ-12 S 7644 3.9', 'Attributes that no schema has are ignored, or refused', {
    given,
    steps: [
      query(ana, { attributes: 'title,shoeSize' }, [{ body: { title: 'DBA' } }, refused()]),
      query(ana, { excludedAttributes: 'shoeSize' }, [{ body: { title: 'DBA' } }, refused()]),
    ],
  }),
  check('PRJ-13 M 7643 7', 'What is never returned is not returned by name either', {
    given: { ana: user({ ...whole, password: 'Secret-{tag}' }) },
    steps: [only('password,title', { body: { title: 'DBA' }, without: ['password'] })],
  }),
  check('PRJ-14 M 7644 3.10', 'Attributes are named in any letter case', {
    given,
    steps: [
      only('USERNAME', { body: { userName: '{ana.userName}' }, without: ['title'] }),
      only('NAME.givenname,Title', {
        body: { name: { givenName: 'Ana' }, title: 'DBA' },
        without: ['name.familyName'],
      }),
    ],
  }),
  check('PRJ-15 M 7643 3.1', 'meta and its parts can be named', {
    given,
    steps: [
      only('meta.lastModified', {
        body: { meta: { lastModified: '{ana.meta.lastModified}' } },
        without: ['title'],
      }),
      except('meta.version', { body: { title: 'DBA' }, without: ['meta.version'] }),
    ],
  }),
  check('PRJ-16 S 7644 3.9', 'A blank after the comma does no harm', {
    given,
    steps: [only('title, displayName', { body: { title: 'DBA', displayName: 'Ana' } })],
  }),
  check('PRJ-17 P 7644 3.9', 'An empty list of attributes is answered', {
    given,
    steps: [only('', { body: { id: '{ana.id}' } })],
  }),
  check('PRJ-18 S 7644 3.9', 'What POST, PUT and PATCH answer can be chosen too', {
    needs: ['patch'],
    given,
    steps: [
      ...(['attributes', 'excludedAttributes'] as const).flatMap((name) =>
        writes(name).map((ask) =>
          step(ask, {
            status: [200, 201],
            body: { id: present, ...(name === 'attributes' && { userName: present }) },
            without: [name === 'attributes' ? 'displayName' : 'userName'],
          }),
        ),
      ),
    ],
  }),
  check('PRJ-19 M 7644 3.9', 'In a list each resource is shown so, found by GET or by search', {
    needs: ['filter'],
    given,
    steps: [
      query(
        '/Users',
        { filter: 'id eq "{ana.id}"', attributes: 'userName' },
        {
          body: { Resources: [{ id: '{ana.id}', userName: '{ana.userName}' }] },
          without: ['Resources.0.title', 'Resources.0.emails'],
        },
      ),
      search(
        '/Users',
        { filter: 'id eq "{ana.id}"', excludedAttributes: ['userName'] },
        {
          body: { Resources: [{ id: '{ana.id}', title: 'DBA' }] },
          without: ['Resources.0.userName'],
        },
      ),
    ],
  }),
  check('PRJ-20 M 7643 7', 'attributes changes nothing about a HEAD, a 404 or a 204', {
    given,
    steps: [
      query('/Users/none-{tag}', { attributes: 'userName' }, { status: 404, body: errorBody(404) }),
      step({ method: 'DELETE', path: ana, query: { attributes: 'userName' } }),
    ],
  }),
  check('PRJ-21 S 7644 3.9', 'Groups of a user and members of a group can be asked for', {
    needs: ['groups'],
    given: { ana: user(whole), team: group('ana') },
    steps: [
      only('groups', { body: { groups: [{ value: '{team.id}' }] }, without: ['title'] }),
      query(
        '/Groups/{team.id}',
        { attributes: 'members' },
        {
          body: { members: [{ value: '{ana.id}' }] },
          without: ['displayName'],
        },
      ),
    ],
  }),
  check('PRJ-22 M 7644 3.9', 'A filter may ask about what is not shown', {
    needs: ['filter'],
    given: { ana: user({ title: 'T-{tag}' }) },
    steps: [
      query(
        '/Users',
        { filter: 'title eq "T-{tag}"', attributes: 'userName' },
        {
          body: { totalResults: 1, Resources: [{ id: '{ana.id}' }] },
          without: ['Resources.0.title'],
        },
      ),
    ],
  }),
];

/** The three writes that answer with the user, each with a choice of attributes. */
function writes(name: 'attributes' | 'excludedAttributes'): readonly Ask[] {
  const choice = { query: { [name]: 'userName' } };
  const body = (userName: string): JsonObject => userBody({ userName, displayName: 'Ana' });
  const operation = { op: 'replace', path: 'nickName', value: name };
  return [
    { method: 'POST', path: '/Users', ...choice, body: body(`{tag}-${name}`) },
    { method: 'PUT', path: ana, ...choice, body: body('{ana.userName}') },
    ...(name === 'attributes'
      ? [{ method: 'PATCH', path: ana, ...choice, body: patchBody([operation]) }]
      : []),
  ];
}

/** A user and a group that one filter finds. */
const pair: Readonly<Record<string, Given>> = {
  ana: user({ externalId: '{tag}' }),
  team: { type: 'Group', attributes: { externalId: '{tag}' } },
};
/** Queries of the root are not for every server. */
const notThere: Expected = { status: [501, 403, 404, 405] };
const everyType: readonly Expected[] = [
  { body: { totalResults: 2, Resources: holds({ id: '{ana.id}' }, { id: '{team.id}' }) } },
  notThere,
];

const searches: readonly Check[] = needing(
  ['filter'],
  [
    check('SRC-01 M 7644 3.4.3', 'A search of users honours filter, page, order and attributes', {
      needs: ['sort', 'index'],
      given: {
        one: user({ userName: 'a-{tag}', userType: '{tag}', title: 'A' }),
        two: user({ userName: 'b-{tag}', userType: '{tag}', title: 'A' }),
        three: user({ userName: 'c-{tag}', userType: '{tag}', title: 'A' }),
      },
      steps: [
        search(
          '/Users',
          {
            filter: 'userType eq "{tag}"',
            startIndex: 2,
            count: 1,
            sortBy: 'userName',
            sortOrder: 'descending',
            attributes: ['userName'],
          },
          {
            body: {
              schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
              ...{ totalResults: 3, startIndex: 2, itemsPerPage: 1 },
              Resources: [{ id: '{two.id}', userName: 'b-{tag}' }],
            },
            without: ['Resources.0.title'],
          },
        ),
      ],
    }),
    check('SRC-02 M 7644 3.4.3', 'A search of groups answers a list of groups', {
      needs: ['groups'],
      cast: true,
      steps: [search('/Groups', { filter: 'id eq "{team.id}"' }, { finds: ['team'] })],
    }),
    check('SRC-03 M 7644 3.4.3', 'A search of the whole server finds resources of every type', {
      needs: ['groups'],
      given: pair,
      steps: [search('', { filter: 'externalId eq "{tag}"' }, everyType)],
    }),
    check('SRC-04 P 7644 3.4.3', 'A body that does not say SearchRequest is refused', {
      steps: [
        post('/Users/.search', { filter: 'title pr' }, refused()),
        post('/Users/.search', { schemas: [urn.user] }, refused()),
      ],
    }),
    check('SRC-05 M 7644 3.4.3', 'A filter that cannot be read is refused in a search too', {
      steps: [search('/Users', { filter: 'title eq' }, refused('(invalidFilter)'))],
    }),
    check('SRC-05b M 7644 3.4.3', 'What cannot be sorted by is refused in a search too', {
      needs: ['sort'],
      steps: [search('/Users', { sortBy: 'userName[', sortOrder: 'ascending' }, refused())],
    }),
    check('SRC-06 M 7644 3.4.3', 'A search that names nothing but its schema finds all', {
      steps: [
        search('/Users', {}, { body: { totalResults: present, Resources: listOf(1, 10_000) } }),
      ],
    }),
    check('SRC-07 S 7644 3.4.3', 'A search is asked by POST', {
      steps: [get('/Users/.search', { status: [404, 405] })],
    }),
    check('SRC-08 S 7644 3.4.2.1', 'A query of the server root finds users and groups together', {
      needs: ['groups'],
      given: pair,
      steps: [query('/', { filter: 'externalId eq "{tag}"' }, everyType)],
    }),
    check('SRC-08b M 7644 3.4.2.1', 'At the root an attribute of another type has no value', {
      needs: ['groups'],
      given: { ana: user(), team: group() },
      steps: [
        query('/', { filter: 'userName eq "{ana.userName}"' }, [
          { body: { Resources: [{ id: '{ana.id}' }] } },
          notThere,
        ]),
      ],
    }),
    check('SRC-09 S 7644 3.4.3', 'A search below an unknown endpoint is not found', {
      steps: [
        step(
          { method: 'POST', path: '/Unknown/.search', body: searchBody({}) },
          { status: 404, body: errorBody(404) },
        ),
      ],
    }),
    check(
      'SRC-10 M 7644 3.4.3',
      'A search takes lists of attributes, and one that is no list is read or refused',
      {
        cast: true,
        steps: [
          search(
            '/Users',
            { filter: 'id eq "{ana.id}"', attributes: ['title', 'name.givenName'] },
            {
              body: {
                Resources: [{ id: '{ana.id}', title: '{ana.title}', name: { givenName: 'Ana' } }],
              },
              without: ['Resources.0.userName', 'Resources.0.name.familyName'],
            },
          ),
          search('/Users', { filter: 'id eq "{ana.id}"', attributes: 'title' }, [
            { body: { Resources: [{ id: '{ana.id}' }] } },
            refused(),
          ]),
        ],
      },
    ),
    check('SRC-11 S 7644 3.4.2', 'A search creates nothing and changes nothing', {
      cast: true,
      steps: [
        search('/Users', { filter: 'id eq "{ana.id}"' }),
        named('again', get(ana, { body: { meta: { lastModified: '{ana.meta.lastModified}' } } })),
      ],
    }),
    check(
      'SRC-12 S 7644 3.4.3',
      'Values of another type in a search are refused, or as if absent',
      {
        steps: [
          search('/Users', { count: 'ten' }, [
            refused(),
            { body: { totalResults: oneOf(present) } },
          ]),
          search('/Users', { filter: 7 }, [refused(), { body: { totalResults: present } }]),
        ],
      },
    ),
  ],
);

/** Every check of what is shown, and of searches. */
export const projectionChecks: readonly Check[] = [...chosen, ...searches];
