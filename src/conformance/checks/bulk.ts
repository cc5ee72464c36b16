// Checks bulk jobs (RFC 7644 §3.7): order, references between operations, failures, limits, and the answer to each.
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts';
import { get, post, refused } from '../asks.ts';
import { bulkBody, groupBody, Inapplicable, patchBody, userBody, type Bench } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { textOf, type Seen } from '../exchange.ts';
import { errorBody } from '../expect.ts';
import { holds, present, told } from '../pattern.ts';
import { urn } from '../survey.ts';

const bulkResponse = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';
const done = '200|204';
const bad = '4\\d\\d|501';

const createUser = (bulkId: string, userName: string, more: JsonObject = {}): JsonObject => ({
  ...{ method: 'POST', path: '/Users', bulkId },
  data: userBody({ userName, ...more }),
});
const createGroup = (
  bulkId: string,
  displayName: string,
  members: readonly string[] = [],
): JsonObject => ({
  ...{ method: 'POST', path: '/Groups', bulkId },
  data: groupBody(displayName, members),
});
const change = (path: string, ...operations: readonly Json[]): JsonObject => ({
  ...{ method: 'PATCH', path },
  data: patchBody(operations),
});
const title = (value: string): JsonObject => ({ op: 'replace', path: 'title', value });

/** What the answer says of each operation. */
const operationsIn = ({ object }: Seen): readonly JsonObject[] =>
  isList(object['Operations']) ? object['Operations'].filter(isObject) : [];

/** The path below the base URL of what an operation is about. */
const placeOf = (operation: JsonObject | undefined): string =>
  /\/(Users|Groups)\/[^/]+$/.exec(textOf(operation, 'location'))?.[0] ?? '/nowhere';

const idIn = (operation: JsonObject | undefined): string =>
  decodeURIComponent(placeOf(operation).split('/')[2] ?? '');

/** Holds the statuses of a job's operations to forms (regular expressions), in order. */
function statusesOf(bench: Bench, answer: Seen, forms: readonly string[]): readonly JsonObject[] {
  bench.expect(answer, { status: 200, body: { schemas: [bulkResponse] } });
  const operations = operationsIn(answer);
  const seen = operations.map((each) => textOf(each, 'status'));
  const fits =
    seen.length === forms.length &&
    forms.every((form, at) => new RegExp(`^(${form})$`).test(seen[at] ?? ''));
  bench.require(fits, `the statuses ${forms.join(', ')}`, seen.join(', ') || 'none');
  return operations;
}

/** Runs a job, and holds the statuses of its operations to forms. */
const job = async (
  bench: Bench,
  operations: readonly Json[],
  forms: readonly string[],
): Promise<readonly JsonObject[]> => statusesOf(bench, await bench.bulk(operations), forms);

/** Runs a job of one operation that must be refused, by itself or with the whole job. */
async function refuses(bench: Bench, operation: Json): Promise<void> {
  const answer = await bench.bulk([operation]);
  if (answer.status !== 200) bench.expect(answer, { status: [400, 404, 405, 501] });
  else statusesOf(bench, answer, [bad]);
}

const doing: readonly Check[] = [
  check('BLK-01 M 7644 3.7', 'A create by bulk tells the bulkId, the place and the status', {
    run: async (bench) => {
      const [made] = await job(bench, [createUser('a', bench.unique())], ['201']);
      bench.require(textOf(made, 'bulkId') === 'a', 'the bulkId a', told(made));
      bench.expect(await bench.get(placeOf(made)), { status: 200 });
    },
  }),
  check('BLK-01b S 7644 3.7', 'A create by bulk tells the version that the resource has', {
    needs: ['etag'],
    run: async (bench) => {
      const [made] = await job(bench, [createUser('a', bench.unique())], ['201']);
      bench.expect(await bench.get(placeOf(made)), {
        body: { meta: { version: made?.['version'] ?? 'the version of the answer' } },
      });
    },
  }),
  check('BLK-02 M 7644 3.7', 'One job creates, replaces, changes and deletes, in this order', {
    needs: ['patch'],
    run: async (bench) => {
      const [put, changed, gone] = [await bench.user(), await bench.user(), await bench.user()];
      const body = userBody({ userName: bench.unique(), title: 'Put' });
      await job(
        bench,
        [
          createUser('a', bench.unique()),
          { method: 'PUT', path: `/Users/${put.id}`, data: body },
          change(`/Users/${changed.id}`, title('Changed')),
          { method: 'DELETE', path: `/Users/${gone.id}` },
        ],
        ['201', '200', done, '204'],
      );
      bench.expect(await bench.get(`/Users/${put.id}`), { body: { title: 'Put' } });
      bench.expect(await bench.get(`/Users/${changed.id}`), { body: { title: 'Changed' } });
      bench.expect(await bench.get(`/Users/${gone.id}`), { status: 404 });
    },
  }),
  check('BLK-03 M 7644 3.7.2', 'A reference to an earlier create is resolved', {
    needs: ['groups'],
    run: async (bench) => {
      const [made, team] = await job(
        bench,
        [createUser('a', bench.unique()), createGroup('g', bench.unique(), ['bulkId:a'])],
        ['201', '201'],
      );
      bench.expect(await bench.get(placeOf(team)), { body: { members: [{ value: idIn(made) }] } });
    },
  }),
  check('BLK-04 M 7644 3.7.2', 'A reference to a later create is resolved', {
    needs: ['groups'],
    run: async (bench) => {
      const [team, made] = await job(
        bench,
        [createGroup('g', bench.unique(), ['bulkId:a']), createUser('a', bench.unique())],
        ['201', '201'],
      );
      bench.expect(await bench.get(placeOf(team)), { body: { members: [{ value: idIn(made) }] } });
    },
  }),
  check('BLK-05 M 7644 3.7.1', 'Two groups that refer to each other are resolved, or 409', {
    needs: ['groups'],
    run: async (bench) => {
      const answer = await circle(bench);
      if (answer.status === 409) return;
      const statuses = operationsIn(answer).map((each) => textOf(each, 'status'));
      const areDone = statuses.join() === '201,201' || statuses.includes('409');
      bench.require(areDone, '201 and 201, or 409', statuses.join(', '));
    },
  }),
  check('BLK-05b P 7644 3.7.1', 'Two groups that refer to each other are resolved', {
    needs: ['groups'],
    run: async (bench) => {
      const [left, right] = statusesOf(bench, await circle(bench), ['201', '201']);
      bench.expect(await bench.get(placeOf(left)), { body: { members: [{ value: idIn(right) }] } });
      bench.expect(await bench.get(placeOf(right)), { body: { members: [{ value: idIn(left) }] } });
    },
  }),
  check('BLK-06 M 7644 3.7.2', 'A bulkId in a path stands for the new id', {
    needs: ['patch'],
    run: async (bench) => {
      const answer = await bench.bulk([
        createUser('a', bench.unique()),
        change('/Users/bulkId:a', title('Later')),
      ]);
      const [made] = statusesOf(bench, answer, ['201', `${done}|${bad}`]);
      const second = textOf(operationsIn(answer)[1], 'status');
      if (/^2/.test(second))
        bench.expect(await bench.get(placeOf(made)), { body: { title: 'Later' } });
    },
  }),
  check('BLK-07 M 7644 3.7.2', 'A reference to nothing is never stored, and the others go on', {
    needs: ['groups'],
    run: async (bench) => {
      const answer = await bench.bulk([
        createGroup('g', bench.unique(), ['bulkId:nobody']),
        createUser('a', bench.unique()),
      ]);
      const [team, made] = statusesOf(bench, answer, [`201|${bad}`, '201']);
      bench.expect(await bench.get(placeOf(made)), { status: 200 });
      if (textOf(team, 'status') !== '201') return;
      const { response } = await bench.get(placeOf(team));
      bench.require(!response.body?.includes('bulkId'), 'no bulkId', response.body ?? '');
    },
  }),
  check('BLK-08 S 7644 3.7.2', 'What refers to a failed operation fails too', {
    needs: ['groups'],
    run: async (bench) => {
      const taken = await bench.user();
      const operations = [
        createUser('a', textOf(taken, 'userName')),
        createGroup('g', bench.unique(), ['bulkId:a']),
      ];
      await job(bench, operations, ['409', '4\\d\\d']);
    },
  }),
  check('BLK-09 M 7644 3.7.2', 'A manager may be a reference', {
    needs: ['enterprise'],
    run: async (bench) => {
      const manager = { [urn.enterprise]: { manager: { value: 'bulkId:b' } } };
      const [made, boss] = await job(
        bench,
        [createUser('a', bench.unique(), manager), createUser('b', bench.unique())],
        ['201', '201'],
      );
      bench.expect(await bench.get(placeOf(made)), {
        body: { [urn.enterprise]: { manager: { value: idIn(boss) } } },
      });
    },
  }),
  check('BLK-10 M 7644 3.7.2', 'A reference in a PATCH is resolved, with a path and without', {
    needs: ['groups', 'patch'],
    run: async (bench) => {
      const team = await bench.group();
      const path = `/Groups/${team.id}`;
      const [, , first, second] = await job(
        bench,
        [
          change(path, { op: 'add', path: 'members', value: [{ value: 'bulkId:a' }] }),
          change(path, { op: 'add', value: { members: [{ value: 'bulkId:b' }] } }),
          createUser('a', bench.unique()),
          createUser('b', bench.unique()),
        ],
        [done, done, '201', '201'],
      );
      bench.expect(await bench.get(path), {
        body: { members: [{ value: idIn(first) }, { value: idIn(second) }] },
      });
    },
  }),
  check('BLK-11 M 7644 3.7', 'The members of a new group learn of it', {
    needs: ['groups'],
    run: async (bench) => {
      const { id } = await bench.user();
      const [team] = await job(bench, [createGroup('g', bench.unique(), [id])], ['201']);
      bench.expect(await bench.get(`/Users/${id}`), { body: { groups: [{ value: idIn(team) }] } });
    },
  }),
  check('BLK-12 S 7644 3.7', 'The version of an operation is a condition', {
    needs: ['etag', 'patch'],
    run: async (bench) => {
      const made = await bench.user();
      const path = `/Users/${made.id}`;
      const version = textOf(made['meta'], 'version');
      await job(bench, [{ ...change(path, title('A')), version }], [done]);
      await job(bench, [{ ...change(path, title('B')), version }], ['412']);
      bench.expect(await bench.get(path), { body: { title: 'A' } });
    },
  }),
];

const circle = (bench: Bench): Promise<Seen> =>
  bench.bulk([
    createGroup('a', bench.unique(), ['bulkId:b']),
    createGroup('b', bench.unique(), ['bulkId:a']),
  ]);

const failing: readonly Check[] = [
  check('BLK-13 S 7644 3.7', 'One bulkId on two creates is refused', {
    run: async (bench) => {
      const answer = await bench.bulk([
        createUser('a', bench.unique()),
        createUser('a', bench.unique()),
      ]);
      if (answer.status !== 200) bench.expect(answer, refused());
      else statusesOf(bench, answer, ['201|400|409', '400|409']);
    },
  }),
  check('BLK-14 M 7644 3.7', 'An operation without method, path or data is refused', {
    run: async (bench) => {
      const { id } = await bench.user();
      const data = userBody({ userName: bench.unique() });
      await refuses(bench, { path: '/Users', bulkId: 'a', data });
      await refuses(bench, { method: 'POST', bulkId: 'a', data });
      await refuses(bench, { method: 'POST', path: '/Users', bulkId: 'a' });
      await refuses(bench, { method: 'PUT', path: `/Users/${id}` });
      await refuses(bench, { method: 'PATCH', path: `/Users/${id}` });
    },
  }),
  check('BLK-15 M 7644 3.7', 'A method that changes nothing, or none at all, is refused', {
    run: async (bench) => {
      const { id } = await bench.user();
      for (const method of ['GET', 'HEAD', 'FOO'])
        await refuses(bench, { method, path: `/Users/${id}` });
    },
  }),
  check('BLK-15b P 7644 3.7', 'A method in small letters is refused for its operation', {
    run: async (bench) => {
      const data = userBody({ userName: bench.unique() });
      await job(bench, [{ method: 'post', path: '/Users', bulkId: 'a', data }], ['400']);
    },
  }),
  check('BLK-16 M 7644 3.7', 'A create takes no id, and the others need one', {
    run: async (bench) => {
      const { id } = await bench.user();
      const data = userBody({ userName: bench.unique() });
      await refuses(bench, { method: 'POST', path: `/Users/${id}`, bulkId: 'a', data });
      await refuses(bench, { method: 'PUT', path: '/Users', data });
      await refuses(bench, change('/Users', title('A')));
      await refuses(bench, { method: 'DELETE', path: '/Users' });
      bench.expect(await bench.get(`/Users/${id}`), { status: 200 });
    },
  }),
  check('BLK-17 S 7644 3.7', 'Bulk reaches resources only', {
    run: async (bench) => {
      for (const path of ['/Nowhere', '/Bulk', '/Schemas', '/ServiceProviderConfig'])
        await refuses(bench, { method: 'POST', path, bulkId: 'a', data: { schemas: [] } });
    },
  }),
  check('BLK-18 M 7644 3.7.3', 'Each operation answers for itself', {
    run: async (bench) => {
      const taken = await bench.user();
      await job(
        bench,
        [
          { method: 'DELETE', path: '/Users/none' },
          createUser('a', bench.unique()),
          createUser('b', textOf(taken, 'userName')),
        ],
        ['404', '201', '409'],
      );
    },
  }),
  check('BLK-19 M 7644 3.7', 'After failOnErrors failures nothing more is done', {
    run: async (bench) => {
      const userName = bench.unique();
      const answer = await bench.bulk([failure(1), failure(2), createUser('a', userName)], {
        failOnErrors: 2,
      });
      bench.expect(answer, { status: 200 });
      const list = await bench.get('/Users', { filter: `userName eq "${userName}"` });
      bench.expect(list, { body: { totalResults: 0 } });
    },
  }),
  check('BLK-19b P 7644 3.7', 'Operations after the limit are not in the answer', {
    run: async (bench) => {
      const answer = await bench.bulk([failure(1), failure(2), failure(3)], { failOnErrors: 2 });
      statusesOf(bench, answer, ['404', '404']);
    },
  }),
  check('BLK-20 M 7644 3.7', 'Without failOnErrors every operation is tried', {
    run: async (bench) => {
      const operations = [failure(1), failure(2), failure(3), createUser('a', bench.unique())];
      await job(bench, operations, ['404', '404', '404', '201']);
    },
  }),
  check('BLK-21 P 7644 3.7', 'A failOnErrors of 0 or less is no limit, or is refused', {
    run: async (bench) => {
      for (const failOnErrors of [0, -1]) {
        const answer = await bench.bulk([failure(1), failure(2)], { failOnErrors });
        if (answer.status !== 200) bench.expect(answer, refused());
        else statusesOf(bench, answer, ['404', '404']);
      }
    },
  }),
  check(
    'BLK-22 M 7644 3.7',
    'A failed operation carries its Error, and its location but for a POST',
    {
      run: async (bench) => {
        const taken = await bench.user();
        const answer = await bench.bulk([failure(1), createUser('a', textOf(taken, 'userName'))]);
        const [gone, conflict] = statusesOf(bench, answer, ['404', '409']);
        bench.expect(answer, {
          body: {
            Operations: holds({ status: '404', response: errorBody(404), location: present }),
          },
        });
        bench.expect(answer, {
          body: {
            Operations: holds({
              status: '409',
              response: { ...errorBody(409), scimType: 'uniqueness' },
            }),
          },
        });
        bench.require(gone?.['location'] !== undefined, 'a location for the DELETE', told(gone));
        bench.require(
          conflict?.['location'] === undefined,
          'no location for the POST',
          told(conflict),
        );
      },
    },
  ),
  check('BLK-23 M 7644 3.7', 'Every operation that succeeds has a location', {
    needs: ['patch'],
    run: async (bench) => {
      const [left, right] = [await bench.user(), await bench.user()];
      const results = await job(
        bench,
        [
          createUser('a', bench.unique()),
          change(`/Users/${left.id}`, title('A')),
          { method: 'DELETE', path: `/Users/${right.id}` },
        ],
        ['201', done, '204'],
      );
      const missing = results.filter((each) => textOf(each, 'location') === '');
      bench.require(missing.length === 0, 'a location each', told(missing[0]));
    },
  }),
  check('BLK-24 M 7644 3.7.4', 'More operations than maxOperations are refused with 413', {
    run: async (bench) => {
      const most = limitOf(bench, 'maxOperations');
      if (most > 10_000) throw new Inapplicable(`The limit is ${most} operations.`);
      const operations = [...Array(most + 1).keys()].map(failure);
      const answer = await bench.bulk(operations);
      bench.expect(answer, { status: 413, body: errorBody(413) });
      const names = answer.response.body?.includes(String(most)) === true;
      bench.require(names, `a detail that names ${most}`, answer.response.body ?? '');
    },
  }),
  check('BLK-25 M 7644 3.7.4', 'A job of more bytes than maxPayloadSize is refused with 413', {
    run: async (bench) => {
      const most = limitOf(bench, 'maxPayloadSize');
      if (most > 8_000_000) throw new Inapplicable(`The limit is ${most} bytes.`);
      const data = userBody({ userName: bench.unique(), displayName: 'x'.repeat(most) });
      const answer = await bench.bulk([{ method: 'POST', path: '/Users', bulkId: 'a', data }]);
      bench.expect(answer, { status: 413, body: errorBody(413) });
      const names = /\d{4,}/.test(answer.response.body ?? '');
      bench.require(names, 'a detail that names the limit', answer.response.body ?? '');
    },
  }),
  check('BLK-26 M 7644 3.7', 'A body that does not say BulkRequest is refused', {
    steps: [
      post('/Bulk', { Operations: [{ method: 'DELETE', path: '/Users/none' }] }, refused()),
      post(
        '/Bulk',
        { schemas: [urn.user], Operations: [{ method: 'DELETE', path: '/Users/none' }] },
        refused(),
      ),
    ],
  }),
  check('BLK-27 M 7644 3.7', 'A job without a list of operations is refused', {
    steps: [
      post('/Bulk', { schemas: bulkBody([])['schemas'] ?? [] }, refused()),
      post('/Bulk', { schemas: bulkBody([])['schemas'] ?? [], Operations: 'none' }, refused()),
    ],
  }),
  check('BLK-28 M 7644 3.7', 'The second create of one userName in a job conflicts', {
    run: async (bench) => {
      const userName = bench.unique();
      const answer = await bench.bulk([createUser('a', userName), createUser('b', userName)]);
      statusesOf(bench, answer, ['201', '409']);
      bench.expect(answer, {
        body: { Operations: holds({ status: '409', response: { scimType: 'uniqueness' } }) },
      });
    },
  }),
  check('BLK-29 M 7644 3.7', 'An operation that fails changes nothing', {
    needs: ['patch'],
    run: async (bench) => {
      const made = await bench.user();
      const path = `/Users/${made.id}`;
      const wrong = { op: 'replace', path: 'active', value: 'no boolean at all' };
      await job(bench, [change(path, title('New'), wrong)], ['400']);
      bench.expect(await bench.get(path), { body: made });
    },
  }),
  check(
    'BLK-30 P 7644 3.7',
    'The Operations of a PATCH without its schemas are taken, or refused',
    {
      needs: ['patch'],
      run: async (bench) => {
        const { id } = await bench.user();
        const bare = { method: 'PATCH', path: `/Users/${id}`, data: { Operations: [title('A')] } };
        await job(bench, [bare], [`${done}|400`]);
      },
    },
  ),
  check('BLK-31 S 7644 3.7', 'A job is sent by POST', {
    steps: [get('/Bulk', { status: [404, 405, 501] })],
  }),
  check('BLK-33 M 7644 3.7', 'A job where every operation fails is still answered with 200', {
    run: async (bench) => {
      await job(bench, [failure(1), failure(2)], ['404', '404']);
    },
  }),
  check('BLK-34 M 7644 3.7', 'A job does what the same requests one by one would do', {
    needs: ['patch'],
    run: likeOneByOne,
  }),
];

/** An operation that cannot succeed. */
const failure = (at: number): JsonObject => ({ method: 'DELETE', path: `/Users/none-${at}` });

function limitOf({ survey }: Bench, name: 'maxOperations' | 'maxPayloadSize'): number {
  const bulk = survey.config?.['bulk'];
  const limit = isObject(bulk) ? bulk[name] : undefined;
  if (typeof limit !== 'number' || limit <= 0)
    throw new Inapplicable(`The server names no bulk.${name}.`);
  return limit;
}

async function likeOneByOne(bench: Bench): Promise<void> {
  const [left, right] = [await bench.user({ title: 'A' }), await bench.user({ title: 'A' })];
  const operations = [
    { op: 'add', path: 'phoneNumbers', value: [{ value: '+1 555 0100', type: 'work' }] },
    { op: 'replace', path: 'title', value: 'B' },
  ];
  await job(
    bench,
    operations.map((each) => change(`/Users/${left.id}`, each)),
    [done, done],
  );
  for (const each of operations) await bench.patch(`/Users/${right.id}`, each);
  const { phoneNumbers, title: changed } = await bench.read(`/Users/${right.id}`);
  bench.expect(await bench.get(`/Users/${left.id}`), {
    body: { phoneNumbers: phoneNumbers ?? null, title: changed ?? null },
  });
}

const absentBulk: readonly Check[] = [
  check('BLK-32 M 7644 3.7', 'Where bulk is not offered, it is refused', {
    run: async (bench) => {
      const bulk = bench.survey.config?.['bulk'];
      if (isObject(bulk) && bulk['supported'] === true)
        throw new Inapplicable('The server offers bulk.');
      bench.expect(await bench.bulk([failure(1)]), { status: [501, 403, 404, 405] });
    },
  }),
];

/** Every check of bulk jobs. */
export const bulkChecks: readonly Check[] = [
  ...needing(['bulk'], [...doing, ...failing]),
  ...absentBulk,
];
