// Builds the answer that carries one resource: its version as ETag, its address, and the part the client asked for.
import { isObject, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { HeaderList } from '../http/message.ts';
import { project, type Projection } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { Effects, Refusal, Reply } from './reply.ts';

const metaText = (resource: JsonObject, name: string): string =>
  isObject(resource.meta) && typeof resource.meta[name] === 'string' ? resource.meta[name] : '';

/** The version of a stored or rendered resource, `W/"3"` (RFC 7643 §3.1). */
export const versionOf = (resource: JsonObject): string => metaText(resource, 'version');

/** When a resource last changed, an ISO 8601 instant (RFC 7643 §3.1). */
export const lastModifiedOf = (resource: JsonObject): string => metaText(resource, 'lastModified');

/**
 * A rendered resource as an answer. ETag equals `meta.version` and Content-Location `meta.location`
 * (RFC 7643 §3.1); 201 has Location too (RFC 7644 §3.3).
 */
export function resourceReply(answer: {
  readonly status: 200 | 201;
  readonly resource: JsonObject;
  readonly type: ResourceType;
  readonly projection: Projection | undefined;
  readonly effects?: Effects;
}): Result<Reply, Refusal> {
  const { status, resource, type, projection, effects } = answer;
  const location = metaText(resource, 'location');
  const created: HeaderList = status === 201 ? [['Location', location]] : [];
  return ok({
    status,
    headers: [['ETag', versionOf(resource)], ...created, ['Content-Location', location]],
    body: project(resource, type, projection),
    says: `with the ${projection ? 'chosen part of the' : 'whole'} ${type.name.toLowerCase()}`,
    ...(effects ? { effects } : {}),
  });
}

/** 304: the client has this version; no body (RFC 9110 §15.4.5). */
export const notModified = (resource: JsonObject): Result<Reply, Refusal> =>
  ok({
    status: 304,
    headers: [
      ['ETag', versionOf(resource)],
      ['Content-Location', metaText(resource, 'location')],
    ],
    says: 'without a body',
  });
