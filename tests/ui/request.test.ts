// What the request pane does with text: copying it for other tools, laying out the body, the examples.
import { expect, test } from 'vitest';
import { parseRequestText } from '../../src/http/requestText.ts';
import { asCurl, asHttpFile } from '../../src/ui/request/copyAs.ts';
import { examples } from '../../src/ui/request/examples.ts';
import { formatBody } from '../../src/ui/request/formatBody.ts';

const context = { baseUrl: 'https://secretserver.example.com/api/v1/scim', token: 'lab-northwind' };
const request = {
  method: 'PATCH',
  url: 'https://secretserver.example.com/api/v1/scim/Users/1064',
  headers: [['Authorization', 'Bearer lab-northwind']],
  body: `{"name":"kate.o'neil"}`,
} as const;

test('a curl command quotes for a POSIX shell', () => {
  expect(asCurl(request)).toBe(
    `curl --request PATCH 'https://secretserver.example.com/api/v1/scim/Users/1064' \\
  --header 'Authorization: Bearer lab-northwind' \\
  --data-raw '{"name":"kate.o'\\''neil"}'`,
  );
});

test('an .http file begins with a separator and has an empty line before the body', () => {
  expect(asHttpFile(request)).toBe(`### PATCH from SCIM Lab
PATCH https://secretserver.example.com/api/v1/scim/Users/1064
Authorization: Bearer lab-northwind

{"name":"kate.o'neil"}
`);
});

test('laying out touches the body only', () => {
  expect(formatBody('POST /Users\nA: b\n\n{"a":1}')).toEqual({
    ok: true,
    value: 'POST /Users\nA: b\n\n{\n  "a": 1\n}',
  });
});

test('without a body, or with a broken one, laying out says why it does nothing', () => {
  expect(formatBody('GET /Users')).toEqual({ ok: false, trouble: 'This request has no body.' });
  expect(formatBody('POST /Users\n\n{"a":}')).toMatchObject({
    ok: false,
    trouble: expect.stringMatching(/^The body is no JSON yet\./) as string,
  });
});

test.each(examples)('the example "$title" can be sent as it stands', ({ text }) => {
  expect(parseRequestText(text, context).ok).toBe(true);
});
