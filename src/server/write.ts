// Answers POST, PUT, PATCH and DELETE of a resource: one deed in one transaction that does everything or nothing.
import { ok, type Result } from '../base/result.ts';
import { projectionOfWrite, type Projection } from '../scim/project.ts';
import type { Edit } from '../store/store.ts';
import { causeOf, lookOf, noteIgnored, projectionOf, type Call } from './call.ts';
import { asAnswered, effectsOf, type Worked } from './effects.ts';
import { mailed } from './mail.ts';
import { noteEffects } from './noteEffects.ts';
import { perform, type Deed, type Done } from './perform.ts';
import { renderedOne } from './rendered.ts';
import type { Refusal, Reply } from './reply.ts';
import { resourceReply } from './resourceReply.ts';

/** Does one write and answers it with the resource as it is then; a refusal has changed nothing. */
export async function write(call: Call, deed: Deed): Promise<Result<Reply, Refusal>> {
  const projection = readParameters(call, deed);
  if (!projection.ok) return projection;
  return writing(call, async (edit) => {
    const done = await perform(call, edit, deed);
    if (!done.ok) return done;
    const worked = await effectsOf(edit, done.value.changes, done.value.seen);
    noteEffects(call.trail, worked);
    const shown =
      projection.value ?? ('body' in deed ? projectionOfWrite(deed.body, deed.type) : undefined);
    return answered({ call, edit, done: done.value, projection: shown, worked });
  });
}

/** Reads the parameters of a write before anything is written; unknown ones are noted. */
function readParameters(call: Call, deed: Deed): Result<Projection | undefined, Refusal> {
  if (deed.kind === 'delete') {
    noteIgnored(call, []);
    return ok(undefined);
  }
  noteIgnored(call, ['attributes', 'excludedAttributes']);
  return projectionOf(call, deed.type);
}

/** Runs one write of the call's tenant; a refusal inside has written nothing. */
export const writing = (
  call: Call,
  work: (edit: Edit) => Promise<Result<Reply, Refusal>>,
): Promise<Result<Reply, Refusal>> =>
  call.world.store.write(
    call.world.tenant.id,
    causeOf(call),
    call.trail.again((edit) => work(call.profile.userKey === 'email' ? mailed(edit) : edit)),
  );

async function answered(what: {
  readonly call: Call;
  readonly edit: Edit;
  readonly done: Done;
  readonly projection: Projection | undefined;
  readonly worked: Worked;
}): Promise<Result<Reply, Refusal>> {
  const { call, edit, done, projection, worked } = what;
  const { type, id, status } = done;
  const effects = asAnswered(worked);
  if (status === 204) return ok({ status, headers: [], says: 'without a body', effects });
  const now = await edit.get(type.name, id);
  if (!now) throw new Error(`Expected ${type.name} ${id} to be there after it was written.`);
  const resource = await renderedOne(now, lookOf(call, edit, projection));
  return resourceReply({ status, resource, type, projection, effects });
}
