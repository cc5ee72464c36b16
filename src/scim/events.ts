// Writes what a receiver of security events would be told of each change (RFC 9967), as tokens of RFC 8417 before signing.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject, listDifference, sameJson } from '../base/json.ts';
import { attributeNamed, coreAttribute, extensionNamed } from './attributes.ts';
import type { Change } from './change.ts';
import { messageUrn } from './messages.ts';
import { project } from './project.ts';
import type { Attribute, ResourceType } from './schema.ts';

/**
 * How much an event tells: the data, or only which attributes changed (RFC 9967 §2.4). `off` is no
 * way to tell it, but none at all.
 */
export type EventMode = 'off' | 'notice' | 'full';

/** One event about one resource. `iat` is in seconds since 1970, `txn` the same for all of one request. */
export interface SecurityEvent {
  readonly jti: string;
  readonly iat: number;
  readonly iss: string;
  readonly txn: string;
  readonly sub_id: { readonly format: 'scim'; readonly uri: string; readonly externalId?: string };
  /** By event URI; two of them where a change is also an activation. */
  readonly events: Readonly<Record<string, JsonObject>>;
}

/** Where changes happened. `at` is lab time in milliseconds, `txn` names the request. */
export interface EventContext {
  readonly issuer: string;
  readonly txn: string;
  readonly at: number;
  readonly mode: EventMode;
  readonly types: readonly ResourceType[];
}

const prefix = 'urn:ietf:params:scim:event:prov';

/** More than this of anything is told by notice, as §5 recommends for large groups and many changes. */
const mostInFull = 100;

/** The event URIs that a mode can bring about (§4 `eventUris`); large changes are told by notice in any mode. */
export function eventUris(mode: EventMode): readonly string[] {
  if (mode === 'off') return [];
  const modes = mode === 'full' ? ['notice', 'full'] : ['notice'];
  const told = ['create', 'put', 'patch'].flatMap((kind) => modes.map((each) => `${kind}:${each}`));
  return [...told, 'delete', 'activate', 'deactivate'].map((each) => `${prefix}:${each}`);
}

/** The events of a request, one for each change, in the order of the changes. No password is ever in them. */
export function securityEvents(
  changes: readonly Change[],
  context: EventContext,
): readonly SecurityEvent[] {
  if (context.mode === 'off') return [];
  const mode = changes.length > mostInFull ? 'notice' : context.mode;
  return changes.flatMap((change, at) => eventOf(change, { ...context, mode }, at) ?? []);
}

function eventOf(change: Change, context: EventContext, at: number): SecurityEvent | undefined {
  const { issuer, txn, types } = context;
  const type = types.find(({ name }) => name === change.resourceType);
  if (!type) return undefined;
  const externalId = (change.after ?? change.before)?.externalId;
  return {
    jti: `${txn}.${at + 1}`,
    iat: Math.floor(context.at / 1000),
    iss: issuer,
    txn,
    sub_id: {
      format: 'scim',
      uri: `${type.endpoint}/${encodeURIComponent(change.id)}`,
      ...(typeof externalId === 'string' && { externalId }),
    },
    events: Object.fromEntries([...told(change, type, context.mode), ...activation(change)]),
  };
}

type Told = readonly [uri: string, payload: JsonObject];

function told(change: Change, type: ResourceType, mode: EventMode): readonly Told[] {
  const { before = {}, after, by = 'patch' } = change;
  if (!after) return [[`${prefix}:delete`, {}]]; // §2.4.4: no payload, neither full nor notice
  const kind = change.kind === 'create' ? 'create' : by;
  const differences = differencesOf(before, after, type);
  const version = isObject(after.meta) ? after.meta.version : undefined;
  const data =
    mode === 'full' &&
    (kind === 'patch' ? patchOf(differences) : fitting(project(after, type), Object.values(after)));
  const payload = data
    ? { version, data }
    : { version, attributes: differences.map(({ path }) => path) };
  return [[`${prefix}:${kind}:${data ? 'full' : 'notice'}`, payload]];
}

/** `active` is what switches an account on and off (§2.4.5, §2.4.6); a create says so itself. */
function activation({ kind, before, after }: Change): readonly Told[] {
  if (kind !== 'replace' || before?.active === after?.active) return [];
  return [[`${prefix}:${after?.active === false ? 'deactivate' : 'activate'}`, {}]];
}

/** An attribute that differs, by its path (RFC 7644 §3.5.2). */
interface Difference {
  readonly path: string;
  readonly attribute: Attribute | undefined;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Attributes that differ; of a complex one its parts, of an extension its attributes with their URN. */
function differencesOf(
  before: JsonObject,
  after: JsonObject,
  type: ResourceType,
): readonly Difference[] {
  return keysOf(before, after).flatMap((key) => {
    if (key === 'schemas' || key === 'meta') return []; // these follow
    const extension = extensionNamed(type, key);
    if (!extension) return difference(key, coreAttribute(type, key), [before[key], after[key]]);
    const [old, now] = [objectOr(before[key]), objectOr(after[key])];
    return keysOf(old, now).flatMap((name) =>
      difference(`${key}:${name}`, attributeNamed(extension.attributes, name), [
        old[name],
        now[name],
      ]),
    );
  });
}

const keysOf = (...objects: readonly JsonObject[]): readonly string[] => [
  ...new Set(objects.flatMap(Object.keys)),
];

const objectOr = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function difference(
  path: string,
  attribute: Attribute | undefined,
  [before, after]: readonly [Json | undefined, Json | undefined],
): readonly Difference[] {
  if (sameJson(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, attribute, before, after }];
  return keysOf(before, after).flatMap((name) =>
    difference(`${path}.${name}`, attributeNamed(attribute?.subAttributes, name), [
      before[name],
      after[name],
    ]),
  );
}

/** The PATCH that makes the same difference; undefined if it is too large to tell, or all of it is secret. */
function patchOf(differences: readonly Difference[]): JsonObject | undefined {
  const operations = differences.flatMap(operationsFor);
  if (operations.length === 0) return undefined;
  const data = { schemas: [messageUrn.patchOp], Operations: operations };
  return fitting(data, [operations, ...operations.map(({ value }) => value)]);
}

/** The data, unless one of these lists is too long to send it with every change. */
const fitting = (data: JsonObject, lists: readonly (Json | undefined)[]): JsonObject | undefined =>
  lists.some((list) => isList(list) && list.length > mostInFull) ? undefined : data;

function operationsFor(one: Difference): readonly JsonObject[] {
  const { path, attribute, before, after } = one;
  if (attribute?.returned === 'never') return [];
  if (after === undefined) return [{ op: 'remove', path }];
  if (before === undefined) return [{ op: 'add', path, value: after }];
  return elementOperations(one) ?? [{ op: 'replace', path, value: after }];
}

/** Elements that came and went, where their values tell them apart; undefined where only a whole list will do. */
function elementOperations({
  path,
  attribute,
  before,
  after,
}: Difference): readonly JsonObject[] | undefined {
  if (!isList(before) || !isList(after)) return undefined;
  const value = attributeNamed(attribute?.subAttributes, 'value');
  if (!value) return undefined;
  // Values that never change are keys already; others may stand twice.
  if (value.mutability !== 'immutable' && !(areKeys(before) && areKeys(after))) return undefined;
  const differing = listDifference(before, after);
  const [old, now] = [byValue(differing.gone), byValue(differing.come)];
  const stay = [...now].filter(([key]) => old.has(key));
  if (stay.some(([key, element]) => !sameJson(element, old.get(key)))) return undefined;
  const gone = [...old.keys()].filter((key) => !now.has(key));
  const come = [...now].flatMap(([key, element]) => (old.has(key) ? [] : [element]));
  return [
    ...gone.map((key) => ({ op: 'remove', path: `${path}[value eq ${JSON.stringify(key)}]` })),
    ...(come.length > 0 ? [{ op: 'add', path, value: come }] : []),
  ];
}

const valueOf = (element: Json): string => String(isObject(element) ? element.value : undefined);

const byValue = (list: readonly Json[]): ReadonlyMap<string, Json> =>
  new Map(list.map((element) => [valueOf(element), element]));

const areKeys = (list: readonly Json[]): boolean =>
  new Set(list.map((element) => valueOf(element).toLowerCase())).size === list.length &&
  list.every((element) => isObject(element) && typeof element.value === 'string');
