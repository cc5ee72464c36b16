// Tests the filter engine on random filters: printing and parsing, an independent evaluation, any text at all.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import type { FilterNode } from '../../../src/scim/filter/node.ts';
import { parseFilter } from '../../../src/scim/filter/parse.ts';
import { printFilter } from '../../../src/scim/filter/print.ts';
import { filterFor, laboratoryUrn, testType, valueOf } from '../kit.ts';
import { corpus } from './corpus.ts';

const runs = { numRuns: 1000 };
const nowhere = { start: 0, end: 0 };

/** The tree without its spans. */
const shapeOf = (node: FilterNode): unknown =>
  JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)),
  );

const name = fc
  .stringMatching(/^[A-Za-z$][A-Za-z0-9_$-]{0,6}$/)
  .filter((word) => !/^not$/i.test(word));
const attribute = fc.record(
  {
    schema: fc.constantFrom('urn:a:b', 'urn:ietf:params:scim:2.0:User'),
    name,
    sub: name,
    span: fc.constant(nowhere),
  },
  { requiredKeys: ['name', 'span'] },
);
const literal = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
);
const leaf: fc.Arbitrary<FilterNode> = fc.oneof(
  fc.record({ kind: fc.constant('present' as const), attribute, span: fc.constant(nowhere) }),
  fc.record({
    kind: fc.constant('compare' as const),
    attribute,
    operator: fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'),
    value: literal,
    valueSpan: fc.constant(nowhere),
    span: fc.constant(nowhere),
  }),
);
const { node } = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
      span: fc.constant(nowhere),
    }),
    fc.record({ kind: fc.constant('not' as const), term: tie('node'), span: fc.constant(nowhere) }),
    fc.record({
      kind: fc.constant('valuePath' as const),
      attribute,
      filter: tie('node'),
      span: fc.constant(nowhere),
    }),
  ),
}));

test('a printed filter parses to the same tree', () => {
  fc.assert(
    fc.property(node, (tree) => {
      expect(shapeOf(valueOf(parseFilter(printFilter(tree))))).toEqual(shapeOf(tree));
    }),
    runs,
  );
});

test('spans cut the very text that parses to the same node', () => {
  fc.assert(
    fc.property(node, (tree) => {
      const text = printFilter(tree);
      const whole = valueOf(parseFilter(text));
      const terms = whole.kind === 'and' || whole.kind === 'or' ? whole.terms : [whole];
      for (const term of terms) {
        if (term.kind === 'and' || term.kind === 'or') continue; // its parentheses stand outside
        const cut = text.slice(term.span.start, term.span.end);
        expect(shapeOf(valueOf(parseFilter(cut)))).toEqual(shapeOf(term));
      }
    }),
    runs,
  );
});

// An evaluation of its own: it reads the resource anew for each node, and knows five attributes.

const value = fc.constantFrom('a', 'A', 'b', 'ab', 'Ba');
const stamp = fc.constantFrom(
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
  '2026-06-01T12:00:00.500Z',
);
const email = fc.record({ value, type: fc.constantFrom('work', 'home') }, { requiredKeys: [] });
const person = fc.record(
  {
    userName: value,
    externalId: value,
    active: fc.boolean(),
    emails: fc.array(email, { maxLength: 3 }),
    meta: fc.record({ lastModified: stamp }),
    badge: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['userName'] },
);
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const stored = ({ badge, emails, ...rest }: Person): JsonObject => ({
  ...(rest as JsonObject),
  ...(emails && emails.length > 0 && { emails: emails as Json }),
  ...(badge !== undefined && { [laboratoryUrn]: { badge } }),
});

interface Asked {
  readonly path: string;
  readonly exact: boolean;
  readonly literals: fc.Arbitrary<string | number | boolean>;
  readonly operators: readonly string[];
  read(who: Person): readonly unknown[];
}

const textual = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const ordered = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const given = (one: unknown): readonly unknown[] => (one === undefined ? [] : [one]);
const asked: readonly Asked[] = [
  {
    path: 'userName',
    exact: false,
    literals: value,
    operators: textual,
    read: (who) => [who.userName],
  },
  {
    path: 'externalId',
    exact: true,
    literals: value,
    operators: textual,
    read: (who) => given(who.externalId),
  },
  {
    path: 'active',
    exact: true,
    literals: fc.boolean(),
    operators: ['eq', 'ne'],
    read: (who) => given(who.active),
  },
  {
    path: `${laboratoryUrn}:badge`,
    exact: true,
    literals: fc.integer({ min: 0, max: 3 }),
    operators: ordered,
    read: (who) => given(who.badge),
  },
  {
    path: 'emails.value',
    exact: false,
    literals: value,
    operators: textual,
    read: (who) => (who.emails ?? []).flatMap((one) => given(one.value)),
  },
  {
    path: 'meta.lastModified',
    exact: true,
    literals: stamp,
    operators: ordered,
    read: (who) => given(who.meta && new Date(who.meta.lastModified).getTime()),
  },
];

interface Question {
  readonly text: string;
  holds(who: Person): boolean;
}

const comparison: fc.Arbitrary<Question> = fc.constantFrom(...asked).chain((about) =>
  fc
    .record({ operator: fc.constantFrom(...about.operators), wanted: about.literals })
    .map(({ operator, wanted }): Question => ({
      text: `${about.path} ${operator} ${JSON.stringify(wanted)}`,
      holds(who) {
        const values = about.read(who);
        const isDate = about.path === 'meta.lastModified';
        const right = isDate ? new Date(String(wanted)).getTime() : wanted;
        if (values.length === 0) return operator === 'ne';
        return values.some((left) =>
          compares(operator, fold(left, about.exact), fold(right, about.exact)),
        );
      },
    })),
);
const fold = (one: unknown, exact: boolean): unknown =>
  typeof one === 'string' && !exact ? one.toLowerCase() : one;

function compares(operator: string, left: unknown, right: unknown): boolean {
  const [one, two] = [String(left), String(right)];
  const numeric = typeof left === 'number' && typeof right === 'number';
  const less = numeric ? left < right : one < two;
  const same = left === right;
  switch (operator) {
    case 'eq':
      return same;
    case 'ne':
      return !same;
    case 'co':
      return one.includes(two);
    case 'sw':
      return one.startsWith(two);
    case 'ew':
      return one.endsWith(two);
    case 'gt':
      return !less && !same;
    case 'ge':
      return !less;
    case 'lt':
      return less;
    default:
      return less || same;
  }
}

const presence: fc.Arbitrary<Question> = fc.constantFrom(...asked).map((about) => ({
  text: `${about.path} pr`,
  holds: (who) => about.read(who).length > 0,
}));
const element: fc.Arbitrary<Question> = fc
  .record({ type: fc.constantFrom('work', 'home'), part: value })
  .map(({ type, part }) => ({
    text: `emails[type eq "${type}" and value co "${part}"]`,
    holds: (who) =>
      (who.emails ?? []).some(
        (one) => one.type === type && one.value?.toLowerCase().includes(part.toLowerCase()),
      ),
  }));
const { question } = fc.letrec<{ question: Question }>((tie) => ({
  question: fc.oneof(
    { depthSize: 'small' },
    comparison,
    presence,
    element,
    fc.tuple(tie('question'), tie('question')).map(([one, two]) => ({
      text: `(${one.text}) and (${two.text})`,
      holds: (who: Person) => one.holds(who) && two.holds(who),
    })),
    fc.tuple(tie('question'), tie('question')).map(([one, two]) => ({
      text: `(${one.text}) or (${two.text})`,
      holds: (who: Person) => one.holds(who) || two.holds(who),
    })),
    tie('question').map((one) => ({
      text: `not (${one.text})`,
      holds: (who: Person) => !one.holds(who),
    })),
  ),
}));

test('a compiled filter agrees with an evaluation of its own', () => {
  fc.assert(
    fc.property(
      question,
      fc.array(person, { minLength: 1, maxLength: 8 }),
      ({ text, holds }, everyone) => {
        const { matches } = valueOf(filterFor(text, [testType]));
        expect(everyone.map((who) => matches(stored(who)))).toEqual(everyone.map(holds));
      },
    ),
    runs,
  );
});

test('a look-up is true of every match', () => {
  fc.assert(
    fc.property(
      question,
      fc.array(person, { minLength: 1, maxLength: 8 }),
      ({ text }, everyone) => {
        const { matches, lookup } = valueOf(filterFor(text, [testType]));
        if (lookup?.attribute !== 'userName') return;
        const found = everyone.filter((who) => matches(stored(who)));
        for (const who of found)
          expect(who.userName.toLowerCase()).toBe(lookup.value.toLowerCase());
      },
    ),
    runs,
  );
});

const scraps = fc.constantFrom(
  ...[
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    ' ',
    '.',
    ':',
    'not',
    'and',
    'or',
    'pr',
    'eq',
    'emails',
    'name',
    'urn:a:b',
    '1',
    '-',
    "'",
    '\t',
    'é',
    'null',
  ],
);

test('any text as a filter gives a filter or a 400, never a throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(scraps).map((all) => all.join('')),
      ),
      (text) => {
        const result = filterFor(text);
        if (!result.ok) expect(result.trouble.status).toBe(400);
      },
    ),
    runs,
  );
});

test('a corpus filter with one character changed gives a filter or a 400, never a throw', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...corpus),
      fc.nat(),
      fc.string({ maxLength: 1 }),
      ({ filter }, at, sign) => {
        const place = filter.length === 0 ? 0 : at % filter.length;
        const result = filterFor(filter.slice(0, place) + sign + filter.slice(place + 1));
        if (!result.ok) expect(result.trouble.scimType).toBe('invalidFilter');
      },
    ),
    runs,
  );
});
