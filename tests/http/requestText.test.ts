// Checks that typed requests are read as their author means them, and that every mistake is named with its line.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completeRequestText,
  lintRequestText,
  parseRequestText,
  printRequest,
  type RequestContext,
} from '../../src/http/requestText.ts';
import { encodeTarget } from '../../src/http/url.ts';

const context: RequestContext = {
  baseUrl: 'https://secretserver.example.com/api/v1/scim',
  token: 'lab-northwind',
};
const token = 'Authorization: Bearer lab-northwind';

const parsed = (text: string) => parseRequestText(text, context);
const requestOf = (text: string) => {
  const result = parsed(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
};
const problemsOf = (text: string) =>
  lintRequestText(text, context).map(({ severity, code, line, fix }) => ({
    severity,
    code,
    line,
    fix,
  }));

describe('a well-formed request', () => {
  test('goes to the host it names', () => {
    expect(
      requestOf(
        `GET /api/v1/scim/Users?count=3\nHost: secretserver.example.com\n${token}\nAccept: application/scim+json\n`,
      ),
    ).toEqual({
      method: 'GET',
      url: 'https://secretserver.example.com/api/v1/scim/Users?count=3',
      headers: [
        ['Authorization', 'Bearer lab-northwind'],
        ['Accept', 'application/scim+json'],
      ],
    });
  });

  test('without a host goes below the base URL', () => {
    expect(requestOf('GET /Users').url).toBe('https://secretserver.example.com/api/v1/scim/Users');
  });

  test('without a host may repeat the base path', () => {
    expect(requestOf('GET /api/v1/scim/Users').url).toBe(
      'https://secretserver.example.com/api/v1/scim/Users',
    );
  });

  test('may give the whole URL and the HTTP version', () => {
    expect(
      requestOf('GET https://northwind.secretservercloud.com/api/v1/scim/Users HTTP/1.1').url,
    ).toBe('https://northwind.secretservercloud.com/api/v1/scim/Users');
  });

  test('keeps its body as typed', () => {
    expect(
      requestOf(`POST /Users\n${token}\nContent-Type: application/scim+json\n\n{ "a": 1 }\n`).body,
    ).toBe('{ "a": 1 }');
  });

  test('may begin with comments and blank lines', () => {
    expect(requestOf('\n# look for Ana\nGET /Users').method).toBe('GET');
  });
});

describe('a target as people type it', () => {
  test.each([
    ['/Users?filter=userName eq "ana"', '/Users?filter=userName%20eq%20%22ana%22'],
    [
      '/Users?filter=title eq "R&D + more"&count=3',
      '/Users?filter=title%20eq%20%22R%26D%20%2B%20more%22&count=3',
    ],
    [
      '/Users?filter=title eq "a \\" b&c"&count=1',
      '/Users?filter=title%20eq%20%22a%20%5C%22%20b%26c%22&count=1',
    ],
    ['/Users?filter=userName%20eq%20%22ana%22', '/Users?filter=userName%20eq%20%22ana%22'],
    ['/Users?filter=userName+eq+"ana"', '/Users?filter=userName+eq+%22ana%22'],
    ['/Users?x=50%', '/Users?x=50%25'],
    ['/Users?filter=emails[type eq "work"]', '/Users?filter=emails[type%20eq%20%22work%22]'],
    ['/Users?filter=displayName eq "Jürgen"', '/Users?filter=displayName%20eq%20%22J%C3%BCrgen%22'],
  ])('%s', (typed, encoded) => {
    expect(encodeTarget(typed)).toBe(encoded);
  });

  test('any text can be encoded, and encoding twice changes nothing more outside quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = encodeTarget(text);
        expect(once).toMatch(/^[\x21-\x7e]*$/);
        expect(encodeTarget(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a mistake is named with its line and what to write instead', () => {
  test.each([
    ['', 'error', 'empty', 1, 'Write a method and an address, for example `GET /Users?count=3`.'],
    [`/Users\n${token}`, 'error', 'method', 1, 'Write `GET /Users`.'],
    [`get /Users\n${token}`, 'error', 'method', 1, 'Write `GET`.'],
    [`FETCH /Users\n${token}`, 'error', 'method', 1, 'Begin with GET, POST, PUT, PATCH or DELETE.'],
    [`GET\n${token}`, 'error', 'target', 1, 'Write `GET /Users`, or another address.'],
    [`GET Users\n${token}`, 'error', 'target', 1, 'Write `/Users`.'],
    [
      `GET http://secretserver.example.com/Users\n${token}`,
      'error',
      'target',
      1,
      'Write `https://` instead of `http://`.',
    ],
    [
      `GET ftp://x/Users\n${token}`,
      'error',
      'target',
      1,
      'Write `https://secretserver.example.com/api/v1/scim/Users`, or just `/Users`.',
    ],
    [
      `GET /Users\n${token}\nAccept application/json`,
      'error',
      'header',
      3,
      'Write `Name: value`, for example `Accept: application/scim+json`.',
    ],
    [
      `GET /Users\n${token}\nX-Name: \u4f60`,
      'error',
      'header',
      3,
      'Use Latin letters, digits and plain punctuation.',
    ],
    [
      `POST /Users\n${token}\n{}`,
      'error',
      'blankLine',
      3,
      'Put an empty line between the headers and the body.',
    ],
    [
      `GET /Users\n${token}\n\n{}`,
      'error',
      'bodyNotAllowed',
      4,
      'Remove the body, or use POST, PUT or PATCH.',
    ],
    [
      `POST /Users\n${token}\nContent-Type: application/json\n\n{\n  "a": 1,\n}`,
      'error',
      'json',
      6,
      'Remove the last comma: JSON allows none there.',
    ],
    ['GET /Users', 'warning', 'token', 1, `Add \`${token}\`.`],
    [
      `POST /Users\n${token}\n\n{}`,
      'warning',
      'contentType',
      1,
      'Add `Content-Type: application/scim+json`.',
    ],
  ] as const)('%j', (text, severity, code, line, fix) => {
    expect(problemsOf(text).filter((problem) => problem.code === code)).toEqual([
      { severity, code, line, fix },
    ]);
    expect(parsed(text).ok).toBe(severity === 'warning');
  });

  test('another host is refused, with the host to write', () => {
    const result = parsed(`GET /Users\nHost: example.org\n${token}`);
    expect(result).toMatchObject({
      ok: false,
      trouble: [
        { code: 'host', message: '`example.org` is outside the lab, so nothing is sent to it.' },
      ],
    });
  });

  test('a ready edit mends what can be mended', () => {
    for (const text of ['/Users', 'get /Users', 'GET Users', `POST /Users\n\n{}`, 'GET /Users']) {
      let mended = text;
      for (let round = 0; round < 5; round++) {
        const edit = lintRequestText(mended, context).find((problem) => problem.insert)?.insert;
        if (!edit) break;
        mended = mended.slice(0, edit.span.start) + edit.text + mended.slice(edit.span.end);
      }
      expect(lintRequestText(mended, context)).toEqual([]);
    }
  });

  test('broken JSON may be sent on purpose', () => {
    const text = `POST /Users\n${token}\nContent-Type: application/scim+json\n\n{`;
    const result = parseRequestText(text, { ...context, sendBrokenJson: true });
    expect(result).toMatchObject({ ok: true, value: { body: '{' } });
  });
});

describe('a short request', () => {
  test('is filled up to all that travels', () => {
    expect(completeRequestText('POST /Users\n\n{ "userName": "ana" }', context)).toBe(
      [
        'POST /api/v1/scim/Users',
        'Host: secretserver.example.com',
        token,
        'Accept: application/scim+json',
        'Content-Type: application/scim+json',
        '',
        '{ "userName": "ana" }',
      ].join('\n'),
    );
  });

  test('keeps the headers it has', () => {
    expect(completeRequestText('GET /Users\nAuthorization: Bearer wrong', context)).toBe(
      [
        'GET /api/v1/scim/Users',
        'Host: secretserver.example.com',
        'Accept: application/scim+json',
        'Authorization: Bearer wrong',
      ].join('\n'),
    );
  });

  test('that is whole already stays as it is', () => {
    const whole = completeRequestText('GET /Users', context);
    expect(completeRequestText(whole, context)).toBe(whole);
  });
});

test('a form for a token endpoint is sent as it is, without a token and without being read as JSON', () => {
  const url = 'https://northwind.secretservercloud.com/identity/api/oauth2/token/xpmplatform';
  const body = 'grant_type=client_credentials&client_id=c-1&client_secret=s';
  const text = `POST ${url}\nContent-Type: application/x-www-form-urlencoded\n\n${body}`;
  expect(problemsOf(text)).toEqual([]);
  expect(completeRequestText(text, context)).toBe(text);
  expect(requestOf(text)).toEqual({
    ...{ method: 'POST', url, body },
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
  });
});

test('a printed request reads back as the same request', () => {
  const target = fc
    .array(fc.constantFrom('a', ' ', '"', '&', '%', '+', '[', 'é', '\\', '=', '?', '/'), {
      maxLength: 20,
    })
    .map((signs) => `/Users?filter=${signs.join('')}`);
  fc.assert(
    fc.property(target, fc.option(fc.json(), { nil: undefined }), (path, body) => {
      const request = {
        method: body === undefined ? 'GET' : 'POST',
        url: `https://secretserver.example.com${encodeTarget(path)}`,
        headers: [['Authorization', 'Bearer x']] as const,
        ...(body === undefined ? {} : { body: body.trim() }),
      };
      expect(requestOf(printRequest(request))).toEqual(request);
    }),
    { numRuns: 1000 },
  );
});

test('a request of a script is printed without what the browser added to it', () => {
  const request = {
    method: 'GET',
    url: 'https://secretserver.example.com/api/v1/scim/Users',
    headers: [
      ['Accept', '*/*'],
      ['Authorization', 'Bearer lab-northwind'],
      ['Sec-Ch-Ua-Mobile', '?0'],
      ['User-Agent', 'Mozilla/5.0'],
      ['Accept-Language', 'en'],
      ['Referer', 'https://lab.example/'],
      ['X-Tenant', 'a'],
    ] as const,
  };
  expect(printRequest(request)).toBe(
    `GET /api/v1/scim/Users
Host: secretserver.example.com
Accept: */*
Authorization: Bearer lab-northwind
X-Tenant: a`,
  );
});

test('any text gives a request or a list of problems, never a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const result = parsed(text);
      if (!result.ok) expect(result.trouble.length).toBeGreaterThan(0);
      for (const problem of lintRequestText(text, context))
        expect(problem.line).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
