// Holds reports to what they promise: every outcome told, failures with their exchange, and no token anywhere.
import { expect, test } from 'vitest';
import { countsOf, reportJson, reportText } from '../../src/conformance/report.ts';
import type { CheckResult, Outcome } from '../../src/conformance/result.ts';

const check = (id: string) => ({ id, level: 'M', rfc: '7644 3.3', title: 'It is so' }) as const;
const exchange = {
  request: {
    method: 'GET',
    url: 'https://scim.example/Users',
    headers: [['Authorization', 'Bearer sesame']],
  },
  response: { status: 500, headers: [], body: 'x'.repeat(5000) },
} as const;

const result = (id: string, outcome: Outcome, sent = 0): CheckResult => ({
  ...{ check: check(id), outcome },
  exchanges: Array.from({ length: sent }, () => exchange),
});

const results = [
  result('USR-01', { kind: 'passed' }, 3),
  result('USR-02', { kind: 'failed', expected: 'status 200', saw: '500 for sesame', exchange }, 1),
  result('USR-03', { kind: 'departs', reason: 'It disables accounts.' }),
  result('BLK-01', { kind: 'notApplicable', reason: 'There is no bulk.' }),
];

test('results are counted by how they ended', () => {
  expect(countsOf(results)).toEqual({ passed: 1, failed: 1, departs: 1, notApplicable: 1 });
});

test('a report in words tells departures and what does not apply apart, with the reason once', () => {
  const text = reportText(results, 'sesame');
  expect(text).toContain('FAILED USR-02 (M, RFC 7644 3.3) It is so');
  expect(text).toContain('Departs by its documents:\n  It disables accounts. (USR-03)');
  expect(text).toContain('Not applicable:\n  There is no bulk. (BLK-01)');
  expect(text).toContain(
    '1 passed, 1 failed, 1 departing by policy, 1 not applicable (4 requests)',
  );
  expect(text).not.toContain('sesame');
});

test('a report in JSON brings every check, and of a failure the exchange, cut short and without the token', () => {
  const head = {
    ...{ lab: 'SCIM Lab 1.0.0', baseUrl: 'https://scim.example' },
    ...({ profile: 'connector', levels: ['M'] } as const),
  };
  const text = reportJson(results, { ...head, token: 'sesame' });
  expect(text).not.toContain('sesame');
  const about = { level: 'M', rfc: '7644 3.3', title: 'It is so' };
  expect(JSON.parse(text)).toEqual({
    ...head,
    counts: { passed: 1, failed: 1, departs: 1, notApplicable: 1 },
    checks: [
      { id: 'USR-01', ...about, outcome: 'passed', requests: 3 },
      {
        ...{ id: 'USR-02', ...about, outcome: 'failed', expected: 'status 200', saw: '500 for …' },
        requests: 1,
        exchange: {
          request: { ...exchange.request, headers: [['Authorization', 'Bearer …']] },
          response: { ...exchange.response, body: `${'x'.repeat(4000)}…` },
        },
      },
      {
        ...{ id: 'USR-03', ...about, outcome: 'departs', reason: 'It disables accounts.' },
        requests: 0,
      },
      {
        ...{ id: 'BLK-01', ...about, outcome: 'notApplicable', reason: 'There is no bulk.' },
        requests: 0,
      },
    ],
  });
});
