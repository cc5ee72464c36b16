// Answers POST /Bulk: many writes in one transaction, each done or refused by itself, in an order that fits their references (RFC 7644 §3.7).
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { readBulk } from '../scim/bulk/message.ts';
import { orderOf } from '../scim/bulk/order.ts';
import { messageUrn } from '../scim/messages.ts';
import { startNotes } from '../scim/notes.ts';
import { rfc } from '../scim/trace.ts';
import { doGroup, type Doing, type Ids, type Outcome } from './bulkGroup.ts';
import { noteJob, noteOrder, noteOutcomes } from './bulkNotes.ts';
import { addressOf, linkOf, readTasks, type Task } from './bulkTask.ts';
import { noteIgnored, type Call } from './call.ts';
import { asAnswered, effectsOf } from './effects.ts';
import { noteEffects } from './noteEffects.ts';
import { locationOf } from './rendered.ts';
import { refuse, refusalBody, type Refusal, type Reply } from './reply.ts';
import { wordingOf } from './wording.ts';
import { writing } from './write.ts';

/** POST /Bulk. Whatever becomes of its operations, the job is answered with 200; 400 and 413 refuse it whole. */
export async function bulk(call: Call, body: JsonObject): Promise<Result<Reply, Refusal>> {
  noteIgnored(call, []);
  const notes = startNotes(call.profile);
  const job = readBulk(body, notes);
  call.trail.follow(notes.steps);
  if (!job.ok) return refuse(job.trouble);
  noteJob(call.trail, job.value);
  const tasks = readTasks(call, job.value.items);
  const order = orderOf(tasks.map(linkOf));
  noteOrder(call.trail, order);
  return writing(call, async (edit) => {
    const doing = { call, edit, ids: new Map() };
    const groups = order.map((group) => group.map((at) => tasks[at]!));
    const outcomes = await doAll(doing, groups, job.value.failOnErrors);
    noteOutcomes(call.trail, outcomes, tasks.length);
    return answered(doing, outcomes);
  });
}

/** Does the groups one after the other until `failOnErrors` is reached; outcomes in the order of the request. */
async function doAll(
  doing: Doing,
  groups: readonly (readonly Task[])[],
  failOnErrors: number,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let errors = 0;
  for (const group of groups) {
    if (errors >= failOnErrors) break;
    const done = await doGroup(doing, group);
    doing.edit.endPart();
    errors += done.filter(({ result }) => !result.ok).length;
    outcomes.push(...done);
  }
  return outcomes.sort((left, right) => left.task.at - right.task.at);
}

/** The BulkResponse, and what all operations together did in the vault. */
async function answered(
  { call, edit, ids }: Doing,
  outcomes: readonly Outcome[],
): Promise<Result<Reply, Refusal>> {
  const done = outcomes.flatMap(({ result }) => (result.ok ? [result.value] : []));
  const worked = await effectsOf(
    edit,
    done.flatMap(({ changes }) => changes),
    done.flatMap(({ changes, seen = changes }) => seen),
  );
  noteEffects(call.trail, worked);
  return ok({
    status: 200,
    headers: [],
    body: {
      schemas: [messageUrn.bulkResponse],
      Operations: outcomes.map((outcome) => resultOf(outcome, call, ids)),
    },
    source: rfc('7644', '3.7.3'),
    says: `with ${outcomes.length === 1 ? 'the result' : `${outcomes.length} results`}`,
    effects: asAnswered(worked),
  });
}

/** One element of `Operations` in the answer (RFC 7644 §3.7.3); a body only where something went wrong. */
function resultOf({ task, result }: Outcome, { world, request }: Call, ids: Ids): JsonObject {
  const { baseUrl } = world.tenant;
  const { method, bulkId } = task.item;
  const location = result.ok
    ? locationOf(result.value.type, result.value.id, baseUrl)
    : addressOf(task, baseUrl, (name) => ids.get(name) ?? `bulkId:${name}`);
  return {
    ...(location === undefined ? {} : { location }),
    ...(method === undefined ? {} : { method }),
    ...(bulkId === undefined ? {} : { bulkId }),
    ...(result.ok && result.value.version !== undefined ? { version: result.value.version } : {}),
    ...(result.ok
      ? { status: String(result.value.status) }
      : statusAndBody(refusalBody(result.trouble, wordingOf(request, world.tenant)))),
  };
}

const statusAndBody = (response: JsonObject): JsonObject => ({
  status: response.status!, // an Error always has one
  response,
});
