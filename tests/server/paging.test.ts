// Index paging (RFC 7644 §3.4.2.4).
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, type Bench } from './kit.ts';

const page = async (lab: Bench, text: string) => {
  const { status, json } = await lab.get(`/Users?${text}`);
  const { totalResults, startIndex, itemsPerPage } = json;
  const ids = ((json.Resources ?? []) as JsonObject[]).map(({ id }) => id);
  return { status, totalResults, startIndex, itemsPerPage, ids };
};

test('PAG-02 a walk by pages shows each person once, in one order', async () => {
  const lab = await bench();
  const { ids: all } = await page(lab, '');
  const walked = [];
  for (let at = 1; at <= 15; at += 4) {
    const { ids, startIndex, totalResults } = await page(lab, `startIndex=${at}&count=4`);
    expect([startIndex, totalResults]).toEqual([at, 15]);
    walked.push(...ids);
  }
  expect(walked).toEqual(all);
  expect(new Set(walked).size).toBe(15);
});

test.each([['count=0'], ['count=-5']])('PAG-05 PAG-06 %s gives the number alone', async (text) => {
  expect(await page(await bench(), text)).toEqual({
    status: 200,
    totalResults: 15,
    startIndex: 1,
    itemsPerPage: 0,
    ids: [],
  });
});

test.each([['startIndex=0'], ['startIndex=-3'], ['']])('PAG-07 %s starts at 1', async (text) => {
  expect(await page(await bench(), text)).toMatchObject({ startIndex: 1, itemsPerPage: 15 });
});

test('PAG-09 a page past the end is empty', async () => {
  expect(await page(await bench(), 'startIndex=100')).toEqual({
    status: 200,
    totalResults: 15,
    startIndex: 100,
    itemsPerPage: 0,
    ids: [],
  });
});

test('PAG-10 a count above the limit is cut, and the trace says so', async () => {
  const lab = await bench();
  const { answer } = await lab.get('/Users?count=99999999999999999999');
  expect(answer.trace.filter(({ kind }) => kind === 'warn').map(({ what }) => what)).toEqual([
    'Read `count` as 1000',
  ]);
});

test('PAG-13 PAG-14 totalResults counts all matches, one less after a delete', async () => {
  const lab = await bench();
  const text = 'filter=userName+co+%22northwind%22&count=2';
  const before = await page(lab, text);
  expect(before.itemsPerPage).toBe(2);
  await lab.remove(`/Users/${String(before.ids[0])}`);
  const after = await page(lab, `${text}&startIndex=2`);
  expect(after.totalResults).toBe(Number(before.totalResults) - 1);
});

test.each(['count=ten', 'startIndex=1.5', 'count=', 'startIndex=0x10', 'count=1e3'])(
  '%s is no whole number: 400 invalidValue',
  async (text) => {
    const lab = await bench();
    const { status, json } = await lab.get(`/Users?${text}`);
    expect([status, json.scimType]).toEqual([400, 'invalidValue']);
  },
);
