// Checks whole conversations as identity providers have them: Okta, Microsoft Entra ID, Google, and the life of an account.
import type { Json, JsonObject } from '../../base/json.ts';
import { get, group, named, patch, post, put, query, remove, step, user } from '../asks.ts';
import { groupBody, patchBody, userBody, type Bench } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { idOf, resourcesIn, textOf } from '../exchange.ts';
import { not, told } from '../pattern.ts';
import { urn } from '../survey.ts';

const ana = '/Users/{ana.id}';
const team = '/Groups/{team.id}';
const gone = { status: 404 };
const department = `${urn.enterprise}:department`;
const manager = `${urn.enterprise}:manager`;
const inactive = { body: { active: false } };

/** A user as Okta creates one. */
const okta = (userName: string): JsonObject =>
  userBody({
    userName,
    name: { givenName: 'Ana', familyName: 'Ruiz' },
    emails: [{ primary: true, value: '{tag}@d.example', type: 'work' }],
    displayName: 'Ana Ruiz',
    locale: 'en-US',
    externalId: '00u-{tag}',
    groups: [],
    active: true,
  });

const oktaFlows: readonly Check[] = [
  check('OKF-01 D 7644 3', 'Okta looks a new user up, finds none, and creates it', {
    steps: [
      query(
        '/Users',
        { filter: 'userName eq "{tag}"', startIndex: 1, count: 100 },
        {
          body: { totalResults: 0 },
        },
      ),
      named('ana', post('/Users', okta('{tag}'), { body: { active: true, userName: '{tag}' } })),
      get(ana, { body: { externalId: '00u-{tag}' } }),
    ],
  }),
  check('OKF-03 D 7644 3', 'A user who exists already is found and linked', {
    given: { ana: user() },
    steps: [
      post('/Users', okta('{ana.userName}'), { status: 409 }),
      query(
        '/Users',
        { filter: 'userName eq "{ana.userName}"', startIndex: 1, count: 100 },
        {
          finds: ['ana'],
        },
      ),
      put(ana, okta('{ana.userName}'), { body: { id: '{ana.id}', displayName: 'Ana Ruiz' } }),
    ],
  }),
  check('OKF-05 D 7644 3', 'Okta switches a user off by a PATCH without a path', {
    given: { ana: user() },
    steps: [patch(ana, [{ op: 'replace', value: { active: false } }]), get(ana, inactive)],
  }),
  check('OKF-06 D 7644 3', 'A user who was switched off by PUT is still found', {
    given: { ana: user() },
    steps: [
      put(ana, { ...okta('{ana.userName}'), active: false }, inactive),
      query('/Users', { filter: 'userName eq "{ana.userName}"' }, { finds: ['ana'] }),
    ],
  }),
  check('OKF-08 D 7644 3', 'A password that Okta sets is never shown', {
    given: { ana: user() },
    steps: [
      patch(ana, [{ op: 'replace', value: { password: 'Secret-{tag}' } }]),
      get(ana, { without: ['password'] }),
      put(ana, { ...okta('{ana.userName}'), password: 'Other-{tag}' }, { without: ['password'] }),
    ],
  }),
  check('OKF-09 D 7644 3', 'A user is switched off and on again', {
    given: { ana: user() },
    steps: [false, true].flatMap((active) => [
      patch(ana, [{ op: 'replace', value: { active } }]),
      get(ana, { body: { active } }),
    ]),
  }),
  check('OKF-11 D 7644 3', 'Okta looks a group up by its name, and creates it', {
    steps: [
      query('/Groups', { filter: 'displayName eq "Team {tag}"' }, { body: { totalResults: 0 } }),
      post('/Groups', groupBody('Team {tag}'), { body: { displayName: 'Team {tag}' } }),
    ],
  }),
  check('OKF-12 D 7644 3', 'Okta adds, removes and replaces members', {
    given: { ana: user(), bo: user(), team: group() },
    steps: [
      patch(team, [
        { op: 'add', path: 'members', value: [{ value: '{ana.id}', display: 'ana@d.example' }] },
      ]),
      get(team, { body: { members: [{ value: '{ana.id}' }] } }),
      patch(team, [{ op: 'remove', path: 'members[value eq "{ana.id}"]' }]),
      get(team, { without: ['members'] }),
      patch(team, [
        { op: 'replace', path: 'members', value: [{ value: '{ana.id}' }, { value: '{bo.id}' }] },
      ]),
      get(team, { body: { members: [{ value: '{ana.id}' }, { value: '{bo.id}' }] } }),
    ],
  }),
  check('OKF-13 D 7644 3', 'Okta renames a group by a PATCH that repeats its id', {
    given: { team: group() },
    steps: [
      patch(team, [{ op: 'replace', value: { id: '{team.id}', displayName: 'New {tag}' } }]),
      get(team, { body: { displayName: 'New {tag}' } }),
    ],
  }),
  check('OKF-14 D 7644 3', 'A deleted group is gone', {
    given: { team: group() },
    steps: [remove(team), get(team, gone)],
  }),
  check('OKF-16 D 7644 3', 'Groups are listed quickly, without their members too', {
    steps: [
      query('/Groups', { startIndex: 1, count: 100 }),
      query(
        '/Groups',
        { excludedAttributes: 'members', count: 100 },
        {
          without: ['Resources.0.members'],
        },
      ),
    ],
  }),
  check('OKF-17 D 7644 3', 'A userName comes back in the letters it was sent in', {
    steps: [
      post('/Users', okta('Ana.RUIZ-{tag}@D.Example'), {
        body: { userName: 'Ana.RUIZ-{tag}@D.Example' },
      }),
    ],
  }),
];

const title = (op: string, value: Json): JsonObject => ({ op, path: 'title', value });

/** What Microsoft Entra ID sends when most of a user has changed. */
const nine: readonly JsonObject[] = [
  title('Replace', 'DBA'),
  { op: 'Replace', path: 'name.givenName', value: 'Anna' },
  { op: 'Add', path: 'name.familyName', value: 'Ruiz' },
  { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new-{tag}@d.example' },
  { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' },
  { op: 'Replace', path: department, value: 'Sales' },
  { op: 'Replace', path: 'active', value: 'False' },
  { op: 'Add', path: 'displayName', value: 'Anna Ruiz' },
  { op: 'Remove', path: 'nickName' },
];

const entraFlows: readonly Check[] = needing(
  ['enterprise'],
  [
    check('ENF-02 D 7644 3.5.2', 'Entra creates a user with a role, and finds it', {
      steps: [
        named(
          'ana',
          post(
            '/Users',
            userBody({
              userName: '{tag}',
              externalId: 'E-{tag}',
              active: true,
              roles: [{ primary: 'True', value: 'Admin', type: 'WindowsAzureActiveDirectoryRole' }],
              meta: { resourceType: 'User' },
            }),
          ),
        ),
        query('/Users', { filter: 'userName eq "{tag}"' }, { finds: ['ana'] }),
        query('/Users', { filter: 'externalId eq "E-{tag}"' }, { finds: ['ana'] }),
        get(ana, { body: { roles: [{ value: 'Admin', primary: true }] } }),
      ],
    }),
    check('ENF-03 D 7644 3.5.2', 'Nine capitalised operations in one PATCH are all applied', {
      given: {
        ana: user({
          nickName: 'A',
          emails: [{ value: 'old@d.example', type: 'work', primary: true }],
        }),
      },
      steps: [
        patch(ana, nine),
        get(ana, {
          body: {
            ...{ title: 'DBA', displayName: 'Anna Ruiz', active: false },
            name: { givenName: 'Anna', familyName: 'Ruiz' },
            emails: [{ value: 'new-{tag}@d.example', type: 'work', primary: true }],
            phoneNumbers: [{ value: '+1 555 0100', type: 'mobile' }],
            [urn.enterprise]: { department: 'Sales' },
          },
          without: ['nickName'],
        }),
      ],
    }),
    check('ENF-04 D 7644 3.5.2', 'Replace of values that are not there makes them', {
      given: { ana: user() },
      steps: [
        patch(ana, [
          { op: 'Replace', path: 'emails[type eq "work"].value', value: 'w-{tag}@d.example' },
          { op: 'Replace', path: 'addresses[type eq "work"].locality', value: 'Lima' },
          title('Replace', 'DBA'),
        ]),
        get(ana, {
          body: {
            title: 'DBA',
            emails: [{ type: 'work', value: 'w-{tag}@d.example', primary: not(true) }],
            addresses: [{ type: 'work', locality: 'Lima' }],
          },
        }),
      ],
    }),
    check('ENF-05 D 7644 3.5.2', 'A manager is set in every way that Entra knows, and removed', {
      given: { boss: user(), other: user(), ana: user() },
      steps: [
        ...[
          { op: 'Add', path: manager, value: '{boss.id}' },
          { op: 'Replace', path: manager, value: { value: '{other.id}' } },
          { op: 'Add', path: manager, value: [{ $ref: 'x', value: '{boss.id}' }] },
          { op: 'Replace', path: `${manager}.value`, value: '{other.id}' },
        ].flatMap((operation, at) => [
          patch(ana, [operation]),
          get(ana, {
            body: {
              [urn.enterprise]: { manager: { value: at % 2 === 0 ? '{boss.id}' : '{other.id}' } },
            },
          }),
        ]),
        patch(ana, [{ op: 'Remove', path: manager }]),
        get(ana, { without: [manager] }),
        patch(ana, [{ op: 'Add', path: manager, value: '{boss.id}' }]),
        patch(ana, [{ op: 'Replace', path: manager, value: '' }]),
        get(ana, { without: [manager] }),
      ],
    }),
    check('ENF-08 D 7644 3.5.2', 'active as "False" and then "True" leaves the user on', {
      given: { ana: user() },
      steps: [
        patch(ana, [{ op: 'Replace', path: 'active', value: 'False' }]),
        get(ana, inactive),
        patch(ana, [{ op: 'Replace', path: 'active', value: 'True' }]),
        get(ana, { body: { active: true } }),
      ],
    }),
    check('ENF-10 D 7644 3.5.2', 'Entra asks whether a user is in a group, for the id alone', {
      needs: ['groups'],
      given: { ana: user(), bo: user(), team: group('ana') },
      steps: ['ana', 'bo'].map((name) =>
        query(
          '/Groups',
          { attributes: 'id', filter: `id eq "{team.id}" and members eq "{${name}.id}"` },
          { finds: name === 'ana' ? ['team'] : [] },
        ),
      ),
    }),
    check('ENF-12 D 7644 3.5.2', 'The compliant way of Entra works, with its flag in the address', {
      given: { ana: user({ emails: [{ value: 'old@d.example', type: 'work' }] }) },
      steps: [
        step(
          {
            method: 'PATCH',
            path: `${ana}?aadOptscim062020`,
            body: patchBody([
              { op: 'replace', path: 'active', value: false },
              { op: 'replace', path: 'emails[type eq "work"].value', value: 'new-{tag}@d.example' },
            ]),
          },
          { status: [200, 204] },
        ),
        get(ana, { body: { active: false, emails: [{ value: 'new-{tag}@d.example' }] } }),
      ],
    }),
    check('ENF-13 D 7644 3.5.2', 'Entra reads what changed within a span of time', {
      run: readsWindow,
    }),
    check('ENF-15 D 7644 3.5.2', 'Null and empty values of a create do not come back', {
      run: async (bench) => {
        const body = userBody({
          ...{ userName: bench.unique(), displayName: '', title: null, emails: null },
          name: { givenName: null, familyName: 'Ruiz' },
        });
        const made = await bench.post('/Users', body);
        bench.expect(made, { status: 201, body: { name: { familyName: 'Ruiz' } } });
        const isClean = !/:\s*null/.test(made.response.body ?? '');
        bench.require(isClean, 'no null', made.response.body ?? '');
      },
    }),
  ],
);

async function readsWindow(bench: Bench): Promise<void> {
  const made = await bench.user();
  const at = Date.parse(textOf(made['meta'], 'lastModified'));
  const moment = (offset: number): string => new Date(at + offset).toISOString();
  const within = (from: number, to: number): string =>
    `meta.lastModified ge "${moment(from)}" and meta.lastModified le "${moment(to)}" and active eq true and id eq "${made.id}"`;
  for (const [from, to, totalResults] of [
    [-1000, 1000, 1],
    [-2000, -1000, 0],
    [1000, 2000, 0],
  ] as const)
    bench.expect(
      await bench.get('/Users', { filter: within(from, to), startIndex: 0, count: 10 }),
      {
        status: 200,
        body: { totalResults },
      },
    );
}

const googleFlows: readonly Check[] = [
  check(
    'GGF-01 D 7644 4',
    'Schemas and ResourceTypes agree with each other, and say enough to map attributes',
    {
      run: async (bench) => {
        const ids = resourcesIn((await bench.get('/Schemas')).object).map(idOf);
        for (const { schema, extensions } of bench.survey.types)
          for (const { id, attributes } of [schema, ...extensions]) {
            bench.require(ids.includes(id), `the schema ${id}`, ids.join(', '));
            bench.require(attributes.length > 0, `attributes of ${id}`, 'none');
          }
        const names = bench.survey.types.map(({ name }) => name);
        bench.require(names.includes('User'), 'a User', told(names));
      },
    },
  ),
];

const lives: readonly Check[] = [
  check('LIF-01 D 7644 3', 'A joiner is put in two groups and is directly in both', {
    given: { ana: user(), team: group(), other: group() },
    steps: [
      ...['team', 'other'].map((name) =>
        patch(`/Groups/{${name}.id}`, [
          { op: 'add', path: 'members', value: [{ value: '{ana.id}' }] },
        ]),
      ),
      get(ana, {
        body: {
          groups: [
            { value: '{team.id}', type: 'direct' },
            { value: '{other.id}', type: 'direct' },
          ],
        },
      }),
    ],
  }),
  check('LIF-02 D 7644 3', 'A mover leaves one group and enters another', {
    given: { ana: user(), team: group('ana'), other: group() },
    steps: [
      patch(team, [{ op: 'remove', path: 'members[value eq "{ana.id}"]' }]),
      patch('/Groups/{other.id}', [{ op: 'add', path: 'members', value: [{ value: '{ana.id}' }] }]),
      get(ana, { body: { groups: [{ value: '{other.id}' }] } }),
    ],
  }),
  check('LIF-04 D 7644 3', 'A leaver who was disabled is found as such', {
    given: { ana: user() },
    steps: [
      patch(ana, [{ op: 'replace', path: 'active', value: false }]),
      query(
        '/Users',
        { filter: 'userName eq "{ana.userName}" and active eq false' },
        {
          finds: ['ana'],
        },
      ),
    ],
  }),
  check(
    'LIF-05 D 7644 3',
    'A leaver who was deleted is gone from everywhere, and the name is free',
    {
      given: { ana: user(), bo: user(), team: group('ana', 'bo') },
      steps: [
        remove(ana),
        get(ana, gone),
        get(team, { body: { members: [{ value: '{bo.id}' }] } }),
        post('/Users', userBody({ userName: '{ana.userName}' })),
      ],
    },
  ),
  check('LIF-06 D 7644 3', 'Who comes back keeps the id, who was deleted gets a new one', {
    given: { ana: user() },
    steps: [
      patch(ana, [{ op: 'replace', path: 'active', value: false }]),
      patch(ana, [{ op: 'replace', path: 'active', value: true }]),
      get(ana, { body: { id: '{ana.id}', active: true } }),
      remove(ana),
      post('/Users', userBody({ userName: '{ana.userName}' }), { body: { id: not('{ana.id}') } }),
    ],
  }),
  check('LIF-09 D 7644 3.14', 'Of two changes with one version at once, one is refused', {
    needs: ['etag'],
    run: twoAtOnce,
  }),
  check('LIF-10 D 7644 3', 'An inactive user keeps the name', {
    given: { ana: user({ active: false }) },
    steps: [
      post('/Users', userBody({ userName: '{ana.userName}' }), [
        { status: 409 },
        { status: [200, 201], body: { id: '{ana.id}' } },
      ]),
    ],
  }),
  check('LIF-11 D 7644 3', 'A group that comes before its user is refused, or waits without it', {
    steps: [
      post('/Groups', groupBody('Team {tag}', ['not-yet-{tag}']), [
        { status: 400 },
        { status: 201, without: ['members'] },
      ]),
    ],
  }),
];

async function twoAtOnce(bench: Bench): Promise<void> {
  const made = await bench.user();
  const path = `/Users/${made.id}`;
  const change = (value: string) =>
    bench.send({
      ...{ method: 'PATCH', path, body: patchBody([title('replace', value)]) },
      headers: { 'If-Match': textOf(made['meta'], 'version') },
    });
  const statuses = (await Promise.all([change('A'), change('B')])).map(({ status }) => status);
  const isOne = statuses.filter((status) => status === 412).length === 1;
  bench.require(isOne, 'one success and one 412', statuses.join(' and '));
  const now = await bench.read(path);
  const again = await bench.send({
    ...{ method: 'PATCH', path, body: patchBody([title('replace', 'C')]) },
    headers: { 'If-Match': textOf(now['meta'], 'version') },
  });
  bench.expect(again, { status: [200, 204] });
}

/** Every check of a conversation. */
export const dialectChecks: readonly Check[] = needing(
  ['patch', 'filter', 'groups'],
  [...oktaFlows, ...entraFlows, ...googleFlows, ...lives],
);
