// A sweep of Northwind against the real server in each profile: what it finds, what it disables, and what it leaves.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { HttpResponse } from '../../src/http/message.ts';
import { compare } from '../../src/idp/sweep/classify.ts';
import type { Comparison, Exemption, Orphan } from '../../src/idp/sweep/classify.ts';
import type { SweepAsk } from '../../src/idp/sweep/ask.ts';
import { disableOrphans } from '../../src/idp/sweep/disable.ts';
import { readAccounts } from '../../src/idp/sweep/read.ts';
import { northwindPeople } from '../../src/scenarios/northwindPeople.ts';
import { leaver } from '../../src/scenarios/leaver.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { openRoom, type TestRoom } from './room.ts';

const exempt: readonly Exemption[] = [
  { id: '9001', kind: 'protected', note: 'Built in.' },
  { id: '9002', kind: 'protected', note: 'Break-glass.' },
  { id: '9012', kind: 'service', note: 'SCIM works through it.' },
];

const room = (profile: ProfileId = 'strict') =>
  openRoom({ ...leaver, id: 'sweep', world: 'northwind', profile });

async function play<Asks extends SweepAsk, Outcome>(
  at: TestRoom,
  talk: Generator<Asks, Outcome, HttpResponse>,
): Promise<Outcome> {
  let step = talk.next();
  while (!step.done) {
    const sent = await at.send(step.value);
    if (!sent.ok) throw new Error(sent.trouble);
    step = talk.next(sent.value.response);
  }
  return step.value;
}

async function sweep(at: TestRoom, pageSize = 4): Promise<Comparison> {
  const read = await play(at, readAccounts(at.target, pageSize));
  if (read.kind === 'failed') throw new Error(read.says);
  const now = new Date(at.now()).toISOString();
  return compare({ accounts: read.accounts, people: northwindPeople, exempt, at: now });
}

const idsOf = ({ findings }: Comparison, ...kinds: readonly string[]) =>
  findings.filter(({ kind }) => kinds.includes(kind)).map(({ account }) => account.id);
const orphansIn = ({ findings }: Comparison) =>
  findings.filter((each): each is Orphan => each.kind === 'orphan');
const limits = { most: 5, percent: 20 };

describe.each(['strict', 'lenient', 'connector', 'cloud'] as const)('profile %s', (profile) => {
  test('finds jdoe-old, one promotion and Ana, and everybody else as they should be', async () => {
    const at = await room(profile);
    const found = await sweep(at);
    expect(idsOf(found, 'orphan')).toEqual(['2877']);
    // the connector lists only enabled accounts with an e-mail address
    const listed = profile === 'connector' ? ['9001'] : ['9001', '9002', '9012'];
    expect(idsOf(found, 'service', 'protected')).toEqual(listed);
    expect(idsOf(found, 'matched').includes('1077')).toBe(profile !== 'connector');
    expect(found.findings.filter(({ kind }) => kind === 'drifted')).toMatchObject([
      {
        account: { id: '1072' },
        differences: [{ attribute: 'title', hr: 'Senior HR Partner', account: 'HR Partner' }],
      },
    ]);
    expect(idsOf(found, 'duplicate')).toEqual([]);
    expect(idsOf(found, 'matched')).toHaveLength(profile === 'connector' ? 9 : 10);
    expect(found.missing.map(({ employeeNumber }) => employeeNumber)).toEqual(['E1042']);
    expect(at.exchanges.filter(({ request }) => request.method !== 'GET')).toEqual([]);
  });

  test('disables the orphan, and a second sweep has nothing left to disable', async () => {
    const at = await room(profile);
    const before = (await at.scene()).users;
    const wish = { orphans: orphansIn(await sweep(at)), already: 0, enabled: 14, limits };
    const done = await play(at, disableOrphans(at.target, wish));
    expect(done).toEqual({ kind: 'done', disabled: ['2877'] });
    const after = (await at.scene()).users;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const same = (user: JsonObject): JsonObject => ({ ...user, meta: undefined });
    expect(after.map(same)).toEqual(
      before.map((user) => ({ ...same(user), active: user['active'] && user['id'] !== '2877' })),
    );
    expect(orphansIn(await sweep(at)).filter(({ account }) => account.enabled)).toEqual([]);
  });
});

test('any page size finds the same', async () => {
  const at = await room();
  const once = await sweep(at, 100);
  for (const size of [1, 2, 7, 15]) expect(await sweep(at, size)).toEqual(once);
});

test('a contract that has ended makes an enabled account drift', async () => {
  const at = await room();
  await at.jumpTo(Date.parse('2026-12-30T00:00:00Z'));
  const found = await sweep(at);
  expect(found.findings.find(({ account }) => account.id === '2003')).toMatchObject({
    kind: 'drifted',
    differences: [{ attribute: 'active', hr: 'disabled', account: 'enabled' }],
  });
});

test('a second account made by hand is a duplicate, whichever name it has', async () => {
  const at = await room();
  const body = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'gokoye',
    emails: [{ value: 'Grace.Okoye@northwind.example', type: 'work', primary: true }],
  };
  await at.sendAs({ method: 'POST', path: '/Users', body });
  expect((await sweep(at)).findings.filter(({ kind }) => kind === 'duplicate')).toMatchObject([
    { account: { userName: 'gokoye' }, by: 'email', of: { id: '1019' }, ofBy: 'externalId' },
  ]);
});

test('an account that somebody changed after it was read is not disabled', async () => {
  const at = await room();
  const orphans = orphansIn(await sweep(at));
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'externalId', value: 'E1042' }],
  };
  await at.sendAs({ method: 'PATCH', path: '/Users/2877', body });
  const wish = { orphans, already: 0, enabled: 14, limits };
  const stopped = await play(at, disableOrphans(at.target, wish));
  expect(stopped).toMatchObject({ kind: 'stopped', disabled: [], failure: { status: 412 } });
  const users = (await at.scene()).users;
  expect(users.find(({ id }) => id === '2877')).toMatchObject({ active: true });
});

test('with a token that has expired nothing is found out and nothing changed', async () => {
  const at = await room();
  await at.jumpTo(at.now() + 731 * 86_400_000);
  const read = await play(at, readAccounts(at.target, 10));
  expect(read).toMatchObject({ kind: 'failed', status: 401, remedy: 'administrator' });
});
