// Checks every dialect against answers a server can give: good ones, refusals, nonsense; a conversation always ends in words.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { headerOf } from '../../src/http/message.ts';
import { turnAfter } from '../../src/idp/conversation.ts';
import type { Conversation } from '../../src/idp/conversation.ts';
import { dialects } from '../../src/idp/dialects/all.ts';
import { generic } from '../../src/idp/dialects/generic.ts';
import { enterpriseUrn, scimUserOf } from '../../src/idp/mapping.ts';
import { ana, answer, listed, play, playWith, refused, target } from './sample.ts';

const user = scimUserOf(ana, { active: true });
const who = 'Ana Ruiz';
const userName = 'ana.ruiz@northwind.example';
const omar = { id: '1007', externalId: 'E1007', userName: 'omar.haddad@northwind.example' };
const stored: JsonObject = { ...user, id: '1042' };
const dbaGroup = { id: '7', displayName: 'SS-DBA-Prod' };
const membership = { userId: '1042', who, group: 'SS-DBA-Prod' };
const manager = { externalId: 'E1007', who: 'Omar Haddad' };
const wires = (asks: readonly { wire: string }[]): readonly string[] =>
  asks.map(({ wire }) => wire);
const bodyOfLast = (asks: readonly { body?: string }[]): unknown => JSON.parse(asks.at(-1)!.body!);

test('somebody new is looked for, then created with the id of the manager', async () => {
  const conversation = generic.provision(target, { user, who, manager });
  const { asks, outcome } = await playWith(
    conversation,
    listed(),
    listed(omar),
    answer(201, stored),
  );
  expect(wires(asks)).toEqual([
    'GET /Users?filter=userName eq "ana.ruiz@northwind.example"',
    'GET /Users?filter=externalId eq "E1007"',
    'POST /Users',
  ]);
  const enterprise = user[enterpriseUrn] as JsonObject;
  expect(bodyOfLast(asks)).toEqual({
    ...user,
    [enterpriseUrn]: { ...enterprise, manager: { value: '1007' } },
  });
  expect(outcome).toEqual({
    kind: 'done',
    says: 'Ana Ruiz has an account with the id 1042',
    facts: { userId: '1042', account: 'created' },
  });
});

test('a request carries token, media types and an encoded target', () => {
  const turn = turnAfter(() => generic.provision(target, { user, who }), []);
  expect(turn).toMatchObject({
    kind: 'asks',
    ask: {
      method: 'GET',
      url: 'https://secretserver.example.com/api/v1/scim/Users?filter=userName%20eq%20%22ana.ruiz%40northwind.example%22',
      says: 'Look for Ana Ruiz',
      intent: { kind: 'findUser', by: 'userName', value: userName, who, person: user },
    },
  });
  const headers = turn.kind === 'asks' ? turn.ask.headers : [];
  expect(headerOf(headers, 'authorization')).toBe('Bearer lab-northwind-idp');
  expect(headerOf(headers, 'accept')).toBe('application/scim+json');
  expect(headerOf(headers, 'content-type')).toBeUndefined();
});

test.each([
  ["kate.o'neil@northwind.example", `userName eq "kate.o'neil@northwind.example"`],
  ['o"neil\\n', 'userName eq "o\\"neil\\\\n"'],
  ['a&b=c+d#e', 'userName eq "a&b=c+d#e"'],
])('%s is escaped in a filter and encoded in the URL', (name, filter) => {
  const turn = turnAfter(() => generic.disable(target, { userName: name, who }), []);
  const url = turn.kind === 'asks' ? turn.ask.url : '';
  const sent = url.slice(url.indexOf('filter=') + 'filter='.length);
  expect(sent).not.toMatch(/[&+#" ]/);
  expect(decodeURIComponent(sent)).toBe(filter);
});

test('without the manager the account is made all the same', async () => {
  const conversation = generic.provision(target, { user, who, manager });
  const { asks, outcome } = await playWith(conversation, listed(), listed(), answer(201, stored));
  expect(bodyOfLast(asks)).toEqual(user);
  expect(outcome.kind).toBe('done');
});

test('a manager who cannot be looked up for now is looked up again, before the account is made', async () => {
  const pause = { status: 429, headers: [['Retry-After', '30']] as const };
  for (const start of [
    () => generic.provision(target, { user, who, manager }),
    () => generic.update(target, { userName, who, operations: [], manager }),
  ]) {
    const { asks, outcome } = await playWith(start(), listed(stored), pause);
    expect(wires(asks)).toHaveLength(2);
    expect(outcome).toEqual({
      kind: 'failed',
      says: 'Could not look for Omar Haddad, the manager: the server asks for a pause.',
      ...{ status: 429, remedy: 'retry', retryAfter: 30 },
    });
  }
});

test('an account that is there and right is linked without a write', async () => {
  const inUpperCase = {
    ...stored,
    emails: [{ ...(user['emails'] as [JsonObject])[0], display: 'x' }],
  };
  const { asks, outcome } = await playWith(
    generic.provision(target, { user, who }),
    listed(inUpperCase),
  );
  expect(wires(asks)).toHaveLength(1);
  expect(outcome).toMatchObject({ kind: 'done', facts: { userId: '1042', account: 'linked' } });
});

test('an account that is there but off is switched on, and what differs is brought over', async () => {
  const old = { ...stored, active: false, title: 'Intern' };
  const { asks } = await playWith(
    generic.provision(target, { user, who }),
    listed(old),
    answer(200, stored),
  );
  expect(asks[1]!.intent.kind).toBe('updateUser');
  expect(bodyOfLast(asks)).toMatchObject({
    Operations: [
      { op: 'replace', path: 'title', value: 'Database Administrator' },
      { op: 'replace', path: 'active', value: true },
    ],
  });
});

test('a 409 is followed by another look, and the account found is linked', async () => {
  const conversation = generic.provision(target, { user, who });
  const { asks, outcome } = await playWith(conversation, listed(), refused(409), listed(stored));
  expect(wires(asks)).toHaveLength(3);
  expect(outcome).toMatchObject({ kind: 'done', facts: { account: 'linked', userId: '1042' } });
});

test('a 409 about an account that cannot be seen is for an administrator', async () => {
  const conversation = generic.provision(target, { user, who });
  const { outcome } = await playWith(conversation, listed(), refused(409, 'Taken.'), listed());
  expect(outcome).toEqual({
    kind: 'failed',
    says: 'Could not create Ana Ruiz: it clashes with something that is already there. The answer says: Taken.',
    status: 409,
    remedy: 'administrator',
  });
});

test('of several people in a list only the one with the name is taken', async () => {
  const conversation = generic.disable(target, { userName, who });
  const others = listed(omar, { ...stored, userName: 'ANA.RUIZ@NORTHWIND.EXAMPLE' });
  const { asks } = await playWith(conversation, others, answer(204));
  expect(asks[1]!.wire).toBe('PATCH /Users/1042');
});

test('disabling is one boolean by PATCH', async () => {
  const { asks, outcome } = await playWith(
    generic.disable(target, { userName, who }),
    listed(stored),
    answer(204),
  );
  expect(bodyOfLast(asks)).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: false }],
  });
  expect(outcome).toMatchObject({ kind: 'done', says: 'Ana Ruiz is disabled' });
});

test('nobody to disable, disabled already, and erased meanwhile are all successes', async () => {
  const off = { ...stored, active: false };
  const ends = await Promise.all([
    playWith(generic.disable(target, { userName, who }), listed()),
    playWith(generic.disable(target, { userName, who }), listed(off)),
    playWith(generic.disable(target, { userName, who }), listed(stored), refused(404)),
  ]);
  expect(ends.map(({ outcome, asks }) => [outcome.kind, asks.length])).toEqual([
    ['done', 1],
    ['done', 1],
    ['done', 2],
  ]);
});

test('nobody to enable is a failure to be matched anew', async () => {
  const { outcome } = await playWith(generic.enable(target, { userName, who }), listed());
  expect(outcome).toMatchObject({ kind: 'failed', remedy: 'rematch' });
});

test('enabling sets active true', async () => {
  const off = { ...stored, active: false };
  const { asks } = await playWith(
    generic.enable(target, { userName, who }),
    listed(off),
    answer(200),
  );
  expect(bodyOfLast(asks)).toMatchObject({
    Operations: [{ op: 'replace', path: 'active', value: true }],
  });
});

test('a member is added to the group that has the name', async () => {
  const { asks, outcome } = await playWith(
    generic.join(target, membership),
    listed({ id: '8', displayName: 'SS-DBA-Test' }, dbaGroup),
    answer(204),
  );
  expect(wires(asks)).toEqual([
    'GET /Groups?filter=displayName eq "SS-DBA-Prod"&excludedAttributes=members',
    'PATCH /Groups/7',
  ]);
  expect(bodyOfLast(asks)).toMatchObject({
    Operations: [{ op: 'add', path: 'members', value: [{ value: '1042', type: 'User' }] }],
  });
  expect(outcome).toMatchObject({ kind: 'done', facts: { userId: '1042', groupId: '7' } });
});

test('a member is removed by a value filter', async () => {
  const { asks } = await playWith(generic.leave(target, membership), listed(dbaGroup), answer(204));
  expect(bodyOfLast(asks)).toMatchObject({
    Operations: [{ op: 'remove', path: 'members[value eq "1042"]' }],
  });
});

test('no group, or two of the name, is for an administrator', async () => {
  const none = await playWith(generic.join(target, membership), listed());
  const two = await playWith(
    generic.join(target, membership),
    listed(dbaGroup, { ...dbaGroup, id: '70' }),
  );
  expect([none, two].map(({ outcome }) => outcome)).toEqual([
    {
      kind: 'failed',
      says: 'Secret Server has no group named SS-DBA-Prod; an administrator has to make it',
      status: 200,
      remedy: 'administrator',
    },
    {
      kind: 'failed',
      says: 'Secret Server has 2 groups named SS-DBA-Prod; an administrator has to say which',
      status: 200,
      remedy: 'administrator',
    },
  ]);
});

test('an update names the new manager by id and says what it expects', async () => {
  const operations = [
    { op: 'replace', path: 'title', value: 'Network Engineer' },
    { op: 'replace', path: `${enterpriseUrn}:department`, value: 'Network Operations' },
  ] as const;
  const { asks } = await playWith(
    generic.update(target, { userName, who, operations, manager }),
    listed(stored),
    listed(omar),
    answer(200, stored),
  );
  expect(asks.at(-1)!.intent).toEqual({
    kind: 'updateUser',
    id: '1042',
    user: {
      title: 'Network Engineer',
      [enterpriseUrn]: { department: 'Network Operations', manager: { value: '1007' } },
    },
  });
});

/** The six intents of a dialect, for the suite that runs over all of them. */
const intents = (dialect: (typeof dialects)[number]): Record<string, () => Conversation> => ({
  provision: () => dialect.provision(target, { user, who, manager }),
  update: () =>
    dialect.update(target, {
      userName,
      who,
      operations: [{ op: 'replace', path: 'title', value: 'DBA' }],
      manager,
    }),
  disable: () => dialect.disable(target, { userName, who }),
  enable: () => dialect.enable(target, { userName, who }),
  join: () => dialect.join(target, membership),
  leave: () => dialect.leave(target, membership),
});

const anyAnswer = fc.oneof(
  fc.constantFrom(
    listed(),
    listed(stored),
    listed(omar),
    listed(dbaGroup),
    answer(201, stored),
    answer(204),
  ),
  fc.record({
    status: fc.constantFrom(200, 201, 204, 301, 400, 401, 403, 404, 409, 412, 418, 429, 500, 503),
    headers: fc.constant([]),
    body: fc.oneof(fc.json(), fc.string(), fc.constant('<html>Bad Gateway</html>')),
  }),
);

describe.each(dialects)('$name', (dialect) => {
  const all = Object.entries(intents(dialect));

  test.each(all)('%s: every refusal at every point ends in words', async (_, start) => {
    for (const status of [400, 401, 403, 404, 409, 412, 413, 429, 500, 501, 503])
      for (const before of [[], [listed(stored, dbaGroup)], [listed(), listed(omar)]]) {
        const { outcome, asks } = await playWith(start(), ...before, refused(status));
        expect(outcome.says, `${status}`).toMatch(/^\S.*[^.]$|\.$/);
        expect(asks.length).toBeLessThan(6);
        if (outcome.kind === 'failed' && outcome.status === status)
          expect(outcome.says).toContain('No.');
      }
  });

  test.each(all)('%s: a token that is not accepted stops everything', async (_, start) => {
    const { outcome } = await playWith(start(), refused(401));
    expect(outcome).toMatchObject({ kind: 'failed', status: 401, remedy: 'administrator' });
  });

  test.each(all)(
    '%s: a server in trouble or a change by others is tried again',
    async (_, start) => {
      for (const status of [412, 429, 500, 503]) {
        const { outcome } = await playWith(start(), refused(status));
        expect(outcome).toMatchObject({ kind: 'failed', status, remedy: 'retry' });
      }
    },
  );

  test.each(all)('%s: a web page instead of JSON is a failure in words', async (_, start) => {
    const page = { status: 200, headers: [], body: '<html>Sign in</html>' };
    const { outcome } = await playWith(start(), page);
    expect(outcome).toMatchObject({ kind: 'failed', remedy: 'administrator' });
  });

  test.each(all)('%s: any answers at all lead to an outcome', async (_, start) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAnswer, { minLength: 12, maxLength: 12 }), async (answers) => {
        const { outcome, asks } = await playWith(start(), ...answers);
        expect(['done', 'failed']).toContain(outcome.kind);
        expect(asks.length).toBeLessThan(12);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(all)('%s: replaying the answers leads to the same next request', async (_, start) => {
    const answers = [listed(stored, dbaGroup), answer(200, stored), answer(204)];
    const { asks } = await playWith(start(), ...answers);
    for (const [at, asked] of asks.entries())
      expect(turnAfter(start, answers.slice(0, at))).toEqual({ kind: 'asks', ask: asked });
  });

  test('a departure carries its reason and its source', () => {
    for (const departure of dialect.departures)
      expect([departure.reason, departure.source].every(Boolean), departure.what).toBe(true);
  });
});

test('a conversation that goes on for ever is noticed by the suite', async () => {
  function* endless(): Conversation {
    for (;;) yield turnAsk();
  }
  const turnAsk = () => {
    const turn = turnAfter(() => generic.disable(target, { userName, who }), []);
    if (turn.kind !== 'asks') throw new Error('Expected a request.');
    return turn.ask;
  };
  await expect(play(endless(), () => listed())).rejects.toThrow('within 50 requests');
});
