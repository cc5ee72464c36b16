// Tests the life of an account by real requests: it is made, changed, put into a group, disabled, enabled again, and removed.
import type { JsonObject } from '../../../base/json.ts';
import { isObject, parseJson } from '../../../base/json.ts';
import type { LabExchange } from '../../lab.ts';
import { attempt, type Tested, type TestRun, type Trial, type Tried } from './connection.ts';

/** An event of the lifecycle that a provider pushes. */
export interface LifecycleEvent {
  readonly id: string;
  readonly title: string;
  readonly request: string;
  /** What happens while it is not pushed. */
  readonly without: string;
}

/** The events of the guide, and moving between groups, which gives and takes access. */
export const lifecycleEvents: readonly LifecycleEvent[] = [
  {
    ...{ id: 'create', title: 'Create', request: 'POST /Users' },
    without: 'New people have no account until somebody makes one by hand.',
  },
  {
    ...{ id: 'update', title: 'Update', request: 'PATCH /Users/{id}' },
    without: 'Names, departments and managers grow old in Secret Server.',
  },
  {
    ...{ id: 'deactivate', title: 'Deactivate', request: 'PATCH /Users/{id}, active: false' },
    without: 'Leavers keep their account, and every secret they could open.',
  },
  {
    ...{ id: 'groups', title: 'Groups', request: 'PATCH /Groups/{id}' },
    without: 'Moving to another team changes nobody’s access.',
  },
];

const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
} as const;

const patchOf = (path: string, Operations: readonly JsonObject[]): Omit<Trial, 'what'> => ({
  ...{ method: 'PATCH', path },
  body: { schemas: [urn.patch], Operations },
});

/** What a test of the lifecycle works with; `stamp` makes the test's userName one nobody has. */
export interface LifecycleTest {
  readonly token: string;
  readonly events: readonly string[];
  readonly stamp: string;
  readonly onTried?: (tried: Tried) => void;
}

/** Runs the test up to the first failure, and removes what it made, whatever happened. */
export async function runLifecycle(room: Tested, test: LifecycleTest): Promise<TestRun> {
  const tried: Tried[] = [];
  let failure: TestRun['failure'];
  const go = async (trial: Trial): Promise<string> => {
    const made = await attempt(room, trial, test.token);
    tried.push(made.done);
    test.onTried?.(made.done);
    failure ??= made.failure;
    return made.exchange && !made.failure ? idIn(made.exchange) : '';
  };
  const user = await go(birth(test.stamp));
  const moves = test.events.includes('groups') && !failure;
  const group = moves ? await go(groupBirth(test.stamp)) : '';
  for (const trial of trialsFor({ user, group }, test)) if (!failure) await go(trial);
  if (group !== '') await go(removal('Remove the test group', `/Groups/${group}`));
  if (user !== '') await go(removal('Remove the test account', `/Users/${user}`));
  return { tried, ...(failure && { failure }) };
}

const removal = (what: string, path: string): Trial => ({ what, method: 'DELETE', path });

const groupBirth = (stamp: string): Trial => ({
  ...{ what: 'Create a test group', method: 'POST', path: '/Groups' },
  body: { schemas: [urn.group], displayName: `SCIM test ${stamp}` },
});

function birth(stamp: string): Trial {
  const userName = `scim.test.${stamp}@northwind.example`;
  return {
    ...{ what: 'Create a test account', method: 'POST', path: '/Users' },
    body: {
      schemas: [urn.user],
      userName,
      externalId: `scim-test-${stamp}`,
      name: { givenName: 'Scim', familyName: 'Test' },
      displayName: 'Scim Test',
      emails: [{ value: userName, type: 'work', primary: true }],
      active: true,
    },
  };
}

function trialsFor(
  { user, group }: { readonly user: string; readonly group: string },
  { events }: LifecycleTest,
): readonly Trial[] {
  const path = `/Users/${user}`;
  const member = [{ value: user }];
  const update: Trial = {
    what: 'Change its name',
    ...patchOf(path, [{ op: 'replace', path: 'displayName', value: 'Scim Test, changed' }]),
  };
  const off: Trial = {
    what: 'Disable it, as for a leaver',
    ...patchOf(path, [{ op: 'replace', path: 'active', value: false }]),
  };
  const on: Trial = {
    what: 'Enable it again, as for somebody who returns',
    ...patchOf(path, [{ op: 'replace', path: 'active', value: true }]),
  };
  const moves: readonly Trial[] = [
    {
      what: 'Put it into the group',
      ...patchOf(`/Groups/${group}`, [{ op: 'add', path: 'members', value: member }]),
    },
    {
      what: 'Take it out again',
      ...patchOf(`/Groups/${group}`, [{ op: 'remove', path: `members[value eq "${user}"]` }]),
    },
  ];
  const has = (event: string): boolean => events.includes(event);
  return [
    ...(has('update') ? [update] : []),
    ...(has('groups') ? moves : []),
    ...(has('deactivate') ? [off, on] : []),
  ];
}

/** The id of what was made; empty where the answer has none. */
function idIn({ response }: LabExchange): string {
  const json = parseJson(response.body ?? '');
  const id = isObject(json) ? json['id'] : undefined;
  return typeof id === 'string' ? id : '';
}
