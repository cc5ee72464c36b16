// Compares a resource before and after a request, attribute by attribute, and says why each differs.
import type { Json, JsonObject } from '../base/json.ts';
import { isList, isObject, sameJson } from '../base/json.ts';
import type { Leaf } from './leaves.ts';
import { leavesOf, leavesSent } from './leaves.ts';
import type { Attribute, ResourceType } from './schema.ts';
import type { Source } from './trace.ts';
import { rfc } from './trace.ts';
import { readOnlyRule, valueNamed } from './validate.ts';

/** One row of the Changes table. `path` is dotted, elements of lists as `emails[type eq "work"].value`. */
export interface AttributeChange {
  readonly path: string;
  readonly kind: 'add' | 'remove' | 'change' | 'same' | 'ignored';
  readonly before?: Json;
  readonly after?: Json;
  readonly sent?: Json;
  readonly why: string;
  readonly source?: Source;
}

/** A resource before and after a request, and the request's body (a resource, or a PATCH), parsed. */
export interface Comparison {
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly sent?: Json;
  readonly type: ResourceType;
}

/**
 * Compares a resource: without `before` it was created, without `after` deleted. Rows come in the
 * order of the resource: what changed, what was sent and is the same, what was sent and ignored with
 * the rule. Passwords appear as dots only.
 */
export function attributeChanges({
  before,
  after,
  sent,
  type,
}: Comparison): readonly AttributeChange[] {
  const sides = { old: leavesOf(before, after, type), now: leavesOf(after, before, type) };
  const request = requestOf(sent, after ?? before, type);
  const paths = new Set([...sides.now.keys(), ...sides.old.keys(), ...request.leaves.keys()]);
  const kind = !before ? 'create' : after ? request.kind : 'delete';
  return [...paths].flatMap((path) => {
    const row: Row = {
      path,
      old: sides.old.get(path),
      now: sides.now.get(path),
      sent: request.leaves.get(path),
      request: { ...request, kind },
    };
    return changeOf(row) ?? [];
  });
}

/** What was asked: attributes by path, and for a PATCH which operation spoke of which attribute. */
interface Request {
  readonly kind: 'create' | 'put' | 'patch' | 'delete' | 'none';
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** The last operation (1-based) on an attribute, by its name in small letters. */
  readonly operations: ReadonlyMap<string, number>;
}

interface Row {
  readonly path: string;
  readonly old: Leaf | undefined;
  readonly now: Leaf | undefined;
  readonly sent: Leaf | undefined;
  readonly request: Request;
}

function requestOf(
  sent: Json | undefined,
  resource: JsonObject | undefined,
  type: ResourceType,
): Request {
  const none = new Map<string, never>();
  if (!isObject(sent)) return { kind: 'none', leaves: none, operations: none };
  const list = valueNamed(sent, 'Operations');
  if (!isList(list))
    return { kind: 'put', leaves: leavesSent(sent, resource, type), operations: none };
  const operations = new Map<string, number>();
  for (const [index, operation] of list.entries())
    for (const name of namesIn(operation)) operations.set(name, index + 1);
  return { kind: 'patch', leaves: ignoredKeys(list, resource, type), operations };
}

/** The attributes an operation speaks of: of its path, or the keys of its value. */
function namesIn(operation: Json): readonly string[] {
  if (!isObject(operation)) return [];
  const path = valueNamed(operation, 'path');
  const value = valueNamed(operation, 'value');
  if (typeof path === 'string') return [headOf(path)];
  return isObject(value) ? Object.keys(value).map(headOf) : [];
}

/** The attribute a path begins with, without URN, brackets and parts: `emails[…].value` is about emails. */
function headOf(path: string): string {
  const plain = path.replace(/\[.*/, '');
  return plain
    .slice(plain.lastIndexOf(':') + 1)
    .replace(/\..*/, '')
    .toLowerCase();
}

/** Keys of PATCH values that no schema knows, or that only the server sets: they were passed over. */
function ignoredKeys(
  operations: readonly Json[],
  resource: JsonObject | undefined,
  type: ResourceType,
): ReadonlyMap<string, Leaf> {
  const ignored = new Map<string, Leaf>();
  for (const operation of operations) {
    const value = isObject(operation) ? valueNamed(operation, 'value') : undefined;
    if (!isObject(operation) || !isObject(value) || valueNamed(operation, 'path') != null) continue;
    for (const [path, leaf] of leavesSent(value, resource, type))
      if (!leaf.attribute ? !/[.[:]/.test(path) : isServers(leaf.attribute))
        ignored.set(path, leaf);
  }
  return ignored;
}

const isServers = ({ mutability, derived }: Attribute): boolean =>
  mutability === 'readOnly' || derived === true;

function changeOf(row: Row): AttributeChange | undefined {
  const { path, old, now, sent } = row;
  const attribute = now?.attribute ?? old?.attribute ?? sent?.attribute;
  if (attribute?.returned === 'never') return secretChange(row);
  const values = valuesOf(row);
  const isSame = hasStayed(row);
  if (sent && passedOver(attribute) && !sameJson(sent.value, now?.value))
    return { path, kind: 'ignored', ...values, sent: sent.value, ...ignoredBecause(attribute) };
  if (!isSame) return { path, kind: kindOf(row), ...values, ...because(row, attribute) };
  if (!sent) return undefined;
  return now
    ? { path, kind: 'same', ...values, why: 'as it was' }
    : { path, kind: 'ignored', ...values, ...noValue(sent.value) };
}

const hasStayed = ({ old, now }: Row): boolean => sameJson(old?.value, now?.value);

const passedOver = (attribute: Attribute | undefined): boolean =>
  !attribute || isServers(attribute);

const valuesOf = ({
  old,
  now,
  sent,
  request,
}: Row): Pick<AttributeChange, 'before' | 'after' | 'sent'> => ({
  ...(old && { before: old.value }),
  ...(now && { after: now.value }),
  ...(sent && request.kind !== 'patch' && { sent: sent.value }),
});

function kindOf({ old, now }: Row): AttributeChange['kind'] {
  if (!old) return 'add';
  return now ? 'change' : 'remove';
}

const ignoredBecause = (attribute: Attribute | undefined): Reason =>
  attribute
    ? readOnlyRule(attribute)
    : { why: 'No schema has this attribute.', source: rfc('7643', '2.1') };

const noValue = (sent: Json): Reason => ({
  why: sent === '' ? 'A blank is no value.' : 'Null means no value.',
  source: rfc('7643', '2.5'),
});

interface Reason {
  readonly why: string;
  readonly source?: Source;
}

/** Why an attribute differs: who set it, or by which rule it went. */
function because({ path, now, sent, request }: Row, attribute: Attribute | undefined): Reason {
  if (request.kind === 'delete')
    return { why: 'gone with the resource', source: rfc('7644', '3.6') };
  if (attribute && isServers(attribute)) return setByServer(path);
  const operation = request.operations.get(headOf(path));
  if (operation !== undefined)
    return { why: `operation ${operation}`, source: rfc('7644', '3.5.2') };
  if (path === 'schemas') return { why: 'follows the data', source: rfc('7643', '3') };
  if (sent && sameJson(sent.value, now?.value)) return { why: 'as sent' };
  if (sent && now) return { why: 'read from what was sent', source: rfc('7643', '2.3') };
  if (now) return { why: 'what the server assumes', source: rfc('7644', '3.3') };
  return sent
    ? { why: 'sent without a value', source: rfc('7643', '2.5') }
    : { why: 'left out, so cleared', source: rfc('7644', '3.5.1') };
}

const setByServer = (path: string): Reason =>
  path.startsWith('groups')
    ? { why: "follows the groups' members", source: rfc('7643', '4.1.2') }
    : { why: 'set by the server', source: rfc('7643', '3.1') };

/** A password is shown as dots, whether it changed or not. */
function secretChange(row: Row): AttributeChange | undefined {
  const { path, old, now, sent, request } = row;
  const dots = '••••••••';
  const isSame = hasStayed(row);
  const spoken = sent !== undefined || request.operations.has(headOf(path));
  if (isSame && !spoken) return undefined;
  return {
    path,
    kind: isSame ? 'same' : kindOf(row),
    ...(old && { before: dots }),
    ...(now && { after: dots }),
    ...(spoken && { sent: dots }),
    why: 'kept as a fingerprint, never shown',
    source: rfc('7643', '4.1.1'),
  };
}
