// Checks HTTP around SCIM: versions and conditions (RFC 7644 §3.14), media types, errors, tokens, and hostile requests.
import {
  get,
  group,
  patch,
  post,
  put,
  query,
  refused,
  search,
  step,
  user,
  withHeaders,
} from '../asks.ts';
import { Inapplicable, patchBody, userBody } from '../bench.ts';
import { check, needing, type Ask, type Check, type Step } from '../check.ts';
import { idOf, textOf } from '../exchange.ts';
import { errorBody } from '../expect.ts';
import { matches, not, present } from '../pattern.ts';

const ana = '/Users/{ana.id}';
const tag = '{ana.meta.version}';
const given = { ana: user() };
const title = (value: string) => ({ op: 'replace', path: 'title', value });
const body = userBody({ userName: '{ana.userName}', title: 'Put' });
const scim = matches('^application/scim\\+json', 'application/scim+json');
const json = matches('^application/(scim\\+)?json', 'a JSON type');

const conditions: readonly Check[] = needing(
  ['etag'],
  [
    check(
      'ETG-01 M 7644 3.14',
      'Create, read and replace answer with an ETag that is meta.version',
      {
        run: async (bench) => {
          const made = await bench.post('/Users', userBody({ userName: bench.unique() }));
          const path = `/Users/${idOf(made.json)}`;
          const replaced = await bench.put(path, userBody({ userName: bench.unique() }));
          for (const answer of [made, await bench.get(path), replaced, await bench.get(path)]) {
            const version = textOf(answer.object['meta'], 'version');
            bench.require(version !== '', 'a meta.version', 'none');
            if (answer !== made) bench.expect(answer, { header: { ETag: present } });
          }
        },
      },
    ),
    check('ETG-02 M 7643 3.1', 'A version is an entity tag, weak or strong', {
      given,
      steps: [
        get(ana, {
          body: { meta: { version: matches('^(W/)?"[^"]*"$', 'an entity tag in quotes') } },
        }),
      ],
    }),
    check('ETG-03 M 7644 3.14', 'Another version follows from a change', {
      given,
      steps: [put(ana, body), get(ana, { body: { meta: { version: not(tag) } } })],
    }),
    check('ETG-03b S 7644 3.14', 'A PATCH that changes nothing leaves the version', {
      needs: ['patch'],
      given: { ana: user({ title: 'DBA' }) },
      steps: [
        patch(ana, [{ op: 'add', path: 'title', value: 'DBA' }]),
        get(ana, { header: { ETag: tag } }),
      ],
    }),
    check('ETG-04 M 7644 3.14', 'Who has the version already is told 304', {
      given,
      steps: [withHeaders({ 'If-None-Match': tag }, get(ana, { status: 304 }))],
    }),
    check('ETG-05 M 7644 3.14', 'Who has another version is sent the user', {
      given,
      steps: [
        withHeaders({ 'If-None-Match': 'W/"another"' }, get(ana, { body: { id: '{ana.id}' } })),
      ],
    }),
    check('ETG-06 S 9110 13.1.2', 'If-None-Match with a star is true of nothing that exists', {
      given,
      steps: [withHeaders({ 'If-None-Match': '*' }, get(ana, { status: 304 }))],
    }),
    check('ETG-07 S 9110 13.1.2', 'Of several tags any one counts', {
      given,
      steps: [
        withHeaders({ 'If-None-Match': `"x", ${tag}, W/"y"` }, get(ana, { status: 304 })),
        withHeaders({ 'If-Match': `"x", ${tag}` }, put(ana, body)),
      ],
    }),
    check('ETG-08 S 9110 13.1.2', 'Tags are compared weakly for a read', {
      run: async (bench) => {
        const made = await bench.user();
        const strong = textOf(made['meta'], 'version').replace(/^W\//, '');
        const headers = { 'If-None-Match': strong };
        const answer = await bench.send({ method: 'GET', path: `/Users/${made.id}`, headers });
        bench.expect(answer, { status: 304 });
      },
    }),
    check('ETG-09 M 7644 3.14', 'With the current version PUT, PATCH and DELETE are done', {
      needs: ['patch'],
      given,
      steps: [
        withHeaders({ 'If-Match': tag }, put(ana, body)),
        get(ana, {}, 'now'),
        withHeaders({ 'If-Match': '{now.meta.version}' }, patch(ana, [title('A')])),
        get(ana, {}, 'now'),
        withHeaders(
          { 'If-Match': '{now.meta.version}' },
          step({ method: 'DELETE', path: ana }, { status: 204 }),
        ),
      ],
    }),
    check('ETG-10 M 7644 3.14', 'With an old version PUT, PATCH and DELETE are refused with 412', {
      needs: ['patch'],
      given,
      steps: [
        put(ana, body),
        get(ana, {}, 'now'),
        withHeaders({ 'If-Match': tag }, put(ana, body, { status: 412 })),
        withHeaders({ 'If-Match': tag }, patch(ana, [title('A')], { status: 412 })),
        withHeaders({ 'If-Match': tag }, step({ method: 'DELETE', path: ana }, { status: 412 })),
        get(ana, { same: 'now' }),
      ],
    }),
    check('ETG-11 S 9110 13.1.1', 'If-Match with a star is true of what exists', {
      given,
      steps: [withHeaders({ 'If-Match': '*' }, put(ana, body))],
    }),
    check('ETG-12 S 9110 13.1.2', 'A PUT only for another version is refused with 412', {
      given,
      steps: [
        withHeaders({ 'If-None-Match': tag }, put(ana, body, { status: 412 })),
        get(ana, { same: 'ana' }),
      ],
    }),
    check(
      'ETG-13 P 7644 3.14',
      'A write without a condition is done, or a condition is asked for',
      {
        given,
        steps: [put(ana, body, [{}, { status: 428 }])],
      },
    ),
    check('ETG-14 P 9110 13.1.3', 'Conditions by date are honoured, or ignored', {
      given,
      steps: [
        withHeaders(
          { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
          get(ana, [{ status: 304 }, { status: 200 }]),
        ),
        withHeaders(
          { 'If-Unmodified-Since': 'Mon, 01 Jan 2001 00:00:00 GMT' },
          put(ana, body, [{ status: 412 }, { status: 200 }]),
        ),
      ],
    }),
    check('ETG-15 S 7644 3.14', 'A group has another version with another member', {
      needs: ['groups', 'patch'],
      given: { ana: user(), team: group() },
      steps: [
        patch('/Groups/{team.id}', [
          { op: 'add', path: 'members', value: [{ value: '{ana.id}' }] },
        ]),
        get('/Groups/{team.id}', { header: { ETag: not('{team.meta.version}') } }),
      ],
    }),
    check('ETG-16 M 7644 3.14', 'The version in a list is the one of the resource', {
      needs: ['filter'],
      given,
      steps: [
        query(
          '/Users',
          { filter: 'id eq "{ana.id}"' },
          {
            body: { Resources: [{ meta: { version: tag } }] },
          },
        ),
      ],
    }),
    check('ETG-17 S 9110 13.2.2', 'Of a resource that is not there no condition is true', {
      steps: [
        withHeaders(
          { 'If-Match': '*' },
          put('/Users/none-{tag}', userBody({ userName: '{tag}' }), { status: [404, 412] }),
        ),
      ],
    }),
  ],
);

/** Each way to send a body to the server. */
const writes: readonly Ask[] = [
  { method: 'POST', path: '/Users' },
  { method: 'PUT', path: ana },
  { method: 'PATCH', path: ana },
];
const withBody = (more: Partial<Ask>, make: (ask: Ask) => Step): readonly Step[] =>
  writes.map((ask) => make({ ...ask, ...more }));

const errors: readonly Check[] = [
  check('ERR-01 M 7644 3.12', 'An Error tells its status as a text, and what went wrong', {
    steps: [
      get('/Users/none-{tag}', { status: 404, body: { ...errorBody(404), detail: present } }),
    ],
  }),
  check('ERR-02 S 7644 3.12', 'An unknown endpoint is not found', {
    steps: [get('/Nowhere', { status: 404, body: errorBody(404) })],
  }),
  check('ERR-03 M 7644 3.12', 'A body that is no JSON is refused', {
    given,
    steps: [
      ...withBody({ text: '{"userName": ' }, (ask) => step(ask, refused('(invalidSyntax)'))),
      step({ method: 'POST', path: '/Users/.search', text: '{' }, refused('(invalidSyntax)')),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('ERR-04 M 7644 3.12', 'A write without a body is refused', {
    given,
    steps: [...withBody({ text: '' }, (ask) => step(ask, refused())), get(ana, { same: 'ana' })],
  }),
  check('ERR-05 M 7644 3.12', 'A body that is no object is refused', {
    given,
    steps: [
      ...['[]', '"text"', '7', 'null', 'true'].flatMap((text) =>
        withBody({ text }, (ask) => step(ask, refused())),
      ),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('ERR-06 P 7644 3.8', 'A body of another media type is refused with 415', {
    steps: [
      withHeaders(
        { 'Content-Type': 'text/plain' },
        post('/Users', userBody({ userName: '{tag}' }), { status: 415 }),
      ),
    ],
  }),
  check('ERR-22 P 7644 3.8', 'A body in another charset is refused with 415', {
    steps: [
      withHeaders(
        { 'Content-Type': 'application/scim+json; charset=iso-8859-1' },
        post('/Users', userBody({ userName: '{tag}' }), { status: 415 }),
      ),
    ],
  }),
  check('ERR-07 M 7644 3.8', 'application/scim+json is accepted and answered', {
    steps: [
      withHeaders(
        { 'Content-Type': 'application/scim+json', Accept: 'application/scim+json' },
        post('/Users', userBody({ userName: '{tag}' }), { header: { 'Content-Type': scim } }),
      ),
    ],
  }),
  check('ERR-08 S 7644 3.8', 'application/json is accepted, with a charset too', {
    steps: ['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'].map(
      (type, at) =>
        withHeaders(
          { 'Content-Type': type },
          post('/Users', userBody({ userName: `{tag}-${at}` })),
        ),
    ),
  }),
  check('ERR-09 S 7644 3.8', 'Who accepts application/json is answered in JSON', {
    given,
    steps: [
      withHeaders({ Accept: 'application/json' }, get(ana, { header: { 'Content-Type': json } })),
    ],
  }),
  check('ERR-10 P 7644 3.8', 'Who accepts HTML only is answered in SCIM all the same', {
    given,
    steps: [withHeaders({ Accept: 'text/html' }, get(ana, { header: { 'Content-Type': scim } }))],
  }),
  check('ERR-10b M 7644 3.8', 'Who says nothing of media types is answered in SCIM', {
    given,
    steps: [null, '*/*'].map((Accept) =>
      withHeaders({ Accept }, get(ana, { header: { 'Content-Type': scim } })),
    ),
  }),
  check('ERR-11 S 7644 3.12', 'A method that an endpoint does not know is refused', {
    given,
    steps: [
      ...['/Users', ana].map((path) =>
        step({ method: 'PROPFIND', path }, refused(undefined, [404, 405, 501])),
      ),
      step({ method: 'DELETE', path: '/Users' }, refused(undefined, [404, 405, 501])),
    ],
  }),
  check('ERR-12 M 7644 3.8', 'Text is UTF-8, whatever the request does not say', {
    steps: [
      withHeaders(
        { 'Content-Type': 'application/scim+json' },
        post('/Users', userBody({ userName: 'ü-日本-{tag}' }), {
          body: { userName: 'ü-日本-{tag}' },
        }),
      ),
    ],
  }),
  check('ERR-13 P 7644 3.13', 'An unknown version before the endpoint is refused', {
    steps: [get('/v1/Users', refused(undefined, [400, 404, 501]))],
  }),
  check('ERR-14 M 7644 3.2', 'Each resource is found below its endpoint alone', {
    needs: ['groups'],
    given: { ana: user(), team: group() },
    steps: [
      get('/Groups/{ana.id}', [{ status: 404 }, { body: { meta: { resourceType: 'Group' } } }]),
      get('/Users/{team.id}', [{ status: 404 }, { body: { meta: { resourceType: 'User' } } }]),
    ],
  }),
  check('ERR-15 S 7644 3.12', 'A conflict says what is in conflict', {
    given,
    steps: [
      post('/Users', userBody({ userName: '{ana.userName}' }), {
        status: 409,
        body: { ...errorBody(409), scimType: 'uniqueness', detail: present },
      }),
    ],
  }),
  check('ERR-16 S 7644 3.2', 'A slash at the end of an endpoint changes nothing', {
    steps: [get('/Users/', { body: { totalResults: present } })],
  }),
  check('ERR-17 S 7644 3.4.2', 'Parameters that SCIM does not know are ignored', {
    given,
    steps: [
      query('/Users', { fancy: 'yes', count: 1 }, { body: { totalResults: present } }),
      query(ana, { fancy: 'yes' }, { body: { id: '{ana.id}' } }),
      search('/Users', { fancy: 'yes', count: 1 }),
    ],
  }),
  check(
    'ERR-18 D 7644 3.4.2',
    'Stray signs at the end of a URL, and other letter case of a parameter, are forgiven',
    {
      given,
      steps: [
        step({ method: 'GET', path: `${ana}?` }, { status: 200 }),
        step({ method: 'GET', path: `${ana}?&` }, { status: 200 }),
        step(
          { method: 'GET', path: '/Users?Filter=id%20eq%20%22{ana.id}%22' },
          { body: { totalResults: 1 } },
        ),
      ],
    },
  ),
  check('ERR-19 S 9110 9.3.2', 'HEAD answers what GET would, without the body', {
    run: async (bench) => {
      const { id } = await bench.user();
      const path = `/Users/${id}`;
      const [read, head] = [await bench.get(path), await bench.send({ method: 'HEAD', path })];
      if ([405, 501].includes(head.status)) throw new Inapplicable('The server takes no HEAD.');
      bench.expect(head, { status: read.status, header: { ETag: read.header('ETag') ?? null } });
      bench.require(!head.response.body, 'no body', head.response.body ?? '');
    },
  }),
  check('ERR-20 M 7644 3.12', 'A refusal says in words what is wrong', {
    given,
    steps: [
      put(
        ana,
        { schemas: userBody({})['schemas'] ?? [] },
        { status: 400, body: { detail: present } },
      ),
      query('/Users', { filter: 'userName regex "x"' }, { status: 400, body: { detail: present } }),
    ],
  }),
  check('ERR-21 S 7644 3.12', 'A body that is too large is refused, and the server goes on', {
    given,
    steps: [
      put(ana, userBody({ userName: '{tag}', displayName: 'x'.repeat(3_000_000) }), [
        refused(undefined, [400, 413]),
        { status: 200 },
      ]),
      get(ana),
    ],
  }),
];

const anonymous = { Authorization: null };
/** One request of each kind, for what must not work without a token. */
const everyKind: readonly Step[] = [
  get('/Users', { status: 401 }),
  get(ana, { status: 401 }),
  post('/Users', userBody({ userName: '{tag}' }), { status: 401 }),
  put(ana, body, { status: 401 }),
  patch(ana, [title('A')], { status: 401 }),
  step({ method: 'DELETE', path: ana }, { status: 401 }),
  search('/Users', {}, { status: 401 }),
];

const security: readonly Check[] = [
  check('SEC-01 M 7644 2', 'Without a token nothing is read and nothing is changed', {
    given,
    steps: [...everyKind.map((each) => withHeaders(anonymous, each)), get(ana, { same: 'ana' })],
  }),
  check('SEC-02 M 7644 2', 'A wrong token, an empty one and Basic are refused with 401', {
    steps: ['Bearer wrong-{tag}', 'Bearer', 'Bearer ', 'Basic YTpi', 'wrong'].map((Authorization) =>
      withHeaders({ Authorization }, get('/Users', { status: 401, body: errorBody(401) })),
    ),
  }),
  check('SEC-03 M 7644 2', '401 names the ways to sign in', {
    steps: [
      withHeaders(
        anonymous,
        get('/Users', { status: 401, header: { 'WWW-Authenticate': present } }),
      ),
    ],
  }),
  check('SEC-04 S 7644 7', 'An error repeats neither a token nor a password', {
    run: async (bench) => {
      const secret = `Secret-${bench.unique()}`;
      const headers = { Authorization: `Bearer ${secret}` };
      const wrong = userBody({ userName: bench.unique(), active: { a: 1 }, password: secret });
      const answers = [
        await bench.send({ method: 'GET', path: '/Users', headers }),
        await bench.post('/Users', wrong),
        await bench.post('/Users', userBody({ userName: bench.unique(), password: [secret] })),
        await bench.send({ method: 'POST', path: '/Users', text: `{"password":"${secret}",,}` }),
        await bench.get('/Users', { filter: `password eq "${secret}"` }),
      ];
      for (const { response } of answers)
        bench.require(!response.body?.includes(secret), 'no secret', response.body ?? '');
    },
  }),
  check('SEC-05 S 7643 3.1', 'A read tells the place in a header too', {
    given,
    steps: [
      get(ana, [
        { header: { 'Content-Location': '{ana.meta.location}' } },
        { header: { Location: '{ana.meta.location}' } },
      ]),
    ],
  }),
  check('SEC-06 S 7644 7.4', 'A token in the address does not open the door', {
    steps: [
      withHeaders(
        anonymous,
        query('/Users', { access_token: 'any', token: 'any' }, { status: 401 }),
      ),
    ],
  }),
  check('SEC-07 S 7644 7', 'Names that mean something to JavaScript have no effect', {
    given,
    steps: [
      step(
        {
          method: 'POST',
          path: '/Users',
          text: '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{tag}","__proto__":{"active":false},"constructor":{"a":1}}',
        },
        [{ status: 201, body: { active: true }, without: ['a'] }, refused()],
      ),
      query('/Users', { filter: '__proto__ pr' }, [refused(), { body: { totalResults: 0 } }]),
      query('/Users', { filter: 'constructor.name eq "Object"' }, [
        refused(),
        { body: { totalResults: 0 } },
      ]),
      query(ana, { attributes: '__proto__,constructor' }, [
        { body: { id: '{ana.id}' } },
        refused(),
      ]),
      get('/Users/__proto__', { status: 404 }),
      get('/constructor', { status: 404 }),
      get(ana, { same: 'ana' }),
    ],
  }),
  check('SEC-08 S 7644 7', 'Strange paths lead nowhere', {
    steps: [
      '/Users/..%2f..%2fetc%2fpasswd',
      '/Users/%00',
      '/Users/%ff%fe',
      '/Users/a%2Fb',
      '/%55sers%2F',
    ].map((path) => step({ method: 'GET', path }, refused(undefined, [400, 404]))),
  }),
  check('SEC-09 S 7644 7', 'Very deep JSON and very deep filters are refused in good order', {
    steps: [
      step(
        { method: 'POST', path: '/Users', text: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
        refused(undefined, [400, 413]),
      ),
      query('/Users', { filter: `${'('.repeat(500)}title pr${')'.repeat(500)}`, count: 1 }, [
        refused('(invalidFilter)'),
        { status: 200 },
      ]),
    ],
  }),
];

/** `/Me` works, or the server says that it does not. */
const mine: readonly Check[] = [
  check('ME-01 M 7644 3.11', 'The user at /Me is a real one, and Location says where', {
    run: async (bench) => {
      const answer = await bench.get('/Me');
      if (answer.status === 308) return;
      if (answer.status !== 200) return bench.expect(answer, { status: [501, 404, 403] });
      const location = textOf(answer.object['meta'], 'location');
      bench.expect(answer, { header: { Location: location } });
      bench.expect(await bench.get(`/Users/${idOf(answer.json)}`), { status: 200 });
    },
  }),
  check('ME-02 S 7644 3.11', 'A PATCH of /Me changes the real user, or is refused', {
    needs: ['patch'],
    run: async (bench) => {
      const operation = { op: 'add', path: 'nickName', value: bench.unique() };
      const before = await bench.get('/Me');
      const answer = await bench.patch('/Me', operation);
      if (before.status !== 200) return bench.expect(answer, { status: [403, 404, 501] });
      if (answer.status === 403) return;
      bench.expect(answer, { status: [200, 204] });
      const path = `/Users/${idOf(before.json)}`;
      bench.expect(await bench.get(path), { body: { nickName: operation.value } });
      const { nickName } = before.object;
      await bench.patch(
        path,
        nickName === undefined
          ? { op: 'remove', path: 'nickName' }
          : { ...operation, value: nickName },
      );
    },
  }),
  check('ME-03 S 7644 3.11', 'A POST to /Me creates the user, or is refused', {
    steps: [
      post('/Me', userBody({ userName: '{tag}' }), [
        { status: 201 },
        refused(undefined, [403, 404, 405, 409, 501]),
      ]),
    ],
  }),
  check('ME-04 M 7644 2', '/Me without a token is refused with 401', {
    steps: [withHeaders(anonymous, get('/Me', { status: [401, 501, 404] }))],
  }),
  check('ME-06 P 7644 3.11', '/Me is no place to search, and nothing for a bulk job', {
    run: async (bench) => {
      const search = await bench.post('/Me/.search', { schemas: [] });
      bench.expect(search, { status: [400, 404, 405, 501] });
      const data = patchBody([title('A')]);
      const answer = await bench.bulk([{ method: 'PATCH', path: '/Me', data }]);
      if (answer.status === 200)
        bench.expect(answer, {
          body: {
            Operations: [{ status: matches('^(400|404|405|501)$', '400, 404, 405 or 501') }],
          },
        });
      else bench.expect(answer, { status: [400, 403, 404, 405, 501] });
    },
  }),
];

const events: readonly Check[] = [
  check('EVT-11b S 9967 2.5.1', 'Without Prefer a create is done at once', {
    steps: [post('/Users', userBody({ userName: '{tag}' }), { status: 201 })],
  }),
  check(
    'EVT-12 S 9967 2.5.1',
    'Who prefers to be answered later is answered now where that is not offered',
    {
      run: async (bench) => {
        const offered = bench.survey.config?.['securityEvents'];
        const waits = JSON.stringify(offered ?? {}).toLowerCase();
        if (/"asyncrequest":"(long|request)"/.test(waits))
          throw new Inapplicable('The server offers asynchronous requests.');
        const answer = await bench.send({
          ...{ method: 'POST', path: '/Users', body: userBody({ userName: bench.unique() }) },
          headers: { Prefer: 'respond-async' },
        });
        bench.expect(answer, { status: 201 });
      },
    },
  ),
];

/** Every check of HTTP around SCIM. */
export const httpChecks: readonly Check[] = [
  ...conditions,
  ...errors,
  ...security,
  ...mine,
  ...events,
];
