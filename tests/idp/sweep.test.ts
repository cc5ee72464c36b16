// The sweep for orphans and drift: each account in one class, no more disabled than the breaker allows, nothing deleted.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';
import type { SweptAccount } from '../../src/idp/sweep/account.ts';
import { compare } from '../../src/idp/sweep/classify.ts';
import type { Finding, Orphan } from '../../src/idp/sweep/classify.ts';
import { disableOrphans, verdictOf } from '../../src/idp/sweep/disable.ts';
import { readAccounts } from '../../src/idp/sweep/read.ts';
import type { HrPerson } from '../../src/idp/people.ts';
import { ana, answer, listed, refused, target, tom } from './sample.ts';

const at = '2026-12-01T09:00:00Z';

const account = (id: string, more: Partial<SweptAccount> = {}): SweptAccount => ({
  ...{ id, userName: '', externalId: '', displayName: '', title: '', department: '', email: '' },
  ...{ enabled: true, version: '' },
  ...more,
});
const anasAccount = account('1042', {
  userName: 'ana.ruiz@northwind.example',
  externalId: 'E1042',
  displayName: 'Ana Ruiz',
  title: 'Database Administrator',
  department: 'Database Services',
  email: 'ana.ruiz@northwind.example',
});

const swept = (accounts: readonly SweptAccount[], people: readonly HrPerson[] = [ana, tom]) =>
  compare({ accounts, people, exempt: [], at });
const classOf = (each: SweptAccount) => swept([each]).findings[0];

describe('a class for each account', () => {
  test('an account with the person’s number and everything as HR has it is matched', () => {
    expect(swept([anasAccount])).toEqual({
      findings: [
        { kind: 'matched', account: anasAccount, person: ana, by: 'externalId', differences: [] },
      ],
      missing: [tom],
    });
  });

  test('names of different letter case are the same, numbers are not', () => {
    const shouting = { ...anasAccount, userName: 'ANA.RUIZ@NORTHWIND.EXAMPLE' };
    expect(classOf(shouting)).toMatchObject({ kind: 'matched', by: 'externalId' });
    const small = { ...shouting, externalId: 'e1042' };
    expect(classOf(small)).toMatchObject({
      kind: 'drifted',
      by: 'userName',
      differences: [{ attribute: 'externalId', hr: 'E1042', account: 'e1042' }],
    });
  });

  test('an account with another name is found by its primary e-mail, and differs', () => {
    const other = { ...anasAccount, externalId: '', userName: 'aruiz', title: 'DBA' };
    expect(classOf(other)).toMatchObject({
      kind: 'drifted',
      by: 'email',
      differences: [
        { attribute: 'externalId', hr: 'E1042', account: '' },
        { attribute: 'userName', hr: 'ana.ruiz@northwind.example', account: 'aruiz' },
        { attribute: 'title', hr: 'Database Administrator', account: 'DBA' },
      ],
    });
  });

  test('a leaver’s enabled account has drifted, a disabled one is as it should be', () => {
    const left = { ...ana, endsAt: '2026-11-30T12:00:00Z' };
    const [finding] = swept([anasAccount], [left]).findings;
    expect(finding).toMatchObject({
      kind: 'drifted',
      differences: [{ attribute: 'active', hr: 'disabled', account: 'enabled' }],
    });
    expect(swept([{ ...anasAccount, enabled: false }], [left])).toMatchObject({
      findings: [{ kind: 'matched' }],
      missing: [],
    });
  });

  test('of two accounts of one person the surer match counts, whatever comes first', () => {
    const twin = account('7', { userName: 'ana.ruiz@northwind.example' });
    expect(swept([twin, anasAccount]).findings).toMatchObject([
      { kind: 'duplicate', by: 'userName', of: { id: '1042' }, ofBy: 'externalId' },
      { kind: 'matched' },
    ]);
  });

  test('of two equally sure accounts the enabled one counts', () => {
    const old = { ...anasAccount, id: '7', enabled: false };
    expect(swept([old, anasAccount]).findings.map(({ kind }) => kind)).toEqual([
      'duplicate',
      'matched',
    ]);
  });

  test('an e-mail that two people share is nobody’s', () => {
    const shared = account('7', { email: ana.workEmail });
    const other = { ...tom, workEmail: ana.workEmail };
    expect(swept([shared], [ana, other]).findings[0]).toEqual({ kind: 'orphan', account: shared });
  });

  test('an account without anything to compare belongs to nobody, even if HR has an empty e-mail', () => {
    const bare = account('7');
    const people = [{ ...ana, workEmail: '', employeeNumber: '' }];
    expect(swept([bare], people).findings).toEqual([{ kind: 'orphan', account: bare }]);
  });

  test('an exempt account is left alone although it looks like a person’s', () => {
    const exempt = [{ id: '1042', kind: 'service', note: 'Jobs run as Ana.' } as const];
    expect(compare({ accounts: [anasAccount], people: [ana], exempt, at })).toEqual({
      findings: [{ kind: 'service', account: anasAccount, note: 'Jobs run as Ana.' }],
      missing: [ana],
    });
  });

  test('who has not started or has left is not missing', () => {
    const people = [
      { ...ana, startsAt: '2026-12-02T09:00:00Z' },
      { ...tom, endsAt: '2026-11-01T00:00:00Z' },
    ];
    expect(swept([], people).missing).toEqual([]);
  });
});

describe('reading', () => {
  const user = (id: string): JsonObject => ({ id, userName: `user-${id}` });
  const pageOf = (resources: readonly JsonObject[], total: number): HttpResponse =>
    answer(200, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: total,
      Resources: resources,
    });
  const readWith = (...answers: readonly HttpResponse[]) => {
    const reading = readAccounts(target, 2);
    const wires: string[] = [];
    let step = reading.next();
    for (const each of answers) {
      if (step.done) break;
      wires.push(step.value.wire.replace(/&attributes=.*/, ''));
      step = reading.next(each);
    }
    return { wires, outcome: step.done ? step.value : undefined };
  };

  test('goes on where the server stopped, also when it gives fewer than asked for', () => {
    const { wires, outcome } = readWith(pageOf([user('1')], 3), pageOf([user('2'), user('3')], 3));
    expect(wires).toEqual(['GET /Users?startIndex=1&count=2', 'GET /Users?startIndex=2&count=2']);
    expect(outcome).toMatchObject({
      kind: 'done',
      accounts: [{ id: '1' }, { id: '2' }, { id: '3' }],
    });
  });

  test('an empty directory is read with one request', () => {
    expect(readWith(listed()).outcome).toEqual({ kind: 'done', accounts: [] });
  });

  test.each([
    ['a page that repeats the one before', pageOf([user('1'), user('2')], 3), /ended after 2 of 3/],
    ['an empty page too early', pageOf([], 3), /ended after 2 of 3/],
    ['another total', pageOf([user('3')], 4), /first it had 3 accounts, then 4/],
    ['a refusal', refused(401), /Could not read page 2 of the accounts: the token is not accepted/],
    ['a pause asked for', refused(429), /asks for a pause/],
    ['an answer that is no list', answer(200, {}), /no usable body/],
  ])('%s gives no half list', (_, second, says) => {
    const { outcome } = readWith(pageOf([user('1'), user('2')], 3), second);
    expect(outcome).toMatchObject({ kind: 'failed', says: expect.stringMatching(says) as string });
  });
});

describe('disabling', () => {
  const orphans: readonly Orphan[] = ['1', '2', '3'].map((id) => ({
    kind: 'orphan',
    account: account(id, { userName: `old-${id}`, version: `W/"${id}"` }),
  }));
  const wish = { orphans, already: 0, enabled: 10, limits: { most: 5, percent: 50 } };
  const playing = (
    given: typeof wish,
    server: (request: HttpRequest, nth: number) => HttpResponse,
  ) => {
    const talk = disableOrphans(target, given);
    const asked: HttpRequest[] = [];
    let step = talk.next();
    while (!step.done) {
      asked.push(step.value);
      step = talk.next(server(step.value, asked.length));
    }
    return { asked, outcome: step.value };
  };

  test('patches one after another, each only if it is still as it was read', () => {
    const { asked, outcome } = playing(wish, () => answer(204));
    expect(outcome).toEqual({ kind: 'done', disabled: ['1', '2', '3'] });
    expect(asked[1]).toMatchObject({
      method: 'PATCH',
      url: `${target.baseUrl}/Users/2`,
      headers: expect.arrayContaining([['If-Match', 'W/"2"']]) as unknown,
    });
    expect(JSON.parse(asked[1]!.body!)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    });
  });

  test('an account that is disabled already is not asked for', () => {
    const [first, ...rest] = orphans;
    const off: Orphan = { kind: 'orphan', account: { ...first!.account, enabled: false } };
    const { outcome } = playing({ ...wish, orphans: [off, ...rest] }, () => answer(204));
    expect(outcome).toEqual({ kind: 'done', disabled: ['2', '3'] });
  });

  test('a breaker that is open lets no request out', () => {
    const { asked, outcome } = playing({ ...wish, limits: { most: 2, percent: 100 } }, () =>
      answer(204),
    );
    expect(asked).toEqual([]);
    expect(outcome).toEqual({
      kind: 'stopped',
      disabled: [],
      says: 'Over the limits: 3 of 10 enabled accounts. The limits allow 2: at most 2, and 100 % of 10 is 10.',
    });
  });

  test('what this sweep disabled before counts', () => {
    expect(
      verdictOf({ ...wish, wanted: 3, already: 3, limits: { most: 5, percent: 100 } }),
    ).toEqual({
      allowed: false,
      most: 5,
      says: 'Over the limits: 6 of 10 enabled accounts, 3 of them already disabled. The limits allow 5: at most 5, and 100 % of 10 is 10.',
    });
  });

  test.each([
    ['a refusal', refused(412), /somebody changed it in the meantime/],
    ['a fault', refused(500), /the server failed with 500/],
    ['a success that changes nothing', answer(200, { active: true }), /old-2 is still enabled/],
  ])('%s stops everything after it', (_, second, says) => {
    const { asked, outcome } = playing(wish, (_request, nth) => (nth === 2 ? second : answer(204)));
    expect(asked).toHaveLength(2);
    expect(outcome).toMatchObject({
      kind: 'stopped',
      disabled: ['1'],
      says: expect.stringMatching(says) as string,
    });
  });
});

describe('whatever the directory holds', () => {
  const names = ['', 'a@x.example', 'A@X.EXAMPLE', 'b@x.example', 'c@x.example'];
  const anyAccount = fc.record({
    userName: fc.constantFrom(...names),
    externalId: fc.constantFrom('', 'E1', 'E2', 'E3'),
    email: fc.constantFrom(...names),
    enabled: fc.boolean(),
  });
  const anyAccounts = fc
    .array(anyAccount, { maxLength: 12 })
    .map((all) => all.map((each, nth) => account(String(nth), each)));
  const anyPeople = fc.array(
    fc
      .record({
        employeeNumber: fc.constantFrom('E1', 'E2', 'E9'),
        workEmail: fc.constantFrom('a@x.example', 'b@x.example', 'z@x.example'),
        endsAt: fc.constantFrom('2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
      })
      .map((each): HrPerson => ({ ...ana, ...each })),
    { maxLength: 5 },
  );
  const anyExempt = fc.array(
    fc.record({
      id: fc.integer({ min: 0, max: 14 }).map(String),
      kind: fc.constantFrom('service', 'protected'),
      note: fc.constant('note'),
    }),
    { maxLength: 4 },
  );

  test('every account is in exactly one class, and each person has one account or none', () => {
    fc.assert(
      fc.property(anyAccounts, anyPeople, anyExempt, (accounts, people, exempt) => {
        const { findings, missing } = compare({ accounts, people, exempt, at });
        expect(findings.map(({ account: each }) => each.id)).toEqual(accounts.map(({ id }) => id));
        const owned = findings.flatMap((each) =>
          each.kind === 'matched' || each.kind === 'drifted' ? [each.person] : [],
        );
        expect(new Set(owned).size).toBe(owned.length);
        expect(missing.filter((person) => owned.includes(person))).toEqual([]);
        for (const finding of findings) checkReason(finding, owned);
      }),
      { numRuns: 1000 },
    );
  });

  function checkReason(finding: Finding, owned: readonly HrPerson[]) {
    if (finding.kind === 'duplicate') {
      expect(owned).toContain(finding.person);
      expect(finding.of.id).not.toBe(finding.account.id);
    }
    if (finding.kind === 'matched') expect(finding.differences).toEqual([]);
    if (finding.kind === 'drifted') expect(finding.differences).not.toEqual([]);
  }

  test('no more is disabled than the limits allow, in however many goes, and nothing but active is touched', () => {
    const limits = fc.record({
      most: fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constant(Number.NaN)),
      percent: fc.integer({ min: -5, max: 130 }),
    });
    const goes = fc.array(fc.array(fc.nat(11), { maxLength: 6 }), { minLength: 1, maxLength: 4 });
    const broken = fc.nat(20);
    fc.assert(
      fc.property(anyAccounts, limits, goes, broken, (accounts, set, chosen, failing) => {
        const { findings } = compare({ accounts, people: [], exempt: [], at });
        const enabled = accounts.filter((each) => each.enabled).length;
        const off = new Set<string>();
        let sent = 0;
        for (const go of chosen) {
          const orphans = findings.filter(
            (each, nth): each is Orphan =>
              each.kind === 'orphan' && go.includes(nth) && !off.has(each.account.id),
          );
          const talk = disableOrphans(target, { orphans, already: off.size, enabled, limits: set });
          let step = talk.next();
          while (!step.done) {
            expect(step.value.method).toBe('PATCH');
            expect(step.value.body).toContain('"path": "active"');
            sent += 1;
            step = talk.next(sent === failing ? refused(500) : answer(204));
          }
          for (const id of step.value.disabled) off.add(id);
        }
        const percent = Math.max(0, Math.min(100, set.percent));
        expect(off.size).toBeLessThanOrEqual(Math.max(0, set.most || 0));
        expect(off.size * 100).toBeLessThanOrEqual(enabled * percent);
      }),
      { numRuns: 1000 },
    );
  });
});
