// Whatever is sent, the answer is a well-formed SCIM answer: never a throw, never a 5xx but 501.
import fc from 'fast-check';
import { test } from 'vitest';
import { bench } from './kit.ts';

// `bench().send` holds every answer to the rules INV-01 to INV-12 and to the form of a trace.

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.json());
const name = fc.constantFrom(
  ...['userName', 'name', 'emails', 'members', 'value', 'schemas', 'Operations', 'op', 'path'],
  ...['active', 'password', 'id', 'meta', '__proto__', 'displayName', 'externalId'],
  ...['filter', 'sortBy', 'count', 'cursor', 'attributes'],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
);
const word = fc.oneof(
  name,
  fc.constantFrom(
    'add',
    'replace',
    'Remove',
    'members[value eq "1007"]',
    'emails[type eq "x"].value',
  ),
  fc.constantFrom('urn:ietf:params:scim:schemas:core:2.0:User', '1007', '', 'True'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.constantFrom(null, true, false, 0, -1, 1e308),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(name, word), tie('json'), { maxKeys: 6, noNullPrototype: true }),
  ),
}));

const method = fc.oneof(
  fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'),
  fc.string({ maxLength: 8 }),
);
const path = fc.oneof(
  fc.constantFrom('/Users', '/Groups', '/Users/1007', '/Groups/1', '/Schemas', '/Bulk', '/Me', ''),
  fc.constantFrom('/.search', '/Users/.search', '/'),
  fc.constantFrom('/Containers/21', '/ContainerPermissions', '/PrivilegedData/.search'),
  text,
);
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'filter',
        'count',
        'startIndex',
        'attributes',
        'excludedAttributes',
        'cursor',
        'sortBy',
        'sortOrder',
      ),
      fc.oneof(text, word, fc.constantFrom('userName sw "o"', 'emails[value pr]', '%zz', '%F0')),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&'));
const header = fc.tuple(
  fc.constantFrom('If-Match', 'If-None-Match', 'Content-Type', 'Accept', 'X-Any', 'Prefer'),
  fc.oneof(text, fc.constantFrom('W/"1"', '*', 'application/json', '"', 'W/', ',')),
);

test('any method, target, header and body is answered', async () => {
  const profiles = fc.constantFrom('strict', 'lenient', 'connector', 'cloud');
  await fc.assert(
    fc.asyncProperty(
      fc.record({ profile: profiles, method, path, query, body: text, headers: fc.array(header) }),
      async ({ profile, method, path, query, body, headers }) => {
        const lab = await bench(profile);
        await lab.send(method, `${path}${query && `?${query}`}`, { text: body, headers });
      },
    ),
    { numRuns: 1000 },
  );
}, 300_000);

test('any JSON as the body of a write is answered', async () => {
  const write = fc.constantFrom(
    ...(['POST /Users', 'POST /Groups', 'PUT /Users/1007', 'PATCH /Users/1007'] as const),
    ...(['PUT /Groups/1', 'PATCH /Groups/1', 'POST /.search', 'POST /Groups/.search'] as const),
    ...(['POST /Containers', 'PUT /Containers/21', 'POST /ContainerPermissions'] as const),
    ...(['PUT /PrivilegedData/301', 'POST /PrivilegedDataPermissions'] as const),
  );
  const profiles = fc.constantFrom('strict', 'lenient', 'connector', 'cloud');
  await fc.assert(
    fc.asyncProperty(profiles, write, json, async (profile, target, body) => {
      const lab = await bench(profile);
      const [method, path] = target.split(' ') as [string, string];
      const { status } = await lab.send(method, path, { text: JSON.stringify(body) });
      if (status < 300) await lab.get('/Users');
    }),
    { numRuns: 1000 },
  );
}, 300_000);

test('any operations of a PATCH are answered', async () => {
  const operation = fc.record(
    {
      op: fc.constantFrom('add', 'replace', 'remove', 'Add'),
      path: fc.oneof(word, text),
      value: json,
    },
    { requiredKeys: ['op'] },
  );
  const target = fc.constantFrom(
    ...['/Users/1007', '/Groups/1', '/Containers/21', '/ContainerPermissions/6'],
    '/PrivilegedData/301',
  );
  const profiles = fc.constantFrom('strict', 'lenient', 'connector', 'cloud');
  await fc.assert(
    fc.asyncProperty(profiles, target, fc.array(operation), async (profile, path, operations) => {
      const lab = await bench(profile);
      await lab.patch(path, operations as never);
      await lab.get(path);
    }),
    { numRuns: 1000 },
  );
}, 300_000);
