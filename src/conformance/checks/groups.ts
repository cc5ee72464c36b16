// Checks groups and membership (RFC 7643 §4.2 and §4.1.2): who is in, how that changes, and that both sides agree.
import type { JsonObject } from '../../base/json.ts';
import { get, group, named, patch, post, put, query, refused, remove, user } from '../asks.ts';
import { groupBody, type Bench } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { ends, holds, listOf, not, oneOf, present, type Pattern } from '../pattern.ts';
import { urn } from '../survey.ts';

/** A member that does not exist. */
const nobody: JsonObject = { value: 'none-{tag}' };

const team = '/Groups/{team.id}';
const ana = '/Users/{ana.id}';
const bo = '/Users/{bo.id}';
const pair = { ana: user(), bo: user() };
const people = { ...pair, team: group('ana') };

/** A body that holds exactly these members. */
const members = (...names: readonly string[]): JsonObject => ({
  members: names.map((name) => ({ value: `{${name}.id}` })),
});
/** A user that is in exactly these groups. */
const inGroups = (...names: readonly string[]): { readonly [key: string]: Pattern } => ({
  groups: names.map((name) => ({ value: `{${name}.id}` })),
});
const add = (...names: readonly string[]): JsonObject => ({
  op: 'add',
  path: 'members',
  value: names.map((name) => ({ value: `{${name}.id}` })),
});
const take = (name: string): JsonObject => ({
  op: 'remove',
  path: `members[value eq "{${name}.id}"]`,
});
const called = (name: string, more: JsonObject = {}): JsonObject => ({
  ...groupBody(`${name} {tag}`),
  ...more,
});

const living: readonly Check[] = [
  check('GRP-01 M 7644 3.3', 'A group is created with id, type and place', {
    run: async (bench) => {
      const answer = await bench.post('/Groups', groupBody(`Team ${bench.unique()}`));
      const location = answer.header('Location') ?? 'a Location';
      const meta = { resourceType: 'Group', location };
      bench.expect(answer, { status: 201, body: { id: present, meta } });
    },
  }),
  check('GRP-02 M 7643 4.2', 'An empty list of members makes a group without members', {
    steps: [
      named('team', post('/Groups', called('Team', { members: [] }))),
      get(team, { without: ['members'] }),
    ],
  }),
  check('GRP-03 M 7643 4.2', 'A group is created with its members', {
    given: pair,
    steps: [
      named(
        'team',
        post('/Groups', called('Team', members('ana', 'bo')), { body: members('ana', 'bo') }),
      ),
      get(team, { body: members('ana', 'bo') }),
    ],
  }),
  check('GRP-03b S 7643 2.4', 'A member has its address and its type', {
    given: people,
    steps: [
      get(team, {
        body: { members: [{ value: '{ana.id}', $ref: ends('Users/{ana.id}'), type: 'User' }] },
      }),
    ],
  }),
  check('GRP-04 M 7643 4.2', 'A group without displayName is refused', {
    steps: [post('/Groups', { schemas: [urn.group] }, refused('(invalidValue)'))],
  }),
  check('GRP-05 P 7643 4.2', 'Two groups may have one displayName', {
    steps: [post('/Groups', called('Team')), post('/Groups', called('Team'))],
  }),
  check('GRP-06 P 7643 4.2', 'A member that does not exist is refused, however it is named', {
    given: people,
    needs: ['patch'],
    steps: [
      post('/Groups', called('Team', { members: [nobody] }), refused('invalidValue')),
      put(team, called('Team', { members: [nobody] }), refused('invalidValue')),
      patch(team, [{ op: 'add', path: 'members', value: [nobody] }], refused('invalidValue')),
      get(team, { same: 'team' }),
    ],
  }),
  check('GRP-07 P 7643 4.2', 'A member as a plain text is refused', {
    given: pair,
    steps: [post('/Groups', called('Team', { members: ['{ana.id}'] }), refused())],
  }),
  check('GRP-08 M 7644 3.9', 'The members can be left out of an answer', {
    given: people,
    steps: [
      query(
        team,
        { excludedAttributes: 'members' },
        {
          body: { id: '{team.id}', displayName: '{team.displayName}', meta: present },
          without: ['members'],
        },
      ),
    ],
  }),
  check('GRP-09 M 7643 2.4', 'Members may stand in any order', {
    given: { ...pair, team: group('ana', 'bo') },
    steps: [
      put(team, called('Team', members('bo', 'ana'))),
      get(team, { body: members('ana', 'bo') }),
    ],
  }),
  check('GRP-10 M 7644 3.6', 'A deleted group is in no list', {
    needs: ['filter'],
    given: { team: group() },
    steps: [
      remove(team),
      query('/Groups', { filter: 'id eq "{team.id}"' }, { body: { totalResults: 0 } }),
    ],
  }),
  check('GRP-11 M 7643 4.2', 'A group is found by displayName in any letter case', {
    needs: ['filter'],
    steps: [
      named('team', post('/Groups', called('Team'))),
      query('/Groups', { filter: 'displayName eq "tEAM {tag}"' }, { finds: ['team'] }),
    ],
  }),
  check('GRP-12 M 7643 2.3.7', 'The address of a member leads to that member', {
    run: async (bench) => {
      const user = await bench.user();
      const made = await bench.group([user.id]);
      const ref = JSON.stringify(made['members']).match(/Users\/[^"/]+/)?.[0];
      bench.require(ref !== undefined, 'an address below Users', JSON.stringify(made['members']));
      bench.expect(await bench.get(`/${ref ?? ''}`), { status: 200, body: { id: user.id } });
    },
  }),
  check('GRP-13 D 7644 3.4.2.2', 'A filter on id and members tells whether a user is in a group', {
    needs: ['filter'],
    given: people,
    steps: [
      query(
        '/Groups',
        { filter: 'id eq "{team.id}" and members eq "{ana.id}"' },
        {
          finds: ['team'],
        },
      ),
      query('/Groups', { filter: 'id eq "{team.id}" and members eq "{bo.id}"' }, { finds: [] }),
    ],
  }),
  check('GRP-14 M 7644 3.5.1', 'PUT with members gives exactly those', {
    given: people,
    steps: [put(team, called('Team', members('bo'))), get(team, { body: members('bo') })],
  }),
  check('GRP-15 M 7644 3.5.1', 'PUT with an empty list takes all members away', {
    given: people,
    steps: [put(team, called('Team', { members: [] })), get(team, { without: ['members'] })],
  }),
  check('GRP-16 P 7644 3.5.1', 'PUT without members takes all members away', {
    given: people,
    steps: [put(team, called('Team')), get(team, { without: ['members'] })],
  }),
  check('GRP-17 P 7643 2.4', 'What the client calls a member is not kept', {
    given: pair,
    steps: [
      named(
        'team',
        post('/Groups', called('Team', { members: [{ value: '{ana.id}', display: 'Made up' }] })),
      ),
      get(team, { body: { members: [{ value: '{ana.id}', display: not('Made up') }] } }),
    ],
  }),
  check('GRP-28 S 7643 3.1', 'A group has an externalId that can be replaced', {
    needs: ['patch'],
    given: people,
    steps: [
      patch(team, [{ op: 'replace', path: 'externalId', value: 'E-{tag}' }]),
      get(team, { body: { externalId: 'E-{tag}', ...members('ana') } }),
    ],
  }),
  check('GRP-38 M 7643 4.2', 'A group may hold groups', {
    given: { ana: user(), team: group('ana') },
    steps: [
      named('outer', post('/Groups', called('Outer', members('team')))),
      get('/Groups/{outer.id}', {
        body: { members: [{ value: '{team.id}', $ref: ends('Groups/{team.id}'), type: 'Group' }] },
      }),
    ],
  }),
  check('GRP-39 P 7643 4.2', 'A group cannot contain itself', {
    needs: ['patch'],
    given: { team: group() },
    steps: [
      patch(team, [add('team')], refused('invalidValue')),
      put(team, called('Team', members('team')), refused('invalidValue')),
      get(team, { same: 'team' }),
    ],
  }),
  check('GRP-39b P 7643 4.2', 'Two groups in each other do not make the server stumble', {
    needs: ['patch'],
    given: { ana: user(), team: group('ana') },
    steps: [
      named('outer', post('/Groups', called('Outer', members('team')))),
      patch(team, [add('outer')], [{}, refused('invalidValue')]),
      get(ana, { body: { groups: holds({ value: '{team.id}' }) } }),
    ],
  }),
  check('GRP-40 M 7644 3.6', 'A deleted group is gone, from its members too', {
    given: people,
    steps: [remove(team), get(team, { status: 404 }), get(ana, { without: ['groups'] })],
  }),
  check('GRP-41 S 7644 3.9', 'A group of 200 members shows all, and is small without them', {
    run: ofTwoHundred,
  }),
  check('GRP-42 P 7644 3.3', 'Attributes that no schema has are not stored in a group', {
    steps: [
      named('team', post('/Groups', called('Team', { colour: 'red' }), { without: ['colour'] })),
      get(team, { without: ['colour'] }),
    ],
  }),
];

async function ofTwoHundred(bench: Bench): Promise<void> {
  const ids: string[] = [];
  for (let at = 0; at < 200; at += 1) ids.push((await bench.user()).id);
  const made = await bench.group(ids);
  const path = `/Groups/${made.id}`;
  const whole = await bench.get(path);
  bench.expect(whole, { body: { members: listOf(200) } });
  const small = await bench.get(path, { excludedAttributes: 'members' });
  const size = small.response.body?.length ?? 0;
  bench.require(size > 0 && size < 2000, 'an answer of less than 2,000 characters', `${size}`);
}

const patched: readonly Check[] = needing(
  ['patch'],
  [
    check('GRP-18 S 7644 3.5.2.1', 'Adding a member who is there already changes nothing', {
      given: people,
      steps: [patch(team, [add('ana')]), get(team, { same: 'team' })],
    }),
    check('GRP-19 M 7644 3.5.2.1', 'Adding members keeps those that are there', {
      given: people,
      steps: [patch(team, [add('bo')]), get(team, { body: members('ana', 'bo') })],
    }),
    check('GRP-20 D 7644 3.5.2.1', 'A member is added as a plain text, or in a list of texts', {
      given: { ana: user(), bo: user(), team: group() },
      steps: [
        patch(team, [{ op: 'Add', path: 'members', value: '{ana.id}' }]),
        patch(team, [{ op: 'Add', path: 'members', value: ['{bo.id}'] }]),
        get(team, { body: members('ana', 'bo') }),
      ],
    }),
    check('GRP-21 M 7644 3.5.2.2', 'A member is removed by a filter on its value', {
      given: { ...pair, team: group('ana', 'bo') },
      steps: [patch(team, [take('ana')]), get(team, { body: members('bo') })],
    }),
    check('GRP-22 M 7644 3.5.2.2', 'Two members are removed by one filter with or', {
      given: { ...pair, cy: user(), team: group('ana', 'bo', 'cy') },
      steps: [
        patch(team, [{ op: 'remove', path: 'members[value eq "{ana.id}" or value eq "{bo.id}"]' }]),
        get(team, { body: members('cy') }),
      ],
    }),
    check('GRP-23 M 7644 3.5.2.2', 'remove of members takes all away', {
      given: { ...pair, team: group('ana', 'bo') },
      steps: [
        patch(team, [{ op: 'remove', path: 'members' }]),
        get(team, { without: ['members'] }),
      ],
    }),
    check('GRP-24 D 7644 3.5.2.2', 'remove of members with a list takes only the listed away', {
      given: { ...pair, team: group('ana', 'bo') },
      steps: [
        patch(team, [{ op: 'remove', path: 'members', value: [{ value: '{ana.id}' }] }]),
        get(team, { body: members('bo') }),
      ],
    }),
    check('GRP-25 P 7644 3.5.2.2', 'remove of members with a list is refused, and nobody leaves', {
      given: { ...pair, team: group('ana', 'bo') },
      steps: [
        patch(
          team,
          [{ op: 'remove', path: 'members', value: [{ value: '{ana.id}' }] }],
          refused('invalidValue'),
        ),
        get(team, { same: 'team' }),
      ],
    }),
    check('GRP-26 M 7644 3.5.2.3', 'replace of members gives exactly the new list', {
      given: people,
      steps: [
        patch(team, [{ op: 'replace', path: 'members', value: [{ value: '{bo.id}' }] }]),
        get(team, { body: members('bo') }),
      ],
    }),
    check('GRP-27 M 7644 3.5.2.3', 'A group is renamed with and without a path', {
      given: people,
      steps: [
        patch(team, [{ op: 'replace', path: 'displayName', value: 'One {tag}' }]),
        get(team, { body: { displayName: 'One {tag}', ...members('ana') } }),
        patch(team, [{ op: 'replace', value: { displayName: 'Two {tag}' } }]),
        get(team, { body: { displayName: 'Two {tag}', ...members('ana') } }),
      ],
    }),
    check('GRP-29 M 7644 3.5.2', 'One PATCH takes one member out and another in', {
      given: people,
      steps: [patch(team, [take('ana'), add('bo')]), get(team, { body: members('bo') })],
    }),
    check('GRP-30 M 7644 3.5.2', 'A member added and removed in one PATCH is no member', {
      given: people,
      steps: [patch(team, [add('bo'), take('bo')]), get(team, { body: members('ana') })],
    }),
    check('GRP-31 S 7643 2.4', 'A member that is named twice is in once', {
      given: people,
      steps: [patch(team, [add('bo', 'bo')]), get(team, { body: members('ana', 'bo') })],
    }),
    check('GRP-32 S 7644 3.5.2.2', 'A group loses a member that is gone without complaint', {
      given: people,
      steps: [patch(team, [take('bo')]), get(team, { same: 'team' })],
    }),
    check('GRP-32b S 7643 8.7.1', 'The value of a member cannot be replaced', {
      given: people,
      steps: [
        patch(
          team,
          [{ op: 'replace', path: 'members[value eq "{ana.id}"].value', value: '{bo.id}' }],
          refused('mutability'),
        ),
        get(team, { same: 'team' }),
      ],
    }),
    check('GRP-33 M 7643 4.1.2', 'The groups of a user follow every change of members at once', {
      given: { ...pair, team: group() },
      steps: [
        patch(team, [add('ana')]),
        get(ana, { body: inGroups('team') }),
        patch(team, [take('ana')]),
        get(ana, { without: ['groups'] }),
        put(team, called('Team', members('ana', 'bo'))),
        get(ana, { body: inGroups('team') }),
        put(team, called('Team', members('bo'))),
        get(ana, { without: ['groups'] }),
        get(bo, { body: inGroups('team') }),
        remove(team),
        get(bo, { without: ['groups'] }),
      ],
    }),
    check('GRP-33b S 7643 4.1.2', 'The groups of a user are told with address, name and kind', {
      given: people,
      steps: [
        get(ana, {
          body: {
            groups: [
              {
                value: '{team.id}',
                $ref: ends('Groups/{team.id}'),
                display: '{team.displayName}',
                type: 'direct',
              },
            ],
          },
        }),
      ],
    }),
    check('GRP-34 S 7643 4.1.2', 'A new name of a group shows at its members', {
      given: people,
      steps: [
        patch(team, [{ op: 'replace', path: 'displayName', value: 'New {tag}' }]),
        get(ana, { body: { groups: [{ value: '{team.id}', display: 'New {tag}' }] } }),
      ],
    }),
    check('GRP-35 M 7643 4.1.2', 'Groups cannot be changed on the user', {
      given: { ...people, other: group() },
      steps: [
        patch(
          ana,
          [{ op: 'add', path: 'groups', value: [{ value: '{other.id}' }] }],
          refused('(mutability)'),
        ),
        patch(ana, [{ op: 'remove', path: 'groups' }], refused('(mutability)')),
        get(ana, { body: inGroups('team') }),
        get('/Groups/{other.id}', { without: ['members'] }),
      ],
    }),
    check('GRP-36 M 7643 4.1.2', 'Groups in a PUT of the user are ignored', {
      given: { ...people, other: group() },
      steps: [
        put(ana, {
          schemas: [urn.user],
          userName: '{ana.userName}',
          groups: [{ value: '{other.id}' }],
        }),
        get(ana, { body: inGroups('team') }),
      ],
    }),
    check(
      'GRP-37 S 7643 4.1.2',
      'A user is directly in its group, and indirectly in the group around it',
      {
        given: { ana: user(), team: group('ana'), outer: group('team') },
        steps: [
          get(ana, {
            body: {
              groups: [
                { value: '{team.id}', type: 'direct' },
                { value: '{outer.id}', type: 'indirect' },
              ],
            },
          }),
        ],
      },
    ),
    check('GRP-37b S 7643 4.1.2', 'A user leaves the outer group with the inner one', {
      given: { ana: user(), team: group('ana'), outer: group('team') },
      steps: [
        patch('/Groups/{outer.id}', [take('team')]),
        get(ana, { body: inGroups('team') }),
        patch('/Groups/{outer.id}', [add('team')]),
        patch(team, [take('ana')]),
        get(ana, { without: ['groups'] }),
      ],
    }),
    check('GRP-43 M 7644 3.5.2', 'A PATCH of a group that fails at its end changes no membership', {
      given: people,
      steps: [
        patch(
          team,
          [add('bo'), { op: 'add', path: 'members', value: [nobody] }],
          [refused(undefined, [400, 404, 409])],
        ),
        get(team, { same: 'team' }),
        get(bo, { without: ['groups'] }),
      ],
    }),
    check('GRP-44 M 7644 3.5.2.2', 'A group cannot lose its displayName', {
      given: people,
      steps: [
        patch(team, [{ op: 'remove', path: 'displayName' }], refused('mutability')),
        get(team, { same: 'team' }),
      ],
    }),
    check('GRP-45 M 7644 3.5.2.1', 'Members are added without a path too', {
      given: people,
      steps: [
        patch(team, [{ op: 'add', value: { members: [{ value: '{bo.id}' }] } }]),
        get(team, { body: members('ana', 'bo') }),
      ],
    }),
    check('GRP-46 S 7643 4.2', 'The kind of a member, where given, is that of what it names', {
      given: people,
      steps: [
        patch(team, [{ op: 'add', path: 'members', value: [{ value: '{bo.id}', type: 'User' }] }]),
        get(team, { body: { members: holds({ value: '{bo.id}', type: oneOf('User') }) } }),
      ],
    }),
  ],
);

/** Every check of groups. */
export const groupChecks: readonly Check[] = needing(['groups'], [...living, ...patched]);
