// Carries out a check that is written as data: makes what it needs, then asks step by step and compares.
import type { Json, JsonObject } from '../base/json.ts';
import { groupBody, userBody, type Bench } from './bench.ts';
import type { Ask, Branch, Check, Expected, Given, Step } from './check.ts';
import { idOf, type Seen } from './exchange.ts';
import { expectAnswer, Unmet, unmetIn } from './expect.ts';
import { fill, fillText, EmptyBlank, type Bindings } from './fill.ts';
import { told } from './pattern.ts';

/** What a running check knows by name. */
interface Story {
  readonly bench: Bench;
  readonly bindings: Record<string, Json>;
  /** Names of resources by id, for what a list finds. */
  readonly names: Map<string, string>;
}

/**
 * Carries out a check.
 * @throws Unmet when something expected did not come, Inapplicable, Stopped.
 */
export async function carryOut(check: Check, bench: Bench): Promise<void> {
  if ('run' in check) return check.run(bench);
  const story: Story = { bench, bindings: { tag: bench.tag }, names: new Map() };
  if (check.cast) {
    const { tag, people } = await bench.cast();
    story.bindings['cast'] = tag;
    for (const [name, made] of Object.entries(people)) bind(story, name, made);
  }
  for (const [name, given] of Object.entries(check.given ?? {}))
    bind(story, name, await provide(given, story));
  await walk(check.steps, story);
}

function bind({ bindings, names }: Story, name: string, body: Json): void {
  bindings[name] = body;
  const id = idOf(body);
  if (id !== '' && !names.has(id)) names.set(id, name);
}

async function provide({ type, attributes }: Given, { bench, bindings }: Story): Promise<Json> {
  const filled = fillBlanks(attributes, bindings);
  const least: JsonObject =
    type === 'User'
      ? userBody({ userName: bench.unique(), ...filled })
      : { ...groupBody(`Group ${bench.unique()}`), ...filled };
  return bench.made(type === 'User' ? '/Users' : '/Groups', least);
}

async function walk(steps: readonly Step[], story: Story): Promise<void> {
  for (const step of steps) await take(step, story);
}

async function take({ ask, expect, as }: Step, story: Story): Promise<void> {
  const branches: readonly Branch[] = Array.isArray(expect) ? expect : [expect as Branch]; // isArray does not narrow readonly
  const filled = filledAsk(ask, story.bindings);
  const looksForNames = branches.some(({ finds, inOrder }) => finds ?? inOrder);
  const { answer, resources } = looksForNames
    ? await found(filled, story)
    : { answer: await story.bench.send(filled), resources: [] };
  const taken = choose(answer, branches, { story, resources });
  if (as !== undefined && answer.json !== undefined) bind(story, as, answer.json);
  if (taken.then) await walk(taken.then, story);
}

async function found(
  ask: Ask,
  { bench }: Story,
): Promise<{ readonly answer: Seen; readonly resources: readonly JsonObject[] }> {
  const { first, resources } = await bench.all(ask);
  return { answer: first, resources };
}

/** The first branch that fits; where none does, the first one says what was expected. */
function choose(
  answer: Seen,
  branches: readonly Branch[],
  about: { readonly story: Story; readonly resources: readonly JsonObject[] },
): Branch {
  const { story } = about;
  const filled = branches.map((branch) => ({
    branch,
    expected: { ...filledExpected(branch, story.bindings) },
  }));
  const fitting = filled.find(
    ({ expected }) => !unmetIn(answer, expected, story.bindings) && !unfoundIn(expected, about),
  );
  if (fitting) return fitting.branch;
  const { expected } = filled[0]!; // a step has at least one branch
  expectAnswer(answer, expected, story.bindings);
  const unfound = unfoundIn(expected, about);
  throw new Unmet(...(unfound ?? (['another answer', 'this one'] as const)), answer);
}

/** How what a list holds departs from the names expected. Resources without a name are not looked at. */
function unfoundIn(
  { finds, inOrder }: Expected,
  { story, resources }: { readonly story: Story; readonly resources: readonly JsonObject[] },
): readonly [expected: string, saw: string] | undefined {
  const names = resources.flatMap((each) => story.names.get(idOf(each)) ?? []);
  if (finds) return unlike([...finds].sort(), [...names].sort(), 'these, and no others:');
  return inOrder && unlike(inOrder, names, 'this order:');
}

function unlike(
  wanted: readonly string[],
  names: readonly string[],
  says: string,
): readonly [expected: string, saw: string] | undefined {
  if (wanted.join() === names.join()) return undefined;
  return [`${says} ${wanted.join(', ') || 'none'}`, names.join(', ') || 'none'];
}

/** A blank that an earlier answer should have filled is a failure of the server, not of the check. */
function fillBlanks<Value extends Json | undefined>(value: Value, bindings: Bindings): Value {
  return noted(() => fill(value, bindings));
}

function noted<Value>(filling: () => Value): Value {
  try {
    return filling();
  } catch (error) {
    if (error instanceof EmptyBlank) throw new Unmet(`a value for ${error.blank}`, told(undefined));
    throw error;
  }
}

const filledAsk = (ask: Ask, bindings: Bindings): Ask =>
  noted(() => ({
    ...ask,
    path: fillText(ask.path, bindings, encodeURIComponent),
    ...(ask.query && { query: fill(ask.query, bindings) }),
    ...(ask.headers && { headers: fill(ask.headers, bindings) }),
    ...(ask.body !== undefined && { body: fill(ask.body, bindings) }),
    ...(ask.text !== undefined && { text: fillText(ask.text, bindings) }),
  }));

const filledExpected = (expected: Branch, bindings: Bindings): Expected =>
  noted(() => ({
    ...expected,
    ...(expected.body !== undefined && { body: fill(expected.body, bindings) }),
    ...(expected.header && { header: fill(expected.header, bindings) }),
  }));
