// Sends the example of every problem in the reference to the server, and looks that it meets just that problem.
import { expect, test } from 'vitest';
import { isObject, isList, parseJson, type Json } from '../../../src/base/json.ts';
import { completeRequestText, parseRequestText } from '../../../src/http/requestText.ts';
import { problems, type ProblemCode } from '../../../src/scim/problem.ts';
import { respond } from '../../../src/server/respond.ts';
import { seedOf } from '../../../src/server/seed.ts';
import { roomTenant } from '../../../src/server/tenants.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import {
  bulkCodes,
  problemCauses,
  problemExamples,
} from '../../../src/ui/reference/problemExamples.ts';
import { problemAt, problemPages } from '../../../src/ui/reference/problemPages.ts';
import { worldNamed } from '../../server/kit.ts';

const codes = Object.keys(problemExamples) as ProblemCode[]; // the table's own keys

/** What the server answers to an example, in the company as it starts. */
async function answerTo(code: ProblemCode) {
  const { text, profile = 'strict' } = problemExamples[code]!;
  const seed = worldNamed('northwind');
  const now = Date.parse(seed.clock);
  const tenant = roomTenant('examples', profile, now);
  const store = memoryStore();
  await store.seed(seedOf(seed, tenant.id));
  const { baseUrl, tokens } = tenant;
  const context = { baseUrl, token: tokens[0]!.value, sendBrokenJson: true };
  const request = parseRequestText(completeRequestText(text, context), context);
  if (!request.ok) throw new Error(`${code}: ${request.trouble.map((each) => each.message)}`);
  const clock = { now: () => now };
  return respond(request.value, { store, clock, tenant, exchange: 'x1' });
}

/** The Errors of the operations of a bulk answer. */
const operationErrors = (body: Json | undefined): readonly Json[] => {
  const operations = isObject(body) && isList(body['Operations']) ? body['Operations'] : [];
  return operations.flatMap((each) => (isObject(each) ? (each['response'] ?? []) : []));
};

/** What the catalogue says of a problem; some have no `scimType`. */
type Told = { readonly status: number; readonly scimType?: string; readonly title: string };

test.each(codes.filter((code) => !bulkCodes.includes(code)))(
  'the example of %s is refused for that',
  async (code) => {
    const { response, trace } = await answerTo(code);
    const { status, scimType, title }: Told = problems[code];
    const body = parseJson(response.body ?? '{}');
    expect(response.status).toBe(status);
    expect(isObject(body) && body['scimType']).toBe(scimType ?? (isObject(body) && undefined));
    expect(trace.filter(({ kind }) => kind === 'bad').map(({ what }) => what)).toContain(title);
  },
);

test.each(codes.filter((code) => bulkCodes.includes(code)))(
  'the example of %s is refused for that within its bulk job',
  async (code) => {
    const { response } = await answerTo(code);
    const { status, scimType }: Told = problems[code];
    expect(response.status).toBe(200);
    const errors = operationErrors(parseJson(response.body ?? '{}'));
    expect(errors).toContainEqual(
      expect.objectContaining({ status: String(status), ...(scimType && { scimType }) }),
    );
  },
);

test('every problem has a page of its own', () => {
  expect(problemPages.map(({ slug }) => problemAt(slug)?.code)).toEqual(
    problemPages.map(({ code }) => code),
  );
});

test('every problem has an example, or says what it takes', () => {
  const told = [...codes, ...Object.keys(problemCauses)];
  expect(new Set(told).size).toBe(told.length);
  expect(problemPages.map(({ code }) => code).filter((code) => !told.includes(code))).toEqual([]);
});
