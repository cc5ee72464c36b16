// Checks that must hold for anything: random filters against an evaluation of their own, random memberships, random PATCH bodies.
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Bench, Made } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { idOf } from '../exchange.ts';
import { changeFrom } from '../expect.ts';
import { told } from '../pattern.ts';
import { pick } from '../random.ts';

const rounds = 100;

/** A filter with what it means: the text to send, and whether it matches a user as the server shows it. */
interface Meant {
  readonly text: string;
  matches(user: JsonObject): boolean;
}

const words = ['alpha', 'Beta', 'alphabet', 'eta', 'BET'] as const;
const kinds = ['work', 'home', 'other'] as const;
const names = ['title', 'nickName', 'userType'] as const;
const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;

/** People whose few attributes take few values, so that filters match some and not others. */
async function population(bench: Bench): Promise<readonly Made[]> {
  const { random } = bench;
  const maybe = (): string | null => (random() < 0.3 ? null : pick(random, words));
  const people: Made[] = [];
  for (let at = 0; at < 12; at += 1)
    people.push(
      await bench.user({
        ...Object.fromEntries(names.map((name) => [name, maybe()])),
        active: random() < 0.5,
        emails: kinds
          .filter(() => random() < 0.5)
          .map((type) => ({ type, value: `${pick(random, words)}-${at}-${bench.tag}@d.example` })),
      }),
    );
  return people;
}

/** A comparison of texts without regard to letter case, as these attributes are compared. */
function compares(
  operator: (typeof operators)[number],
  value: Json | undefined,
  word: string,
): boolean {
  const left = typeof value === 'string' ? value.toLowerCase() : undefined;
  const right = word.toLowerCase();
  if (left === undefined) return operator === 'ne';
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'co':
      return left.includes(right);
    case 'sw':
      return left.startsWith(right);
    case 'ew':
      return left.endsWith(right);
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
  }
}

function leaf(random: () => number): Meant {
  const name = pick(random, names);
  if (random() < 0.2)
    return { text: `${name} pr`, matches: (user) => typeof user[name] === 'string' };
  if (random() < 0.2) {
    const isOn = random() < 0.5;
    return { text: `active eq ${isOn}`, matches: (user) => user['active'] === isOn };
  }
  const operator = pick(
    random,
    operators.filter((each) => each !== 'ne'),
  );
  const word = pick(random, words);
  return {
    text: `${name} ${operator} "${word}"`,
    matches: (user) => compares(operator, user[name], word),
  };
}

/** One e-mail must meet both terms. */
function bracketed(random: () => number): Meant {
  const [kind, word] = [pick(random, kinds), pick(random, words)];
  const emails = (user: JsonObject): readonly JsonObject[] =>
    isList(user['emails']) ? user['emails'].filter(isObject) : [];
  return {
    text: `emails[type eq "${kind}" and value sw "${word}"]`,
    matches: (user) =>
      emails(user).some(
        ({ type, value }) => compares('eq', type, kind) && compares('sw', value, word),
      ),
  };
}

function tree(random: () => number, depth: number, atom: (random: () => number) => Meant): Meant {
  if (depth === 0 || random() < 0.3) return atom(random);
  const left = tree(random, depth - 1, atom);
  if (random() < 0.25)
    return { text: `not (${left.text})`, matches: (user) => !left.matches(user) };
  const right = tree(random, depth - 1, atom);
  return random() < 0.5
    ? {
        text: `(${left.text}) and (${right.text})`,
        matches: (user) => left.matches(user) && right.matches(user),
      }
    : {
        text: `(${left.text}) or (${right.text})`,
        matches: (user) => left.matches(user) || right.matches(user),
      };
}

const randomFilters =
  (atom: (random: () => number) => Meant) =>
  async (bench: Bench): Promise<void> => {
    const people = await population(bench);
    const ids = people.map(({ id }) => id);
    for (let round = 0; round < rounds; round += 1) {
      const { text, matches } = tree(bench.random, 3, atom);
      const { first, resources } = await bench.all({
        ...{ method: 'GET', path: '/Users', query: { filter: text } },
      });
      bench.expect(first, { status: 200 });
      const seen = resources
        .map(idOf)
        .filter((id) => ids.includes(id))
        .sort();
      const wanted = people
        .filter(matches)
        .map(({ id }) => id)
        .sort();
      bench.require(
        seen.join() === wanted.join(),
        `${text} to find ${wanted.join(', ') || 'none'}`,
        seen.join(', ') || 'none',
      );
    }
  };

/** Members and groups must agree whatever was done to them. */
async function membershipsAgree(bench: Bench): Promise<void> {
  const users: string[] = [];
  for (let at = 0; at < 4; at += 1) users.push((await bench.user()).id);
  const groups = [await bench.group(), await bench.group(), await bench.group()].map(
    ({ id }) => id,
  );
  for (let round = 0; round < rounds; round += 1) {
    await changeMembers(bench, pick(bench.random, groups), users);
    if (round % 5 === 0 || round === rounds - 1) await agree(bench, users, groups);
  }
}

async function changeMembers(bench: Bench, group: string, users: readonly string[]): Promise<void> {
  const { random } = bench;
  const path = `/Groups/${group}`;
  const some = users.filter(() => random() < 0.5).map((value) => ({ value }));
  const one = pick(random, users);
  const operation = pick(random, [
    { op: 'add', path: 'members', value: [{ value: one }] },
    { op: 'remove', path: `members[value eq "${one}"]` },
    { op: 'replace', path: 'members', value: some },
    { op: 'remove', path: 'members' },
  ] as const);
  bench.expect(await bench.patch(path, operation as JsonObject), { status: [200, 204] }); // plain JSON
}

async function agree(
  bench: Bench,
  users: readonly string[],
  groups: readonly string[],
): Promise<void> {
  const valuesIn = (list: Json | undefined): readonly string[] =>
    isList(list) ? list.filter(isObject).map(({ value }) => String(value)) : [];
  const members = new Map<string, readonly string[]>();
  for (const id of groups)
    members.set(id, valuesIn((await bench.read(`/Groups/${id}`))['members']));
  for (const id of users) {
    const shown = [...valuesIn((await bench.read(`/Users/${id}`))['groups'])].sort();
    const real = groups.filter((group) => members.get(group)?.includes(id)).sort();
    bench.require(shown.join() === real.join(), `groups ${real.join(', ') || 'none'}`, told(shown));
  }
}

/** Operations that could be applied one by one; the last one cannot. */
async function failingTails(bench: Bench): Promise<void> {
  const { random } = bench;
  const made = await bench.user({
    title: 'DBA',
    emails: [{ value: 'a@d.example', type: 'work', primary: true }],
  });
  const path = `/Users/${made.id}`;
  const good = (): JsonObject =>
    pick<JsonObject>(random, [
      { op: 'replace', path: 'title', value: pick(random, words) },
      { op: 'add', path: 'nickName', value: pick(random, words) },
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'emails', value: [{ value: `${random()}@d.example`, type: 'home' }] },
      { op: 'remove', path: 'emails' },
      { op: 'replace', value: { name: { givenName: pick(random, words) } } },
      { op: 'replace', path: 'active', value: random() < 0.5 },
    ]);
  const bad = (): JsonObject =>
    pick<JsonObject>(random, [
      { op: 'replace', path: 'shoeSize', value: 42 },
      { op: 'replace', path: 'id', value: 'mine' },
      { op: 'remove', path: 'userName' },
      { op: 'replace', path: 'active', value: 'perhaps' },
      { op: 'move', path: 'title' },
      { op: 'remove' },
      { op: 'add', path: 'name', value: 'a text' },
    ]);
  for (let round = 0; round < rounds; round += 1) {
    const operations = [...Array(1 + Math.floor(random() * 4)).keys()].map(good);
    const answer = await bench.patch(path, ...operations, bad());
    bench.require(
      answer.status >= 400 && answer.status < 500,
      'a refusal with 4xx',
      String(answer.status),
    );
    const differs = changeFrom(made, await bench.read(path));
    bench.require(!differs, differs?.[0] ?? '', differs?.[1] ?? '');
  }
}

/** Every check of this kind. */
export const propertyChecks: readonly Check[] = [
  ...needing(
    ['filter'],
    [
      check('PROP-04 M 7644 3.4.2.2', '100 random filters find what they mean', {
        run: randomFilters(leaf),
      }),
      check('PROP-04b S 7644 3.4.2.2', '100 random filters with brackets find what they mean', {
        run: randomFilters((random) => (random() < 0.5 ? bracketed(random) : leaf(random))),
      }),
    ],
  ),
  check('PROP-05 M 7643 4.1.2', 'After 100 random changes members and groups agree', {
    needs: ['patch', 'groups'],
    run: membershipsAgree,
  }),
  check('PROP-06 M 7644 3.5.2', '100 random PATCH bodies that fail at their end change nothing', {
    needs: ['patch'],
    run: failingTails,
  }),
];
