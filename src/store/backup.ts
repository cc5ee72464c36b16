// Writes the export file and checks one that comes back: it is taken whole, or refused with every reason.
import * as v from 'valibot';
import { isObject, type JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { StoreDump } from './dump.ts';

/** What an export file holds. `savedAt` is an ISO 8601 instant; worlds and learner are two stores. */
export interface Backup {
  readonly format: 'scim-lab';
  readonly version: 1;
  readonly savedAt: string;
  /** Tenants with their resources, history and clocks. */
  readonly worlds: StoreDump;
  /** Records that outlive a reset: progress, scenario runs, settings. */
  readonly learner: StoreDump;
}

/** The export file of two stores, from their dumps. */
export const backupOf = (what: {
  readonly worlds: JsonObject;
  readonly learner: JsonObject;
  readonly savedAt: string;
}): JsonObject => ({ format: 'scim-lab', version: 1, ...what });

/**
 * Checks an export file. The trouble is a list of sentences, each with the place it speaks of
 * (`worlds.tenants[0].resources[3].id: …`), so that a damaged file can be mended by hand.
 */
export function readBackup(data: unknown): Result<Backup, readonly string[]> {
  const foreign = notOurs(data);
  if (foreign) return fail([foreign]);
  const unsound = notJson(data);
  if (unsound) return fail([unsound]);
  const read = v.safeParse(backup, data);
  if (!read.success) return fail(shortened(read.issues.map(sentenceOf)));
  const found = read.output as Backup; // the schema below says the same as the type
  const clashes = [...clashesIn('worlds', found.worlds), ...clashesIn('learner', found.learner)];
  return clashes.length > 0 ? fail(shortened(clashes)) : ok(found);
}

/** What can be said before looking closer: it is no export of the lab, or one from a later version. */
function notOurs(data: unknown): string | undefined {
  if (!isObject(data) || data.format !== 'scim-lab')
    return 'This is no export of SCIM Lab: a file of ours says "format": "scim-lab".';
  if (data.version !== 1)
    return `This export has version ${shown(data.version)}; this lab reads version 1. A newer lab may have made it.`;
  return undefined;
}

/** Deeper than anything the lab stores; a file that goes beyond was not made by it. */
const deepest = 100;

/** Walks without recursion, so that no file can overflow the stack. */
function notJson(data: unknown): string | undefined {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: data, depth: 0 }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { value, depth } = one;
    if (isSimple(value)) continue;
    if (typeof value !== 'object') return `The file holds ${shown(value)}, which is no JSON value.`;
    if (depth > deepest) return `The file is nested more than ${deepest} levels deep.`;
    for (const inner of Object.values(value as object))
      open.push({ value: inner, depth: depth + 1 });
  }
  return undefined;
}

/** A key with the value undefined counts as absent, as everywhere in a JsonObject. */
const isSimple = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  ['string', 'boolean'].includes(typeof value) ||
  Number.isFinite(value);

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = v.custom<JsonObject>(isObject);
const instant = v.pipe(text, v.isoTimestamp());

const resource = v.pipe(
  v.object({ type: text, id: text, order: count, resource: json }),
  v.check(
    (row) => row.resource.id === row.id,
    'The id of the resource differs from the id it is kept under',
  ),
);

const change = v.object({
  kind: v.picklist(['create', 'replace', 'delete']),
  resourceType: text,
  id: text,
  before: v.optional(json),
  after: v.optional(json),
});

const entry = v.object({
  seq: count,
  tenant: text,
  revision: count,
  exchange: text,
  actor: text,
  at: instant,
  order: v.optional(count),
  change,
});

const exchange = v.object({ id: text, no: count, tenant: text, record: json });

const tenant = v.object({
  tenant: text,
  revision: count,
  lastOrder: count,
  nextIds: v.record(text, count),
  retired: v.record(text, v.array(text)),
  resources: v.array(resource),
  documents: v.record(text, json),
  journal: v.array(entry),
  exchanges: v.array(exchange),
});

const dump = v.object({ tenants: v.array(tenant), records: v.record(text, json) });

const backup = v.object({
  format: v.literal('scim-lab'),
  version: v.literal(1),
  savedAt: instant,
  worlds: dump,
  learner: dump,
});

/** `worlds.tenants[0].lastOrder: expected a number, found "x".` */
function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const place = (issue.path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  if (issue.kind !== 'schema') return `${place}: ${issue.message}.`;
  if (issue.input === undefined) return `${place} is missing.`;
  const expected = kinds[issue.expected ?? ''] ?? issue.expected;
  return `${place}: expected ${expected}, found ${shown(issue.input)}.`;
}

/** What the checker calls a kind of value, as people call it; `unknown` is our own check for an object. */
const kinds: Readonly<Record<string, string>> = {
  Array: 'a list',
  Object: 'an object',
  unknown: 'an object',
  string: 'a text',
  number: 'a number',
};

/** What a file must not hold twice: two of one name would overwrite each other. */
function clashesIn(store: string, { tenants }: StoreDump): readonly string[] {
  const twice = (what: string, names: readonly (string | number)[]): readonly string[] => {
    const seen = new Set<string | number>();
    const again = names.filter((name) => seen.size === seen.add(name).size);
    return [...new Set(again)].map((name) => `${store}: ${what} ${name} stands twice.`);
  };
  return [
    ...twice(
      'the tenant',
      tenants.map((one) => one.tenant),
    ),
    ...twice(
      'the exchange',
      tenants.flatMap((one) => one.exchanges.map(({ id }) => id)),
    ),
    ...twice(
      'the journal entry',
      tenants.flatMap((one) => one.journal.map(({ seq }) => seq)),
    ),
    ...tenants.flatMap((one) => [
      ...twice(
        `in tenant ${one.tenant} the`,
        one.resources.map(({ type, id }) => `${type} ${id}`),
      ),
      ...twice(
        `in tenant ${one.tenant} exchange number`,
        one.exchanges.map(({ no }) => no),
      ),
      ...strangers(store, one),
    ]),
  ];
}

/** Rows that say they belong to another tenant than the one they stand under. */
function strangers(
  store: string,
  { tenant, journal, exchanges }: StoreDump['tenants'][number],
): readonly string[] {
  const others = [...journal, ...exchanges].filter((row) => row.tenant !== tenant);
  return [...new Set(others.map((row) => row.tenant))].map(
    (other) => `${store}: tenant ${tenant} holds entries of tenant ${other}.`,
  );
}

const mostReasons = 20;

function shortened(reasons: readonly string[]): readonly string[] {
  if (reasons.length <= mostReasons) return reasons;
  const left = reasons.length - mostReasons;
  return [...reasons.slice(0, mostReasons), `There are ${left} more mistakes of this kind.`];
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}
