// Checks the in-page host in a real browser: what it answers, what it lets pass, and what happens when it is switched off.
import { afterEach, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';
import { LostAnswer } from '../../src/wire/handlers.ts';
import { pageHost, type PageHost } from '../../src/wire/pageHost.ts';
import { workerHost } from '../../src/wire/workerHost.ts';

const users = 'https://secretserver.example.com/api/v1/scim/Users';
let host: PageHost | undefined;

function hosted(answer: (request: HttpRequest) => Promise<HttpResponse>): PageHost {
  host = pageHost(answer);
  host.enable();
  return host;
}

/** Answers with the request itself, so that a test sees what the server was given. */
const echo = (request: HttpRequest): Promise<HttpResponse> =>
  Promise.resolve({
    status: 200,
    headers: [['Content-Type', 'application/scim+json']],
    body: JSON.stringify(request),
  });

afterEach(() => host?.disable());

test('the server is given method, URL without fragment, usual header names and the body', async () => {
  hosted(echo);
  const answer = await fetch(`${users}?filter=userName%20eq%20%22a%22#top`, {
    method: 'PATCH',
    headers: {
      Authorization: 'Bearer lab',
      'content-type': 'application/scim+json',
      'If-Match': 'W/"1"',
    },
    body: '{"é":1}',
  });
  expect(await answer.json()).toEqual({
    method: 'PATCH',
    url: `${users}?filter=userName%20eq%20%22a%22`,
    headers: [
      ['Authorization', 'Bearer lab'],
      ['Content-Type', 'application/scim+json'],
      ['If-Match', 'W/"1"'],
    ],
    body: '{"é":1}',
  });
});

test('every header of the answer can be read, and the URL is kept', async () => {
  hosted(() =>
    Promise.resolve({
      status: 201,
      headers: [
        ['Location', `${users}/1042`],
        ['ETag', 'W/"1"'],
      ],
      body: '{}',
    }),
  );
  const answer = await fetch(users, { method: 'POST', body: '{}' });
  expect([answer.status, answer.statusText, answer.url]).toEqual([201, 'Created', users]);
  expect(answer.headers.get('location')).toBe(`${users}/1042`);
  expect(answer.headers.get('etag')).toBe('W/"1"');
});

test.each([204, 304])('an answer %i has no body', async (status) => {
  hosted(() => Promise.resolve({ status, headers: [], body: 'dropped' }));
  const answer = await fetch(users, { method: 'DELETE' });
  expect([answer.status, await answer.text()]).toEqual([status, '']);
});

test('XMLHttpRequest is answered too', async () => {
  hosted(echo);
  expect(await byXhr({})).toMatchObject({ method: 'GET', url: users });
});

test('an Accept that MSW takes for a way out is answered all the same', async () => {
  hosted(echo);
  const answer = await fetch(users, { headers: { Accept: 'msw/passthrough' } });
  expect(await answer.json()).toMatchObject({ url: users, headers: [['Accept', '*/*']] });
  expect(await byXhr({ Accept: 'msw/passthrough' })).toMatchObject({ url: users });
});

test('a request to another host passes', async () => {
  hosted(() => Promise.reject(new Error('asked for a foreign host')));
  const answer = await fetch(location.href);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<html')]);
});

test('a mistake of the lab itself is answered as SCIM error 500', async () => {
  hosted(() => Promise.reject(new TypeError('no such thing')));
  const answer = await fetch(users);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '500',
    detail: 'The lab itself failed; the request is not to blame. TypeError: no such thing',
  });
});

test('requests under way when the host is switched off are still answered, once', async () => {
  let seen = 0;
  const page = hosted(async (request) => {
    seen += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return echo(request);
  });
  const answers = Array.from({ length: 20 }, (_, at) =>
    fetch(`${users}/${at}`, { method: 'POST', body: String(at) }),
  );
  page.disable();
  const bodies = await Promise.all(
    answers.map(async (answer) => ((await (await answer).json()) as HttpRequest).body),
  );
  expect(bodies).toEqual(Array.from({ length: 20 }, (_, at) => String(at)));
  expect(seen).toBe(20);
});

test('switched on again while requests are under way, all of them are answered', async () => {
  const page = hosted(async (request) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return echo(request);
  });
  const before = fetch(`${users}/before`);
  page.disable();
  page.enable();
  const after = fetch(`${users}/after`);
  expect([(await before).status, (await after).status]).toEqual([200, 200]);
});

test('switched off with nothing under way, fetch is the browser’s own again', async () => {
  const real = globalThis.fetch;
  const page = hosted(echo);
  expect(globalThis.fetch).not.toBe(real);
  page.disable();
  expect(globalThis.fetch).toBe(real);
  page.enable();
  expect((await fetch(users)).status).toBe(200);
});

function byXhr(headers: Readonly<Record<string, string>>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', users);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onload = () => resolve(JSON.parse(request.responseText));
    request.onerror = () => reject(new Error('went to the network'));
    request.send();
  });
}

test('a lost answer is a connection that broke, to fetch and to XMLHttpRequest', async () => {
  hosted(() => Promise.reject(new LostAnswer()));
  await expect(fetch(users, { method: 'POST', body: '{}' })).rejects.toBeInstanceOf(TypeError);
  const failed = await new Promise<string>((resolve) => {
    const request = new XMLHttpRequest();
    request.addEventListener('load', () => resolve('answered'));
    request.addEventListener('error', () => resolve('failed'));
    request.open('POST', users);
    request.send('{}');
  });
  expect(failed).toBe('failed');
});

test('the worker’s host breaks the connection for a lost answer, and answers any other failure with 500', async () => {
  const ask = async (error: Error): Promise<Response | undefined> =>
    workerHost(() => Promise.reject(error))({
      request: new Request(users),
      clientId: '',
      waitUntil: () => undefined,
    });
  expect((await ask(new LostAnswer()))?.type).toBe('error');
  expect((await ask(new Error('No disk.')))?.status).toBe(500);
});
