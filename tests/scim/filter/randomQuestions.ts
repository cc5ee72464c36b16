// Makes random filters over the whole grammar, and people to ask; each filter tells which faults of the peer it can run into.
import fc from 'fast-check';
import type { JsonObject } from '../../../src/base/json.ts';
import { core, enterprise, laboratoryUrn } from '../kit.ts';

/** What scim2-parse-filter (0.2.10) is known to do otherwise than the RFCs say. */
export type FilterFault =
  | 'letterCase'
  | 'wholeComplex'
  | 'coreUrn'
  | 'bareExtension'
  | 'plainList'
  | 'date'
  | 'absent'
  | 'oneElement'
  | 'partBehindBrackets'
  | 'dollar'
  | 'escape'
  | 'signedNumber';

/** A filter as text, and the faults it can run into: where there are none, both must agree. */
export interface RandomFilter {
  readonly text: string;
  readonly risks: readonly FilterFault[];
}

/** How wild it may get: `fair` keeps clear of every known fault, `wild` leaves nothing out. */
export type Mood = 'fair' | 'wild';

const lowWord = fc.constantFrom('a', 'b', 'ab', 'ba', 'abc', 'b a', '7', 'é', '(', ']', ' or ', '');
const anyWord = fc.oneof(lowWord, fc.constantFrom('A', 'Ab', 'aB', 'É'));
const stamp = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-06-01T12:00:00.500Z');
const anyStamp = fc.oneof(stamp, fc.constantFrom('2026-01-01T01:00:00+01:00'));
const kind = fc.constantFrom('work', 'home', 'other');
const filled = (words: fc.Arbitrary<string>) => words.filter((word) => word !== '');

function elementOf(words: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  return fc.record(
    { value: filled(words), type: kind, display: filled(words), primary: fc.boolean() },
    { requiredKeys: ['value'] },
  );
}

/** Stored people: no nulls, no blanks, no empty lists, as the lab keeps them. */
export function peopleIn(mood: Mood): fc.Arbitrary<readonly JsonObject[]> {
  const words = filled(mood === 'fair' ? lowWord : anyWord);
  const person = fc.record(
    {
      externalId: filled(anyWord),
      title: words,
      name: fc.record({ givenName: words, familyName: words }, { requiredKeys: ['familyName'] }),
      active: fc.boolean(),
      emails: fc.array(elementOf(words), { minLength: 1, maxLength: 3 }),
      x509Certificates: fc.array(fc.record({ value: fc.constantFrom('MII', 'mii') }), {
        minLength: 1,
        maxLength: 2,
      }),
      [enterprise]: fc.record({
        department: words,
        manager: fc.record({ value: filled(anyWord), $ref: fc.constant('../Users/a') }),
      }),
      [laboratoryUrn]: fc.record(
        {
          badge: fc.integer({ min: -3, max: 3 }),
          score: fc.constantFrom(-1.5, 0, 0.5, 1e21),
          code: filled(anyWord),
          hiredAt: mood === 'fair' ? stamp : anyStamp,
          tags: fc.array(words, { minLength: 1, maxLength: 3 }),
        },
        { requiredKeys: ['badge'] },
      ),
    },
    { requiredKeys: [] },
  );
  const always = fc.record({ userName: words, lastModified: mood === 'fair' ? stamp : anyStamp });
  return fc.array(
    fc.tuple(always, person).map(([{ userName, lastModified }, rest]) => ({
      ...{ schemas: [core], id: 'a', userName, meta: { resourceType: 'User', lastModified } },
      ...(rest as JsonObject),
    })),
    { minLength: 1, maxLength: 6 },
  );
}

/** An attribute that can be asked about, and what it takes to ask fairly. */
interface Target {
  readonly name: string;
  readonly type: 'text' | 'exact' | 'boolean' | 'number' | 'date' | 'binary';
  /** Every person has it. */
  readonly always?: boolean;
  readonly risks?: readonly FilterFault[];
}

const text = (name: string, more: Partial<Target> = {}): Target => ({
  ...{ name, type: 'text' },
  ...more,
});
const exact = (name: string, more: Partial<Target> = {}): Target =>
  text(name, { type: 'exact', ...more });

const inPerson: readonly Target[] = [
  ...[text('userName', { always: true }), text('title'), text('name.givenName')],
  ...[text('name.familyName'), exact('externalId'), exact('id', { always: true })],
  ...[text('emails.value'), text('emails.type'), text('emails.display')],
  { name: 'emails.primary', type: 'boolean' },
  { name: 'active', type: 'boolean' },
  { name: 'meta.lastModified', type: 'date', always: true },
  { name: 'x509Certificates.value', type: 'binary' },
  ...[text(`${enterprise}:department`), exact(`${enterprise}:manager.value`)],
  ...[exact(`${laboratoryUrn}:code`), text(`${laboratoryUrn}:tags`, { risks: ['plainList'] })],
  { name: `${laboratoryUrn}:badge`, type: 'number' },
  { name: `${laboratoryUrn}:score`, type: 'number' },
  { name: `${laboratoryUrn}:hiredAt`, type: 'date' },
  text('emails', { risks: ['wholeComplex'] }),
  exact(`${enterprise}:manager`, { risks: ['wholeComplex'] }),
  text(`${core}:title`, { risks: ['coreUrn'] }),
  text('department', { risks: ['bareExtension'] }),
  { name: 'badge', type: 'number', risks: ['bareExtension'] },
  exact(`${enterprise}:manager.$ref`, { risks: ['dollar'] }),
];

const inEmail: readonly Target[] = [
  ...[text('value', { always: true }), text('type'), text('display')],
  { name: 'primary', type: 'boolean' },
];

const equal = ['eq', 'ne'];
const ordering = ['gt', 'ge', 'lt', 'le'];
const partial = ['co', 'sw', 'ew'];
const operatorsOf: Readonly<Record<Target['type'], readonly string[]>> = {
  ...{ text: [...equal, ...ordering, ...partial], exact: [...equal, ...ordering, ...partial] },
  ...{ boolean: equal, number: [...equal, ...ordering], date: [...equal, ...ordering] },
  binary: [...equal, ...partial],
};

/** A value as it is written; the peer reads a sign only where the filter ends. */
function literalOf({ type }: Target, mood: Mood): fc.Arbitrary<RandomFilter> {
  const plain = (value: unknown): RandomFilter => ({ text: JSON.stringify(value), risks: [] });
  if (type === 'boolean') return fc.boolean().map(plain);
  if (type === 'date')
    return (mood === 'fair' ? stamp : anyStamp).map((value) => ({
      ...plain(value),
      risks: ['date'],
    }));
  if (type === 'binary') return fc.constantFrom('MII', 'mii', 'M').map(plain);
  if (type === 'number') {
    const fair = fc.constantFrom('0', '1', '2', '0.5', '1e21');
    if (mood === 'fair') return fair.map((one) => ({ text: one, risks: [] }));
    return fc.oneof(
      fair.map((one): RandomFilter => ({ text: one, risks: [] })),
      fc
        .constantFrom('-1', '-1.5', '1e+0')
        .map((one) => ({ text: one, risks: ['signedNumber'] as const })),
    );
  }
  const fair = (type === 'exact' ? anyWord : lowWord).map(plain);
  if (mood === 'fair') return fair;
  return fc.oneof(
    fair,
    anyWord.map((word) => ({ ...plain(word), risks: ['letterCase'] as const })),
    fc.constantFrom('"\\u0061"', '"a\\\\b"', '"\\n"', '"\\/"').map((one) => ({
      ...{ text: one, risks: ['escape'] as const },
    })),
  );
}

const inAnyCase = (word: string) =>
  fc.constantFrom(word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1));
const gap = fc.constantFrom(' ', '  ', '\t', ' \n ');

const isFair = ({ risks = [] }: Target): boolean => risks.length === 0;

function comparison(target: Target, mood: Mood): fc.Arbitrary<RandomFilter> {
  const operators = operatorsOf[target.type].filter(
    (one) => mood === 'wild' || one !== 'ne' || target.always,
  );
  return fc
    .record({
      ...{ operator: fc.constantFrom(...operators), literal: literalOf(target, mood) },
      ...{ before: gap, after: gap },
    })
    .chain(({ operator, literal, before, after }) =>
      inAnyCase(operator).map((written) => ({
        text: `${target.name}${before}${written}${after}${literal.text}`,
        risks: [
          ...(target.risks ?? []),
          ...literal.risks.filter((one) => one !== 'date' || mood === 'wild'),
          ...(operator === 'ne' && !target.always ? (['absent'] as const) : []),
          // the people themselves have capitals in the wild
          ...(target.type === 'text' && mood === 'wild' ? (['letterCase'] as const) : []),
        ],
      })),
    );
}

const againstNull = ({ name, risks = [] }: Target): fc.Arbitrary<RandomFilter> =>
  fc.constantFrom('eq', 'ne').map((operator) => ({
    ...{ text: `${name} ${operator} null`, risks: [...risks, 'absent' as const] },
  }));

const presence = ({ name, risks = [] }: Target): fc.Arbitrary<RandomFilter> =>
  inAnyCase('pr').map((operator) => ({ text: `${name} ${operator}`, risks }));

function leafAmong(targets: readonly Target[], mood: Mood): fc.Arbitrary<RandomFilter> {
  const allowed = mood === 'fair' ? targets.filter(isFair) : targets;
  return fc
    .constantFrom(...allowed)
    .chain((target) =>
      fc.oneof(
        { weight: 6, arbitrary: comparison(target, mood) },
        { weight: 1, arbitrary: presence(target) },
        ...(mood === 'wild' ? [{ weight: 1, arbitrary: againstNull(target) }] : []),
      ),
    );
}

const joined = (terms: readonly RandomFilter[], words: readonly string[]): RandomFilter => ({
  text: terms.map(({ text: term }, at) => (at === 0 ? term : ` ${words[at]!} ${term}`)).join(''),
  risks: terms.flatMap(({ risks }) => risks),
});

const around = (
  { text: inner, risks }: RandomFilter,
  [open, close]: readonly [string, string],
) => ({
  ...{ text: `${open}${inner}${close}`, risks },
});

/** Chains of and, or, both mixed, not, parentheses, over what `leaf` makes. */
function logic(leaf: fc.Arbitrary<RandomFilter>): fc.Arbitrary<RandomFilter> {
  const { filter } = fc.letrec<{ filter: RandomFilter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .array(
            fc.record({ term: tie('filter'), word: fc.constantFrom('and', 'or', 'AND', 'Or') }),
            {
              ...{ minLength: 2, maxLength: 4 },
            },
          )
          .map((all) =>
            joined(
              all.map(({ term }) => term),
              all.map(({ word }) => word),
            ),
          ),
      },
      { weight: 1, arbitrary: tie('filter').map((one) => around(one, ['(', ')'])) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('filter'), fc.constantFrom('not (', 'not(', 'NOT  ( '))
          .map(([one, open]) => around(one, [open, ')'])),
      },
    ),
  }));
  return filter;
}

/** `emails[…]`, `name[…]`, `tags[…]`, and what may stand behind the brackets. */
function valuePath(mood: Mood): fc.Arbitrary<RandomFilter> {
  const email = leafAmong(inEmail, mood);
  const either = fc.array(email, { minLength: 1, maxLength: 3 }).map((all) => {
    return around(joined(all, ['or', 'or', 'or']), ['emails[', ']']);
  });
  const name = logic(
    leafAmong([text('givenName'), text('familyName', { always: true })], mood),
  ).map((one) => around(one, ['name[', ']']));
  if (mood === 'fair') return fc.oneof(either, name);
  const emails = logic(email).map(({ text: inner, risks }): RandomFilter => ({
    text: `emails[${inner}]`,
    risks: /\b(and|not)\b/i.test(inner) ? [...risks, 'oneElement'] : risks,
  }));
  const behind = fc
    .tuple(emails, leafAmong([text('value'), text('display')], mood))
    .map(([one, two]): RandomFilter => ({
      text: `${one.text}.${two.text}`,
      risks: [...one.risks, ...two.risks, 'partBehindBrackets'],
    }));
  const tags = comparison(text('value', { always: true, risks: ['plainList'] }), mood).map((one) =>
    around(one, [`${laboratoryUrn}:tags[`, ']']),
  );
  return fc.oneof(either, emails, name, behind, tags);
}

/** Filters of the whole grammar. */
export const filtersIn = (mood: Mood): fc.Arbitrary<RandomFilter> =>
  logic(
    fc.oneof(
      { weight: 3, arbitrary: leafAmong(inPerson, mood) },
      { weight: 1, arbitrary: valuePath(mood) },
    ),
  );
