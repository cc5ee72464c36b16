// The state behind every request pane, over a real lab: what is sent, what is held back, and what comes back.
import { beforeAll, expect, test } from 'vitest';
import type { Lab } from '../../src/ui/lab.ts';
import { Workspace } from '../../src/ui/workspace.svelte.ts';
import { openLab } from './kit.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});

const workspace = (text: string): Workspace => new Workspace(lab.current.get(), text);

test('a short text is filled up with address and token, and sent', async () => {
  const bench = workspace('GET /Users?count=3');
  expect(bench.text).toBe(
    `GET /api/v1/scim/Users?count=3
Host: secretserver.example.com
Authorization: Bearer lab-northwind
Accept: application/scim+json`,
  );
  const exchange = await bench.send();
  expect(exchange?.response.status).toBe(200);
  expect(bench.exchange).toBe(exchange);
  expect(bench.sending).toBe(false);
});

test('text that is no request is held back with the line and what to write instead', async () => {
  const bench = workspace('');
  bench.text = 'get /Users';
  expect(await bench.send()).toBeUndefined();
  expect(bench.exchange).toBeUndefined();
  expect(bench.refusal).toBe(
    'Not sent. Line 1: Methods are written in capitals: `get` is another word to HTTP. Write `GET`.',
  );
  expect(bench.pointer?.span).toEqual({ start: 0, end: 3 });
  bench.mend(bench.problems.find(({ insert }) => insert)!);
  expect(bench.text).toBe('GET /Users');
  expect(bench.refusal).toBeUndefined();
});

test('an empty editor waits, and says what is missing only when it is sent', async () => {
  const bench = workspace('');
  expect(bench.problems).toEqual([]);
  expect(await bench.send()).toBeUndefined();
  expect(bench.refusal).toMatch(/^Not sent\. Line 1: /);
});

test('a blank must be filled in first', async () => {
  const bench = workspace('');
  bench.fill('POST /Users\n\n{ "userName": "____" }');
  expect(bench.text.slice(bench.pointer!.span.start, bench.pointer!.span.end)).toBe('____');
  expect(await bench.send()).toBeUndefined();
  expect(bench.refusal).toBe('Not sent. Line 7 has a blank: write something in place of ____.');
});

test('without a token a request is sent with a warning, and answered 401', async () => {
  const bench = workspace('');
  bench.text = 'GET /Users';
  expect(bench.problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['token', 'warning'],
  ]);
  expect((await bench.send())?.response.status).toBe(401);
});

test('a host outside the lab is refused with a sentence and never asked', async () => {
  const bench = workspace('');
  bench.text = 'GET https://example.com/Users';
  expect(await bench.send()).toBeUndefined();
  expect(bench.refusal).toContain('`example.com` is outside the lab, so nothing is sent to it.');
});

test('opening an exchange keeps unsent text, which can come back', async () => {
  const bench = workspace('GET /Groups');
  const exchange = (await bench.send())!;
  bench.text = 'GET /Users/1007';
  bench.open(exchange);
  expect(bench.text).toContain('GET /api/v1/scim/Groups');
  expect(bench.origin).toBe(`opened from exchange ${exchange.no}`);
  expect(bench.canRestore).toBe(true);
  bench.restore();
  expect(bench.text).toBe('GET /Users/1007');
});

test('text that was sent already is not kept, since the history has it', async () => {
  const bench = workspace('GET /Groups');
  const exchange = (await bench.send())!;
  bench.open(exchange);
  expect(bench.canRestore).toBe(false);
});
