// Answers GET of one resource: found, in which version, and how much of it the client asked to see.
import type { Result } from '../base/result.ts';
import type { ResourceType } from '../scim/schema.ts';
import { problem } from '../scim/problem.ts';
import { rfc } from '../scim/trace.ts';
import { lookOf, noteIgnored, projectionOf, wordFor, type Call } from './call.ts';
import { judge } from './conditions.ts';
import { renderedOne } from './rendered.ts';
import { refuse, type Refusal, type Reply } from './reply.ts';
import { notModified, resourceReply, versionOf } from './resourceReply.ts';

/** GET and HEAD of `/Users/{id}` (RFC 7644 §3.4.1); 304 when the client has this version (§3.14). */
export async function retrieve(
  call: Call,
  type: ResourceType,
  id: string,
): Promise<Result<Reply, Refusal>> {
  noteIgnored(call, ['attributes', 'excludedAttributes']);
  const projection = projectionOf(call, type);
  if (!projection.ok) return projection;
  const { store, tenant } = call.world;
  const resource = await store.read(tenant.id, async (view) => {
    const stored = await view.get(type.name, id);
    return stored && renderedOne(stored, lookOf(call, view, projection.value));
  });
  if (!resource) return refuse(problem('notFound', { type: wordFor(type), id }));
  call.trail.note({
    what: `Found ${wordFor(type)} ${id}, version \`${versionOf(resource)}\``,
    source: rfc('7644', '3.4.1'),
  });
  const judged = judge(call.request.headers, versionOf(resource), true);
  if (!judged.ok) return refuse(judged.trouble);
  if (judged.value.step) call.trail.note(judged.value.step);
  if (judged.value.verdict === 'notModified') return notModified(resource);
  return resourceReply({ status: 200, resource, type, projection: projection.value });
}
