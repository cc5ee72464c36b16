// Checks that the gate holds requests to lab hosts back, all of them and no others, and hands them to whoever answers.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';
import { gate, type Gate } from '../../src/wire/gate.ts';
import { pageHost, type PageHost } from '../../src/wire/pageHost.ts';

const users = 'https://secretserver.example.com/api/v1/scim/Users';
const real = globalThis.fetch;
const realOpen = XMLHttpRequest.prototype.open;
let held = 0;
let door: Gate;
let host: PageHost;

const echo = ({ method, url, body }: HttpRequest): Promise<HttpResponse> =>
  Promise.resolve({ status: 200, headers: [], body: JSON.stringify({ method, url, body }) });

beforeEach(() => {
  held = 0;
  door = gate(() => (held += 1));
  host = pageHost(echo);
});

afterEach(() => {
  door.open();
  host.disable();
});

test('requests that came before the host are answered by it, each once', async () => {
  door.close();
  const answers = [1, 2, 3].map((id) =>
    fetch(`${users}/${id}`, { method: 'PUT', body: `body ${id}` }),
  );
  expect(held).toBe(3);
  door.open();
  host.enable();
  const bodies = await Promise.all(answers.map(async (answer) => (await answer).json()));
  expect(bodies).toEqual(
    [1, 2, 3].map((id) => ({ method: 'PUT', url: `${users}/${id}`, body: `body ${id}` })),
  );
});

test('requests to other hosts pass the closed gate', async () => {
  door.close();
  expect((await fetch(location.href)).status).toBe(200);
  expect(held).toBe(0);
});

test('XMLHttpRequest to a lab host is refused while the gate is closed', () => {
  door.close();
  const request = new XMLHttpRequest();
  expect(() => request.open('GET', users)).toThrow('The lab is still starting');
  expect(() => request.open('GET', location.href)).not.toThrow();
});

test('an aborted request does not wait any longer', async () => {
  door.close();
  const abort = new AbortController();
  const answer = fetch(users, { signal: abort.signal });
  abort.abort();
  await expect(answer).rejects.toThrow('aborted');
});

test('open, the gate is gone: the browser’s own functions are back', () => {
  door.close();
  door.close();
  expect(globalThis.fetch).not.toBe(real);
  door.open();
  door.open();
  expect(globalThis.fetch).toBe(real);
  expect(XMLHttpRequest.prototype.open).toBe(realOpen);
});

test('closed a second time after the page hosted, it holds requests again', async () => {
  door.close();
  door.open();
  host.enable();
  host.disable();
  door.close();
  const answer = fetch(users);
  expect(held).toBe(1);
  door.open();
  host.enable();
  expect((await answer).status).toBe(200);
});
