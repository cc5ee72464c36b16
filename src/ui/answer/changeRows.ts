// Turns what an exchange did into the rows of the Changes table: attributes first, then access.
import { parseJson, type Json } from '../../base/json.ts';
import { attributeChanges, type AttributeChange } from '../../scim/attributeChanges.ts';
import type { Change } from '../../scim/change.ts';
import { resourceTypes } from '../../scim/resourceTypes.ts';
import type { Source } from '../../scim/trace.ts';
import type { LabExchange } from '../lab.ts';
import { nameOf } from './people.ts';
import { secretsText } from './secretsText.ts';

/** One row: a sign and class by kind, texts of both sides (undefined: there was nothing), and why. */
export interface ChangeRow {
  readonly kind: 'add' | 'del' | 'chg' | 'same';
  readonly label: string;
  /** The label is an attribute path, so it is shown as wire text. */
  readonly wire: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly why: string;
  readonly source?: Source;
}

/** The rows of one resource, under its name. */
export interface ChangeGroup {
  readonly title: string;
  /** What the left column holds: what was stored before, or what was sent in a request that creates. */
  readonly left: 'Before' | 'You sent';
  readonly rows: readonly ChangeRow[];
}

const kinds = { add: 'add', remove: 'del', change: 'chg', same: 'same', ignored: 'same' } as const;

/** The groups of an exchange; empty when it changed nothing. */
export function changeGroups(exchange: LabExchange): readonly ChangeGroup[] {
  const sent = exchange.request.body === undefined ? undefined : parseJson(exchange.request.body);
  const groups = exchange.changes.map((change, at) => groupOf(change, at === 0 ? sent : undefined));
  const access = accessRows(exchange);
  if (access.length === 0) return groups;
  const [first, ...others] = groups;
  if (!first) return [{ title: 'Access', left: 'Before', rows: access }];
  return [{ ...first, rows: [...first.rows, ...access] }, ...others];
}

function groupOf(change: Change, sent: Json | undefined): ChangeGroup {
  const type = resourceTypes.find(({ name }) => name === change.resourceType);
  const { before, after } = change;
  const changes = type
    ? attributeChanges({
        ...(before ? { before } : {}),
        ...(after ? { after } : {}),
        ...(sent === undefined ? {} : { sent }),
        type,
      })
    : [];
  const creates = change.kind === 'create';
  return {
    title: `${change.resourceType} ${change.id}, ${nameOf(after ?? before)}`,
    left: creates && sent !== undefined ? 'You sent' : 'Before',
    rows: metaLast(changes).map((each) => ({
      kind: kinds[each.kind],
      label: each.path,
      wire: true,
      ...textIf(
        'before',
        valueText(each.path, creates || each.kind === 'ignored' ? each.sent : each.before),
      ),
      ...textIf(
        'after',
        valueText(each.path, each.kind === 'ignored' ? (each.after ?? each.before) : each.after),
      ),
      why: each.why,
      ...(each.source ? { source: each.source } : {}),
    })),
  };
}

/** What somebody asked for comes first; what the server keeps about it, in `meta`, last. */
const metaLast = (changes: readonly AttributeChange[]): readonly AttributeChange[] => {
  const isMeta = ({ path }: AttributeChange): boolean => path.startsWith('meta.');
  return [...changes.filter((each) => !isMeta(each)), ...changes.filter(isMeta)];
};

const textIf = <Side extends 'before' | 'after'>(
  side: Side,
  text: string | undefined,
): { readonly [Key in Side]?: string } =>
  text === undefined ? {} : ({ [side]: text } as { [Key in Side]?: string }); // the key is the side

/** A value as it travels; what `meta` holds is shown bare, since its quotes only get in the way. */
const valueText = (path: string, value: Json | undefined): string | undefined => {
  if (value === undefined) return undefined;
  return path.startsWith('meta.') && typeof value === 'string' ? value : JSON.stringify(value);
};

/** How many rows the table of an exchange has. */
export const changeCount = (exchange: LabExchange): number =>
  changeGroups(exchange).reduce((sum, { rows }) => sum + rows.length, 0);

function accessRows(exchange: LabExchange): readonly ChangeRow[] {
  return exchange.access.map((one) => ({
    kind:
      one.opensAfter < one.opensBefore ? 'del' : one.opensAfter > one.opensBefore ? 'add' : 'chg',
    label: exchange.changes[0]?.id === one.user ? 'Access' : `Access of ${one.displayName}`,
    wire: false,
    before: secretsText(one.opensBefore),
    after: secretsText(one.opensAfter),
    why: 'vault',
  }));
}
