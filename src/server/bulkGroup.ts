// Does the operations of a bulk request that belong together: mostly one, or several that refer to each other in a circle.
import type { Result } from '../base/result.ts';
import { problem } from '../scim/problem.ts';
import type { Edit } from '../store/store.ts';
import { deedOf, type Ready, type Task } from './bulkTask.ts';
import type { Call } from './call.ts';
import { perform, type Done } from './perform.ts';
import { refuse, type Refusal } from './reply.ts';
import { trail } from './trail.ts';
import { freshId } from './versions.ts';

/** What came of one operation, with the steps it took. */
export interface Outcome {
  readonly task: Task;
  readonly result: Result<Done, Refusal>;
  readonly steps: Call['trail']['steps'];
}

/** What bulkIds stand for: an id, or undefined where the operation that was to create it failed. */
export type Ids = Map<string, string | undefined>;

/** The job as its groups see it. `ids` gains what each group creates. */
export interface Doing {
  readonly call: Call;
  readonly edit: Edit;
  readonly ids: Ids;
}

/** Does a group; of several in a circle, all are done or none. */
export async function doGroup(doing: Doing, group: readonly Task[]): Promise<readonly Outcome[]> {
  const [only, ...others] = group;
  if (!only) throw new Error('Expected a group to have at least one operation.');
  const outcomes =
    others.length > 0 || refersToItself(only)
      ? await doCircle(doing, group)
      : [await doOne(doing, only)];
  for (const { task, result } of outcomes) keep(doing.ids, task, result);
  return outcomes;
}

const refersToItself = ({ item, read }: Task): boolean =>
  read.ok && item.bulkId !== undefined && read.value.refersTo.includes(item.bulkId);

/** The first operation of a bulkId decides what it stands for; a second one has been refused. */
function keep(ids: Ids, { item }: Task, result: Outcome['result']): void {
  if (item.method !== 'POST' || item.bulkId === undefined || ids.has(item.bulkId)) return;
  ids.set(item.bulkId, result.ok ? result.value.id : undefined);
}

async function doOne({ call, edit, ids }: Doing, task: Task): Promise<Outcome> {
  const steps = trail();
  const ready = readyOf(task, ids);
  if (!ready.ok) return { task, result: ready, steps: steps.steps };
  const own = callFor({ ...call, trail: steps }, ready.value);
  const result = await perform(
    own,
    edit,
    deedOf(ready.value, (bulkId) => ids.get(bulkId)!),
  );
  return { task, result, steps: steps.steps };
}

/** The operation as a call of its own: its `version` is its If-Match (RFC 7644 §3.7, §3.14). */
const callFor = (call: Call, { operation: { method, path, version } }: Ready): Call => ({
  ...call,
  request: {
    method,
    url: `${call.world.tenant.baseUrl}${path}`,
    headers: version === undefined ? [] : [['If-Match', version]],
  },
  query: [],
});

/** The task, if everything it refers to is there; `inCircle` are bulkIds about to be created with it. */
function readyOf(
  { read }: Task,
  ids: Ids,
  inCircle: readonly string[] = [],
): Result<Ready, Refusal> {
  if (!read.ok) return read;
  for (const bulkId of read.value.refersTo) {
    if (inCircle.includes(bulkId)) continue;
    if (!ids.has(bulkId)) return refuse(problem('bulkIdUnknown', { bulkId }));
    if (ids.get(bulkId) === undefined) return refuse(problem('bulkIdFailed', { bulkId }));
  }
  return read;
}

/**
 * Creates resources that refer to each other (RFC 7644 §3.7.1): each gets its id first, so that all
 * can be referred to. If one fails, what it took with it is taken back, and the others fail too.
 */
async function doCircle(doing: Doing, group: readonly Task[]): Promise<readonly Outcome[]> {
  const names = group.map(({ item }) => item.bulkId!); // only what has a bulkId can be referred to
  const done: Outcome[] = [];
  const circle = await circleOf(doing, group);
  for (const task of group) {
    const outcome = await doInCircle(doing, task, { ...circle, names });
    if (!outcome.result.ok) return failed(doing, { group, done, outcome });
    done.push(outcome);
  }
  return done;
}

interface Circle {
  readonly ids: ReadonlyMap<string, string>;
  readonly byType: Readonly<Record<string, ReadonlySet<string>>>;
}

async function circleOf({ edit }: Doing, group: readonly Task[]): Promise<Circle> {
  const ids = new Map<string, string>();
  const byType: Record<string, Set<string>> = {};
  for (const { item, read } of group) {
    if (!read.ok) continue; // what cannot be read refers to nothing and is in no circle
    const { type } = read.value.target;
    const id = await freshId(edit, type);
    ids.set(item.bulkId!, id); // as above
    (byType[type.name] ??= new Set()).add(id);
  }
  return { ids, byType };
}

async function doInCircle(
  { call, edit, ids }: Doing,
  task: Task,
  circle: Circle & { readonly names: readonly string[] },
): Promise<Outcome> {
  const steps = trail();
  const ready = readyOf(task, ids, circle.names);
  if (!ready.ok) return { task, result: ready, steps: steps.steps };
  const own = callFor({ ...call, trail: steps }, ready.value);
  const idOf = (bulkId: string): string => (circle.ids.get(bulkId) ?? ids.get(bulkId))!;
  const promised = { id: idOf(task.item.bulkId!), ids: circle.byType };
  const result = await perform(own, edit, deedOf(ready.value, idOf, promised));
  return { task, result, steps: steps.steps };
}

/** Takes a circle back: what was created goes, and every operation but the failed one says why. */
async function failed(
  { edit }: Doing,
  what: {
    readonly group: readonly Task[];
    readonly done: readonly Outcome[];
    readonly outcome: Outcome;
  },
): Promise<readonly Outcome[]> {
  const { group, done, outcome } = what;
  for (const { result } of done)
    if (result.ok) await edit.delete(result.value.type.name, result.value.id);
  const number = outcome.task.at + 1;
  return group.map((task) =>
    task === outcome.task
      ? outcome
      : { task, result: refuse(problem('bulkCircle', { number })), steps: [] },
  );
}
