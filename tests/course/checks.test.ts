// Judges checks against small directories: what passes, what fails, and what the learner is told then.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { judge, statesOf } from '../../src/course/checks.ts';
import type { SeenExchange, Situation } from '../../src/course/judge/situation.ts';
import type { Check, Condition } from '../../src/course/lesson.ts';
import { parseLesson } from '../../src/course/parse/lesson.ts';
import { mistakeReport } from '../../src/course/parse/mistake.ts';
import { accessOf } from '../../src/vault/access.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { file, spoiled } from './sample.ts';

const baseUrl = 'https://lesson-x.secretservercloud.com/api/v1/scim';

const user = (id: string, userName: string, more: JsonObject = {}): JsonObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id,
  userName,
  active: true,
  ...more,
  meta: { resourceType: 'User' },
});

const group = (id: string, displayName: string, members: readonly string[]): JsonObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id,
  displayName,
  members: members.map((value) => ({ value, type: 'User' })),
  meta: { resourceType: 'Group' },
});

const vault: Vault = {
  roles: [],
  defaultRole: '2',
  roleOfGroup: [],
  folders: [
    { id: '1', name: 'IT', path: '\\IT', inherits: false, protected: false },
    { id: '2', name: 'Prod', path: '\\IT\\Prod', parent: '1', inherits: true, protected: false },
  ],
  grants: [
    { folder: '1', to: { kind: 'group', id: '7' }, folderRight: 'View', secretRight: 'View' },
  ],
  secrets: [
    { id: 's1', name: 'router', folder: '1', template: 'Password' },
    { id: 's2', name: 'ora', folder: '2', template: 'Password' },
  ],
  accounts: [],
  licences: 9,
};

const users = [
  user('1', 'ana.ruiz@northwind.example', { externalId: 'E1042', title: 'DBA' }),
  user('2', 'LWEI@NORTHWIND.EXAMPLE'),
];
const groups = [group('7', 'SS-IT', ['1']), group('8', 'SS-None', [])];

const here = (more: Partial<Situation> = {}): Situation => {
  const people = { users: more.users ?? users, groups: more.groups ?? groups };
  return {
    baseUrl,
    ...people,
    vault,
    access: accessOf(people, vault),
    exchanges: [],
    answered: new Set(),
    ...more,
  };
};

function exchange(
  no: number,
  line: string,
  answer: { readonly status: number; readonly body?: JsonObject },
): SeenExchange {
  const [method, path] = line.split(' ');
  return {
    no,
    request: { method: method!, url: `${baseUrl}${path!}`, headers: [] },
    response: {
      status: answer.status,
      headers: [],
      ...(answer.body && { body: JSON.stringify(answer.body) }),
    },
  };
}

/** The one check that an author writes as this YAML, in a lesson that is fine otherwise. */
function checkIn(yaml: string): Check {
  const written = `\`\`\`check\n${yaml}\n  task: T\n  say: "{found}"\n\`\`\``;
  const old = /```check[^]*?```/.exec(spoiled('', ''))![0];
  const read = parseLesson(spoiled(old, written), file);
  if (!read.ok) throw new Error(mistakeReport(read.trouble));
  const block = read.value.steps[0]!.blocks.find((each) => each.kind === 'check');
  if (block?.kind !== 'check') throw new Error('Expected a check.');
  return block.checks[0]!;
}

const judged = (yaml: string, situation: Situation = here()) => {
  const { passed, found } = judge(checkIn(yaml), situation);
  return [passed, found['found']];
};

describe('a check on the directory', () => {
  test.each([
    ['- user userName eq "ANA.RUIZ@northwind.example":', true, 'ana.ruiz@northwind.example'],
    ['- user userName eq "noor":', false, 'nobody'],
    ['- user userName eq "noor":\n    absent: true', true, 'nobody'],
    [
      '- user active eq true:\n    count: exactly 1',
      false,
      'ana.ruiz@northwind.example and LWEI@NORTHWIND.EXAMPLE',
    ],
    [
      '- user id eq "1":\n    has: { externalId: E1043 }',
      false,
      'ana.ruiz@northwind.example, whose externalId is "E1042"',
    ],
    [
      '- user id eq "2":\n    has: { externalId: E1043 }',
      false,
      'LWEI@NORTHWIND.EXAMPLE, whose externalId is empty',
    ],
    [
      '- user id eq "1":\n    lacks: title pr',
      false,
      'ana.ruiz@northwind.example, whose title is "DBA"',
    ],
    ['- user id eq "2":\n    lacks: title pr', true, 'LWEI@NORTHWIND.EXAMPLE'],
    ['- group displayName eq "SS-IT":\n    has member: ana.ruiz', true, 'SS-IT'],
    [
      '- group displayName eq "SS-IT":\n    has member: [ana.ruiz, lwei]',
      false,
      'SS-IT, whose members are ana.ruiz@northwind.example',
    ],
    ['- group displayName eq "SS-IT":\n    lacks member: lwei', true, 'SS-IT'],
    [
      '- group displayName eq "SS-None":\n    has member: 1',
      false,
      'SS-None, whose members are none',
    ],
    ['- group displayName eq "SS-Gone":', false, 'no such group'],
  ])('%s', (yaml, passed, found) => {
    expect(judged(yaml)).toEqual([passed, found]);
  });
});

describe('a check on access', () => {
  test.each([
    ['- can open: { who: ana.ruiz, secrets: all of \\IT }', true, 'router and ora'],
    ['- can open: { who: ana.ruiz, secrets: [ora] }', true, 'router and ora'],
    ['- can open: { who: ana.ruiz, secrets: none }', false, 'router and ora'],
    ['- can open: { who: lwei, secrets: none }', true, 'nothing'],
    ['- can open: { who: nobody.here, secrets: none }', false, 'nothing'],
    ['- can open: { who: lwei, secrets: any }', false, 'nothing'],
    ['- cannot open: { who: ana.ruiz, secrets: ora }', false, 'router and ora'],
    ['- cannot open: { who: ana.ruiz, secrets: all of \\IT\\Prod }', false, 'router and ora'],
    ['- cannot open: { who: lwei, secrets: any }', true, 'nothing'],
  ])('%s', (yaml, passed, found) => {
    expect(judged(yaml)).toEqual([passed, found]);
  });

  test('a disabled person opens nothing, whatever the groups say', () => {
    const disabled = [user('1', 'ana.ruiz@northwind.example', { active: false }), users[1]!];
    expect(
      judged('- cannot open: { who: ana.ruiz, secrets: any }', here({ users: disabled })),
    ).toEqual([true, 'nothing']);
  });
});

describe('a check on requests', () => {
  const list = { totalResults: 1, Resources: [users[0]!] };
  const found = exchange(1, 'GET /Users?filter=userName%20eq%20%22ana.ruiz%22', {
    status: 200,
    body: list,
  });
  const refused = exchange(2, 'POST /Users', {
    status: 409,
    body: { status: '409', scimType: 'uniqueness' },
  });
  const situation = here({ exchanges: [refused, found] });
  const last = 'POST /Users, answered 409 uniqueness';

  test.each([
    ['- last response: { status: 409, scimType: uniqueness }', true],
    ['- last request: { method: GET, path: /Users }', true],
    ['- last request: { path: /Users?filter=*ana* }', true],
    ['- last request: { path: /Users?filter=*noor* }', false],
    ['- last request: { path: /Users/* }', false],
    ['- last response: { status: 200, total: exactly 1, scimType: none }', true],
    ['- last response: { status: 200, total: none }', false],
    ['- last response:\n    returns: externalId eq "E1042"', true],
    ['- last response:\n    returns: externalId eq "E1"', false],
    ['- last response: { method: POST, status: 200 }', false],
  ])('%s', (yaml, passed) => {
    expect(judged(yaml, situation)).toEqual([passed, last]);
  });

  test('before any request there is none to speak of', () => {
    expect(judged('- last response: { status: 200 }')).toEqual([false, 'no request']);
  });

  test.each([
    ['- requests: { POST /Users: exactly 1 }', true, 'POST /Users once'],
    ['- requests: { GET: at least 1, total: at most 2 }', true, 'GET once'],
    ['- requests: { total: at most 1 }', false, 'requests 2 times'],
    ['- requests: { DELETE /Users/*: at least 1 }', false, 'DELETE /Users/* never'],
  ])('%s', (yaml, passed, told) => {
    expect(judged(yaml, situation)).toEqual([passed, told]);
  });
});

describe('the states of a step', () => {
  const check = (id: string, condition: Condition): Check => ({
    id,
    task: id,
    say: `${id}: {found}`,
    condition,
  });
  const asks = (method: string): Condition => ({ kind: 'exchange', method });
  const checks = [check('get', asks('GET')), check('post', asks('POST'))];
  const get = exchange(1, 'GET /Users', { status: 200 });
  const put = exchange(2, 'PUT /Users/1', { status: 200 });
  const states = (exchanges: readonly SeenExchange[], passedAt: readonly [string, number][]) =>
    statesOf(checks, here({ exchanges }), new Map(passedAt)).map((each) =>
      'say' in each ? [each.state, each.say] : [each.state],
    );

  test('before any request every check waits', () => {
    expect(states([], [])).toEqual([['waiting'], ['waiting']]);
  });

  test('only the first open check fails, and it says what was found', () => {
    expect(states([put], [])).toEqual([['failed', 'get: PUT /Users/1, answered 200'], ['waiting']]);
  });

  test('a request that passed one check does not make the next one fail', () => {
    expect(states([get], [['get', 1]])).toEqual([['passed'], ['waiting']]);
  });

  test('the request after it does', () => {
    expect(states([put, get], [['get', 1]])).toEqual([
      ['passed'],
      ['failed', 'post: PUT /Users/1, answered 200'],
    ]);
  });

  const exists: Condition = {
    kind: 'resource',
    type: 'User',
    filter: 'userName eq "noor"',
    count: { least: 1 },
    ...{ has: [], lacks: [], hasMembers: [], lacksMembers: [] },
  };
  const post = exchange(3, 'POST /Users', { status: 201 });
  const created = check('created', asks('POST'));
  const there = check('there', exists);
  const statesIn = (
    list: readonly Check[],
    exchanges: readonly SeenExchange[],
    passedAt: readonly [string, number][],
  ) => statesOf(list, here({ exchanges }), new Map(passedAt)).map(({ state }) => state);

  test('a write that was answered well, and still did not do it, has failed', () => {
    expect(statesIn([created, there], [post], [['created', 3]])).toEqual(['passed', 'failed']);
  });

  test('a refusal that a task asked for fails nothing after it', () => {
    const refused = exchange(3, 'POST /Users', { status: 409 });
    expect(statesIn([created, there], [refused], [['created', 3]])).toEqual(['passed', 'waiting']);
  });

  test('a write that did one thing lets the next thing wait', () => {
    const ana = check('ana', { ...exists, filter: 'id eq "1"' });
    expect(statesIn([ana, there], [post], [['ana', 3]])).toEqual(['passed', 'waiting']);
  });

  test('looking around is no try at changing the directory', () => {
    const look = exchange(4, 'GET /Groups', { status: 200 });
    expect(statesIn([there], [look], [])).toEqual(['waiting']);
    expect(statesIn([there], [look, post], [])).toEqual(['failed']);
    expect(statesIn([there], [exchange(5, 'GET /Users/9', { status: 404 })], [])).toEqual([
      'failed',
    ]);
  });

  test('a check that was passed over has failed', () => {
    const ana = check('ana', { ...exists, filter: 'id eq "1"' });
    expect(statesIn([there, ana], [post], [['ana', 3]])).toEqual(['failed', 'passed']);
  });

  test('what was passed and no longer holds is lost, with its sentence', () => {
    const absent = check('gone', {
      kind: 'resource',
      type: 'User',
      filter: 'id eq "1"',
      count: { least: 0, most: 0 },
      has: [],
      lacks: [],
      hasMembers: [],
      lacksMembers: [],
    });
    expect(statesOf([absent], here(), new Map([['gone', 1]]))).toEqual([
      { check: absent, state: 'lost', say: 'gone: ana.ruiz@northwind.example' },
    ]);
  });

  test('an open question waits, however many requests are sent', () => {
    const quiz = check('quiz', { kind: 'answered', question: 'q' });
    const state = (answered: readonly string[]) =>
      statesOf([quiz], here({ exchanges: [put], answered: new Set(answered) }), new Map())[0]!
        .state;
    expect([state([]), state(['q'])]).toEqual(['waiting', 'passed']);
  });
});
