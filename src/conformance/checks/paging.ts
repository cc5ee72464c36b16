// Checks pages of a list: by index (RFC 7644 §3.4.2.4) and by cursor (RFC 9865), and the order of a list (§3.4.2.3).
import { isObject, type JsonObject } from '../../base/json.ts';
import { query, refused } from '../asks.ts';
import { Inapplicable, searchBody, type Bench } from '../bench.ts';
import { check, needing, type Ask, type Check } from '../check.ts';
import { idOf, resourcesIn, textOf, type Seen } from '../exchange.ts';
import { listOf, oneOf, present, told } from '../pattern.ts';
import { maxResultsOf } from '../survey.ts';

/** So many users that a filter finds, and the filter. */
async function crowd(
  bench: Bench,
  count: number,
  attributes: (at: number) => JsonObject = () => ({}),
): Promise<{ readonly filter: string; readonly ids: readonly string[] }> {
  const mark = bench.unique();
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1)
    ids.push((await bench.user({ userType: mark, ...attributes(at) })).id);
  return { filter: `userType eq "${mark}"`, ids };
}

const idsIn = ({ object }: Seen): readonly string[] => resourcesIn(object).map(idOf);

/** The ids seen must be those, each once. */
function eachOnce(bench: Bench, seen: readonly string[], wanted: readonly string[]): void {
  const [left, right] = [seen, wanted].map((ids) => [...ids].sort().join());
  bench.require(left === right, `each of ${wanted.length} once`, `${seen.length}: ${left!}`);
}

const byIndex: readonly Check[] = needing(
  ['filter', 'index'],
  [
    check('PAG-01 M 7644 3.4.2.4', 'A page says where it begins and how many it holds', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 3);
        const page = await bench.get('/Users', { filter, startIndex: 2, count: 1 });
        bench.expect(page, {
          status: 200,
          body: { totalResults: 3, startIndex: 2, itemsPerPage: 1, Resources: listOf(1) },
        });
      },
    }),
    check('PAG-02 M 7644 3.4.2.4', 'Pages of 3 show each of 10 users once', {
      run: async (bench) => {
        const { filter, ids } = await crowd(bench, 10);
        const found: string[] = [];
        for (const startIndex of [1, 4, 7, 10]) {
          const page = await bench.get('/Users', { filter, startIndex, count: 3 });
          bench.expect(page, { status: 200, body: { startIndex, totalResults: 10 } });
          found.push(...idsIn(page));
        }
        eachOnce(bench, found, ids);
      },
    }),
    check('PAG-03 M 7644 3.4.2.4', 'A startIndex below 1 means 1', {
      run: async (bench) => {
        const { filter, ids } = await crowd(bench, 2);
        for (const startIndex of [0, -5]) {
          const page = await bench.get('/Users', { filter, startIndex });
          bench.expect(page, {
            status: 200,
            body: { totalResults: 2, startIndex: oneOf(1, startIndex) },
          });
          eachOnce(bench, idsIn(page), ids);
        }
      },
    }),
    check('PAG-04 M 7644 3.4.2.4', 'A page never holds more than count', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 4);
        for (const count of [1, 2, 3])
          bench.expect(await bench.get('/Users', { filter, count }), {
            body: { totalResults: 4, Resources: listOf(1, count) },
          });
      },
    }),
    check('PAG-05 M 7644 3.4.2.4', 'A count of 0 tells the total and shows none', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 3);
        bench.expect(await bench.get('/Users', { filter, count: 0 }), {
          status: 200,
          body: { totalResults: 3, Resources: [], itemsPerPage: oneOf(0, null) },
        });
      },
    }),
    check('PAG-06 M 7644 3.4.2.4', 'A count below 0 means 0', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 2);
        bench.expect(await bench.get('/Users', { filter, count: -5 }), {
          status: 200,
          body: { totalResults: 2, Resources: [] },
        });
      },
    }),
    check('PAG-07 M 7644 3.4.2.4', 'Without count a small set is shown whole, from the first on', {
      run: async (bench) => {
        const { filter, ids } = await crowd(bench, 5);
        const page = await bench.get('/Users', { filter });
        bench.expect(page, { body: { totalResults: 5, startIndex: oneOf(1, null) } });
        eachOnce(bench, idsIn(page), ids);
      },
    }),
    check('PAG-08 P 7644 3.4.2.4', 'A count or startIndex that is no number is refused', {
      steps: [
        query('/Users', { count: 'ten' }, refused('invalidValue')),
        query('/Users', { startIndex: 'first' }, refused('invalidValue')),
      ],
    }),
    check('PAG-09 S 7644 3.4.2.4', 'A page past the end is empty, and tells the total', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 2);
        bench.expect(await bench.get('/Users', { filter, startIndex: 50 }), {
          status: 200,
          body: { totalResults: 2, startIndex: 50, Resources: [] },
        });
      },
    }),
    check('PAG-10 M 7644 3.4.2.4', 'A count above the limit brings no more than the limit', {
      run: async (bench) => {
        const most = maxResultsOf(bench.survey);
        if (most === undefined) throw new Inapplicable('The server names no filter.maxResults.');
        const page = await bench.get('/Users', { count: most + 1 });
        const count = idsIn(page).length;
        bench.require(count <= most, `at most ${most}`, told(count));
      },
    }),
    check('PAG-11 S 7644 3.4.2.4', 'The same page twice holds the same users', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 5);
        const ask = { filter, startIndex: 2, count: 3 };
        const [first, again] = [await bench.get('/Users', ask), await bench.get('/Users', ask)];
        bench.require(
          idsIn(first).join() === idsIn(again).join(),
          told([...idsIn(first)]),
          told([...idsIn(again)]),
        );
      },
    }),
    check('PAG-12 M 7644 3.4.3', 'A search by POST pages as GET does', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 4);
        const got = await bench.get('/Users', { filter, startIndex: 2, count: 2 });
        const searched = await bench.post(
          '/Users/.search',
          searchBody({ filter, startIndex: 2, count: 2 }),
        );
        bench.expect(searched, { status: 200, body: { totalResults: 4, startIndex: 2 } });
        eachOnce(bench, idsIn(searched), idsIn(got));
      },
    }),
    check('PAG-13 M 7644 3.4.2', 'totalResults counts all that match, not only the page', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 4);
        bench.expect(await bench.get('/Users', { filter, count: 1 }), {
          body: { totalResults: 4 },
        });
      },
    }),
    check('PAG-14 S 7644 3.4.2.4', 'A page after a DELETE counts one less', {
      run: async (bench) => {
        const { filter, ids } = await crowd(bench, 3);
        await bench.remove(`/Users/${ids[0]!}`);
        bench.expect(await bench.get('/Users', { filter, startIndex: 2, count: 2 }), {
          status: 200,
          body: { totalResults: 2 },
        });
      },
    }),
  ],
);

/** Users with these attributes, and the order a query shows them in, by their number. */
async function orderOf(
  bench: Bench,
  people: readonly JsonObject[],
  sorting: NonNullable<Ask['query']>,
): Promise<readonly number[]> {
  const { filter, ids } = await crowd(bench, people.length, (at) => people[at]!);
  const list = await bench.get('/Users', { filter, count: 100, ...sorting });
  bench.expect(list, { status: 200 });
  return idsIn(list).map((id) => ids.indexOf(id));
}

/** A check that people come in an order, and in the reverse when asked for it. */
const ordered =
  (
    people: (bench: Bench) => readonly JsonObject[],
    sorting: NonNullable<Ask['query']>,
    order: readonly number[],
  ) =>
  async (bench: Bench): Promise<void> => {
    const seen = await orderOf(bench, people(bench), sorting);
    bench.require(seen.join() === order.join(), `the order ${order.join(', ')}`, seen.join(', '));
  };

const named = (bench: Bench): readonly JsonObject[] =>
  ['b', 'A', 'C'].map((letter) => ({ userName: `${letter}-${bench.unique()}` }));
const titled = (): readonly JsonObject[] => [{ title: 'b' }, {}, { title: 'A' }];
const mailed = (bench: Bench): readonly JsonObject[] => {
  const tail = `-${bench.unique()}@d.example`;
  const mail = (letter: string, more: JsonObject = {}): JsonObject => ({
    value: `${letter}${tail}`,
    ...more,
  });
  return [
    { emails: [mail('a'), mail('m', { primary: true })] },
    { emails: [mail('k'), mail('z')] },
    { emails: [mail('c', { primary: true }), mail('b')] },
  ];
};
const descending = { sortOrder: 'descending' };

const sorting: readonly Check[] = needing(
  ['sort', 'filter'],
  [
    check('SRT-01 M 7644 3.4.2.3', 'userNames are sorted without regard to letter case', {
      run: ordered(named, { sortBy: 'userName' }, [1, 0, 2]),
    }),
    check('SRT-02 M 7644 3.4.2.3', 'descending is the reverse', {
      run: ordered(named, { sortBy: 'userName', ...descending }, [2, 0, 1]),
    }),
    check('SRT-03 M 7644 3.4.2.3', 'Who has no value comes last', {
      run: ordered(titled, { sortBy: 'title', sortOrder: 'ascending' }, [2, 0, 1]),
    }),
    check('SRT-03b M 7644 3.4.2.3', 'Who has no value comes first in descending order', {
      run: ordered(titled, { sortBy: 'title', ...descending }, [1, 0, 2]),
    }),
    check('SRT-04 M 7644 3.4.2.3', 'Lists are sorted by their primary value, else by their first', {
      run: ordered(mailed, { sortBy: 'emails.value' }, [2, 1, 0]),
    }),
    check('SRT-04b S 7644 3.4.2.3', 'A list without a part is sorted by its value', {
      run: ordered(mailed, { sortBy: 'emails' }, [2, 1, 0]),
    }),
    check('SRT-05 M 7644 3.4.2.3', 'A part of a complex attribute sorts', {
      run: ordered(
        () => ['b', 'A', 'C'].map((familyName) => ({ name: { familyName } })),
        { sortBy: 'name.familyName' },
        [1, 0, 2],
      ),
    }),
    check('SRT-06 M 7644 3.4.2.3', 'What minds letter case is sorted by it', {
      run: async (bench) => {
        const mark = bench.unique();
        const people = ['b', 'B', 'a'].map((end) => ({ externalId: `${mark}-${end}` }));
        const seen = await orderOf(bench, people, { sortBy: 'externalId' });
        bench.require(seen.join() === '1,2,0', 'the order B, a, b', seen.join(', '));
      },
    }),
    check('SRT-07 M 7644 3.10', 'sortBy takes names in any letter case, with and without URN', {
      run: ordered(
        titled,
        { sortBy: 'urn:ietf:params:scim:schemas:core:2.0:User:TITLE' },
        [2, 0, 1],
      ),
    }),
    check('SRT-08 M 7644 3.4.2.3', 'Dates are sorted as moments', {
      run: async (bench) => {
        const first = await crowd(bench, 1);
        await bench.wait(1100);
        const mark = first.filter.replace(/^.*"(.*)"$/, '$1');
        const second = await bench.user({ userType: mark });
        const list = await bench.get('/Users', {
          filter: first.filter,
          sortBy: 'meta.created',
          ...descending,
        });
        const wanted = [second.id, ...first.ids].join();
        bench.require(
          idsIn(list).join() === wanted,
          `the later first: ${wanted}`,
          idsIn(list).join(),
        );
      },
    }),
    check('SRT-09 P 7644 3.4.2.3', 'An attribute that no schema has cannot sort', {
      steps: [query('/Users', { sortBy: 'shoeSize' }, refused('invalidPath'))],
    }),
    check('SRT-10 P 7644 3.4.2.3', 'A sortOrder that is neither of the two is refused', {
      steps: [
        query('/Users', { sortBy: 'userName', sortOrder: 'upwards' }, refused('invalidValue')),
      ],
    }),
    check('SRT-11 M 7644 3.4.2.3', 'Booleans sort, and groups sort too', {
      needs: ['groups'],
      steps: [
        query('/Users', { sortBy: 'active', count: 3 }),
        query('/Groups', { sortBy: 'displayName', count: 3 }),
      ],
    }),
    check('SRT-12 S 7644 3.4.2.3', 'Pages of equal values show nobody twice', {
      run: async (bench) => {
        const { filter, ids } = await crowd(bench, 7, () => ({ title: 'Same' }));
        const found: string[] = [];
        for (const startIndex of [1, 3, 5, 7])
          found.push(
            ...idsIn(await bench.get('/Users', { filter, sortBy: 'title', startIndex, count: 2 })),
          );
        eachOnce(bench, found, ids);
      },
    }),
    check('SRT-13 S 7644 3.4.2.3', 'An attribute of an extension sorts', {
      needs: ['enterprise'],
      run: ordered(
        () =>
          ['b', 'A', 'C'].map((department) => ({
            'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department },
          })),
        { sortBy: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department' },
        [1, 0, 2],
      ),
    }),
  ],
);

/** The pages of a query by cursor, from the first to the last. */
async function walk(bench: Bench, parameters: NonNullable<Ask['query']>): Promise<readonly Seen[]> {
  const pages: Seen[] = [];
  let cursor = '';
  for (let page = 0; page < 50; page += 1) {
    const answer = await bench.get('/Users', { ...parameters, cursor });
    bench.expect(answer, { status: 200 });
    pages.push(answer);
    cursor = textOf(answer.object, 'nextCursor');
    if (cursor === '') return pages;
  }
  bench.require(false, 'a last page', 'none after 50');
  return pages;
}

const cursors: readonly Check[] = needing(
  ['cursor', 'filter'],
  [
    check('CUR-01 M 9865 2', 'An empty cursor, or one without a value, asks for the first page', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 3);
        const rest = `count=2&filter=${encodeURIComponent(filter)}`;
        for (const path of [`/Users?cursor&${rest}`, `/Users?cursor=&${rest}`])
          bench.expect(await bench.get(path), {
            status: 200,
            body: { nextCursor: present, Resources: listOf(2) },
            without: ['previousCursor'],
          });
      },
    }),
    check(
      'CUR-02 M 9865 2',
      'Pages by cursor show each user once, and the last has no nextCursor',
      {
        run: async (bench) => {
          const { filter, ids } = await crowd(bench, 7);
          const pages = await walk(bench, { filter, count: 3 });
          eachOnce(bench, pages.flatMap(idsIn), ids);
        },
      },
    ),
    check('CUR-02b M 9865 2', 'A set that fits on one page has no nextCursor', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 2);
        bench.expect(await bench.get('/Users', { filter, cursor: '', count: 10 }), {
          status: 200,
          body: { Resources: listOf(2) },
          without: ['nextCursor', 'previousCursor'],
        });
      },
    }),
    check('CUR-03 M 9865 2', 'Cursors are texts that a URL can hold as they are', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 5);
        for (const { object } of await walk(bench, { filter, count: 2 }))
          for (const name of ['nextCursor', 'previousCursor']) {
            const cursor = object[name] ?? 'none';
            const isSafe = typeof cursor === 'string' && /^[\w.~-]+$/.test(cursor);
            bench.require(isSafe, 'letters, digits, - . _ and ~', told(cursor));
          }
      },
    }),
    check('CUR-04 S 9865 2', 'previousCursor, where it is given, brings the page before', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 6);
        const [first, second] = await walk(bench, { filter, count: 2 });
        bench.require(second !== undefined, 'a second page', 'one page');
        const cursor = textOf(second?.object, 'previousCursor');
        if (cursor === '') throw new Inapplicable('The server gives no previousCursor.');
        const back = await bench.get('/Users', { filter, count: 2, cursor });
        bench.expect(back, { status: 200 });
        bench.require(
          idsIn(back).join() === idsIn(first!).join(),
          told([...idsIn(first!)]),
          told([...idsIn(back)]),
        );
      },
    }),
    check('CUR-05 S 9865 2.1', 'A cursor that the server never gave is refused', {
      steps: [query('/Users', { cursor: 'made-up', count: 2 }, refused('invalidCursor'))],
    }),
    check('CUR-06 S 9865 2.1', 'A cursor that is older than the server keeps it is refused', {
      run: async (bench) => {
        const pagination = bench.survey.config?.['pagination'];
        const seconds = isObject(pagination) ? Number(pagination['cursorTimeout']) : NaN;
        if (!(seconds > 0)) throw new Inapplicable('The server names no cursorTimeout.');
        const { filter } = await crowd(bench, 3);
        const { object } = await bench.get('/Users', { filter, count: 1, cursor: '' });
        await bench.wait(seconds * 1000 + 1000);
        const cursor = textOf(object, 'nextCursor');
        bench.expect(
          await bench.get('/Users', { filter, count: 1, cursor }),
          refused('expiredCursor'),
        );
      },
    }),
    check('CUR-07 M 9865 2', 'A count below 0 means 0, a count of 0 shows only the total', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 2);
        for (const count of [0, -1]) {
          const answer = await bench.get('/Users', { filter, cursor: '', count });
          if (count < 0 && answer.status === 400)
            bench.expect(answer, { scimType: 'invalidCount' });
          else bench.expect(answer, { status: 200, body: { Resources: [] } });
        }
      },
    }),
    check('CUR-08 M 9865 2', 'A page by cursor never holds more than count', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 5);
        for (const { object } of await walk(bench, { filter, count: 2 }))
          bench.require(
            resourcesIn(object).length <= 2,
            'at most 2',
            told(resourcesIn(object).length),
          );
      },
    }),
    check('CUR-09 S 9865 2.1', 'A cursor goes with the query it was given for', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 4);
        const { object } = await bench.get('/Users', { filter, cursor: '', count: 2 });
        const cursor = textOf(object, 'nextCursor');
        const other = await bench.get('/Users', { filter: 'active eq true', cursor, count: 2 });
        bench.expect(other, refused('invalidCursor'));
      },
    }),
    check('CUR-10 P 9865 2.4', 'cursor and startIndex together are refused', {
      steps: [query('/Users', { cursor: '', startIndex: 1, count: 2 }, refused())],
    }),
    check('CUR-12 S 9865 2.4', 'Without cursor and startIndex the declared default pages', {
      run: async (bench) => {
        const pagination = bench.survey.config?.['pagination'];
        const method = isObject(pagination) ? pagination['defaultPaginationMethod'] : undefined;
        const { filter } = await crowd(bench, 3);
        const answer = await bench.get('/Users', { filter, count: 1 });
        const isCursor = textOf(answer.object, 'nextCursor') !== '';
        const said = method === undefined || (method === 'cursor') === isCursor;
        bench.require(said, `paging by ${String(method)}`, isCursor ? 'by cursor' : 'by index');
      },
    }),
    check('CUR-13 M 9865 3', 'A search by POST pages by cursor too', {
      run: async (bench) => {
        const { filter, ids } = await crowd(bench, 3);
        const first = await bench.post(
          '/Users/.search',
          searchBody({ filter, cursor: '', count: 2 }),
        );
        bench.expect(first, { status: 200, body: { nextCursor: present, Resources: listOf(2) } });
        const cursor = textOf(first.object, 'nextCursor');
        const rest = await bench.post('/Users/.search', searchBody({ filter, cursor, count: 2 }));
        bench.expect(rest, { status: 200, without: ['nextCursor'] });
        eachOnce(bench, [...idsIn(first), ...idsIn(rest)], ids);
      },
    }),
    check('CUR-14 S 9865 2.2', 'Pages by cursor are sorted', {
      needs: ['sort'],
      run: async (bench) => {
        const titles = ['d', 'A', 'C', 'b', 'E'];
        const { filter } = await crowd(bench, 5, (at) => ({ title: titles[at]! }));
        const pages = await walk(bench, { filter, count: 2, sortBy: 'title' });
        const seen = pages.flatMap(({ object }) =>
          resourcesIn(object).map((each) => textOf(each, 'title')),
        );
        bench.require(seen.join() === 'A,b,C,d,E', 'A, b, C, d, E', seen.join(', '));
      },
    }),
    check('CUR-15 S 9865 2', 'Pages by cursor choose attributes as others do', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 3);
        for (const page of await walk(bench, { filter, count: 2, attributes: 'userName' }))
          bench.expect(page, { without: ['Resources.0.externalId', 'Resources.0.active'] });
      },
    }),
    check('CUR-16 S 9865 2', 'totalResults on a page by cursor is right, or left out', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 5);
        for (const page of await walk(bench, { filter, count: 2 }))
          bench.expect(page, { body: { totalResults: oneOf(5, null) } });
      },
    }),
    check('CUR-17 M 9865 2', 'The first page has no previousCursor, however it is asked for', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 3);
        bench.expect(
          await bench.post('/Users/.search', searchBody({ filter, cursor: '', count: 2 })),
          {
            status: 200,
            without: ['previousCursor'],
          },
        );
      },
    }),
    check('CUR-18 M 9865 5.2', 'A cursor opens nothing to who has no token', {
      run: async (bench) => {
        const { filter } = await crowd(bench, 3);
        const { object } = await bench.get('/Users', { filter, cursor: '', count: 1 });
        const cursor = textOf(object, 'nextCursor');
        const asked = { filter, cursor, count: 1 };
        const answer = await bench.send({
          ...{ method: 'GET', path: '/Users', query: asked },
          headers: { Authorization: null },
        });
        bench.expect(answer, { status: 401 });
      },
    }),
    check('CUR-19 S 9865 2.1', 'A count beyond maxPageSize is cut, or refused with invalidCount', {
      run: async (bench) => {
        const pagination = bench.survey.config?.['pagination'];
        const most = isObject(pagination) ? Number(pagination['maxPageSize']) : NaN;
        if (!(most > 0)) throw new Inapplicable('The server names no maxPageSize.');
        const answer = await bench.get('/Users', { cursor: '', count: most + 1 });
        if (answer.status === 400) return bench.expect(answer, { scimType: 'invalidCount' });
        const count = resourcesIn(answer.object).length;
        bench.require(answer.status === 200 && count <= most, `at most ${most}`, told(count));
      },
    }),
  ],
);

const withoutCursors: readonly Check[] = [
  check('CUR-11 P 9865 4', 'Where there is no paging by cursor, a cursor is refused', {
    run: async (bench) => {
      const pagination = bench.survey.config?.['pagination'];
      if (isObject(pagination) && pagination['cursor'] === true)
        throw new Inapplicable('The server pages by cursor.');
      bench.expect(await bench.get('/Users', { cursor: '', count: 2 }), refused('invalidCursor'));
    },
  }),
];

/** Every check of pages and order. */
export const pagingChecks: readonly Check[] = [
  ...byIndex,
  ...sorting,
  ...cursors,
  ...withoutCursors,
];
