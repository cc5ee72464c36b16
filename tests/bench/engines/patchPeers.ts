// Puts the PATCH packages of npm, and ours, behind one door: text of a resource and of a request in, text of the patched resource out.
import SCIMMY from 'scimmy';
import { patchBodyValidation, scimPatch, type ScimPatch, type ScimResource } from 'scim-patch';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { sameJson } from '../../../src/base/json.ts';
import { applyPatch } from '../../../src/scim/patch/apply.ts';
import { profiles } from '../../../src/scim/profiles.ts';
import { groupType, userType } from '../../../src/scim/resourceTypes.ts';
import { groupUrn, patchOp, valueOf } from '../../scim/kit.ts';

/** A PATCH as it comes: the resource and the body as text, and the resource that must come out. */
export interface Request {
  readonly resource: string;
  readonly body: string;
  readonly then: Json;
}

/** Patches text; throws for what it refuses. */
export type Patcher = (request: Request) => string | Promise<string>;

const profile = profiles.strict;

/** Checks everything by the schema, and leaves what it was given as it was. */
export const ours: Patcher = ({ resource, body }) => {
  const read = JSON.parse(resource) as JsonObject;
  const type = (read.schemas as readonly Json[])[0] === groupUrn ? groupType : userType;
  const given = JSON.parse(body) as Json;
  return JSON.stringify(
    valueOf(applyPatch({ resource: read, body: given, type, profile })).resource,
  );
};

const byScimPatch =
  (mutateDocument: boolean): Patcher =>
  ({ resource, body }) => {
    const message = JSON.parse(body) as ScimPatch;
    patchBodyValidation(message); // as its README has a service do
    const read = JSON.parse(resource) as ScimResource;
    const options = { mutateDocument, treatMissingAsAdd: true };
    return JSON.stringify(scimPatch(read, message.Operations, options));
  };

/** Changes what it is given as it goes: after a failed operation, the ones before are done. */
export const inPlace = byScimPatch(true);

/** Works on a copy, so that a request is done whole or not at all (RFC 7644 §3.5.2), as ours does. */
export const onCopy = byScimPatch(false);

SCIMMY.Schemas.User.definition.extend(SCIMMY.Schemas.EnterpriseUser.definition);

/** Knows the schemas, like ours. */
export const byScimmy: Patcher = async ({ resource, body }) => {
  const read = JSON.parse(resource) as { readonly schemas: readonly string[] };
  const { Group, User } = SCIMMY.Schemas;
  const instance = read.schemas[0] === groupUrn ? new Group(read, 'in') : new User(read, 'in');
  const message = JSON.parse(body) as ConstructorParameters<typeof SCIMMY.Messages.PatchOp>[0];
  const patched: unknown = await new SCIMMY.Messages.PatchOp(message).apply(instance);
  return JSON.stringify(patched ?? instance);
};

/** What nobody can do without: both texts read, one written. */
export const jsonOnly: Patcher = ({ resource, body }) => {
  JSON.parse(body);
  return JSON.stringify(JSON.parse(resource));
};

/** True if a patcher makes what must come out; `id` and `meta` are not asked of it. */
export async function isRight(patcher: Patcher, request: Request): Promise<boolean> {
  try {
    const made = JSON.parse(await patcher(request)) as JsonObject;
    return sameJson(bare(made), bare(request.then as JsonObject));
  } catch {
    return false;
  }
}

const bare = (resource: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(resource).filter(([name]) => !['id', 'meta', 'schemas'].includes(name)),
  );

interface Sample {
  readonly profile?: string;
  readonly given: JsonObject;
  readonly operations: readonly Json[];
  readonly then: Json;
}

/** Every sample of the PATCH tests that is carried out in the strict profile. */
export const requests: readonly Request[] = Object.values(
  import.meta.glob<Sample>('../../scim/patch/samples/*.json', { eager: true, import: 'default' }),
).flatMap(({ profile: id, given, operations, then }) => {
  const isRefused = typeof then === 'object' && then !== null && 'problem' in then;
  if (id !== undefined || isRefused) return [];
  return [
    {
      resource: JSON.stringify(given),
      body: JSON.stringify(patchOp(...operations)),
      then: then === 'unchanged' ? given : then,
    },
  ];
});
