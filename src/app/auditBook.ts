// Reads a tenant's audit out of its journal, with the number and method of each exchange it names.
import type { JsonObject } from '../base/json.ts';
import type { ExchangeRow, JournalEntry, Store } from '../store/store.ts';
import type { AuditBook, ExchangeMark } from '../ui/lab.ts';
import { auditSteps, auditWith } from '../vault/audit.ts';
import type { Present } from '../vault/past.ts';
import { vaultIn } from './sameVault.ts';

/** How many exchanges are numbered at most; the audit names older ones by what they did alone. */
const mostExchanges = 50_000;

/** How many of the newest are looked at first when some are known. */
const peeked = 20;

/** For so many milliseconds the audit is worked out without a rest, during which the page can be used. */
const slice = 10;

/**
 * The audit of a tenant as it stands now. `known` is an earlier one: only what was journalled since is
 * read and worked out. A long journal is worked out in slices, with a rest after each.
 */
export async function readAudit(
  store: Store,
  tenant: string,
  known?: AuditBook,
): Promise<AuditBook> {
  const found = await store.read(tenant, async (view) => ({
    revision: view.revision,
    users: await view.all('User'),
    groups: await view.all('Group'),
    vault: await view.document('vault'),
    pam: await view.document('pam'),
  }));
  const { journal, last } = await readJournal(store, { tenant, revision: found.revision }, known);
  const exchanges = await readMarks(store, tenant, known?.exchanges);
  if (known && last > 0 && known.revision === found.revision)
    return exchanges.size === known.exchanges.size ? known : { ...known, exchanges };
  const present: Present = {
    users: found.users.map(({ resource }) => resource),
    groups: found.groups.map(({ resource }) => resource),
    vault: vaultIn(found.vault, tenant),
    records: (found.pam?.['was'] ?? {}) as Readonly<Record<string, JsonObject>>, // written by vaultStore
  };
  const earlier = last > 0 ? (known?.events ?? []).filter(({ seq }) => seq > 0) : [];
  const since = await inSlices(auditSteps({ journal, present }, last));
  return {
    ...{ tenant, revision: found.revision, journal, present },
    events: auditWith([...since.flat(), ...earlier], present),
    exchanges,
  };
}

/** The journal as far as `revision`, and the last entry of it that was known; 0 where it is another's. */
async function readJournal(
  store: Store,
  { tenant, revision }: { readonly tenant: string; readonly revision: number },
  known: AuditBook | undefined,
): Promise<{ readonly journal: readonly JournalEntry[]; readonly last: number }> {
  const before = (known?.journal ?? []) as readonly JournalEntry[]; // read below
  const last = before.at(-1);
  const upTo = (entries: readonly JournalEntry[]) =>
    entries.filter((each) => each.revision <= revision); // what was written since belongs to the next look
  if (last) {
    const rows = await store.journal(tenant, last.revision - 1);
    // numbers are not given twice, except by an import, so this is the journal that was known, and goes on
    if (
      rows.some(
        ({ seq, exchange, at }) => seq === last.seq && exchange === last.exchange && at === last.at,
      )
    )
      return {
        journal: [...before, ...upTo(rows.filter(({ seq }) => seq > last.seq))],
        last: last.seq,
      };
  }
  return { journal: upTo(await store.journal(tenant)), last: 0 };
}

/** All steps of a work that takes long. */
async function inSlices<Step>(steps: Iterable<Step>): Promise<readonly Step[]> {
  const done: Step[] = [];
  let began = performance.now();
  for (const step of steps) {
    done.push(step);
    if (performance.now() - began < slice) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
  return done;
}

async function readMarks(
  store: Store,
  tenant: string,
  known: AuditBook['exchanges'] = new Map(),
): Promise<AuditBook['exchanges']> {
  const newest = await store.exchanges(tenant, peeked);
  const joined = newest.some(({ id }) => known.has(id));
  const rows = joined ? newest : await store.exchanges(tenant, mostExchanges);
  return new Map([...(joined ? known : []), ...rows.map(markOf)]);
}

function markOf({ id, no, record }: ExchangeRow): readonly [string, ExchangeMark] {
  const { request, response } = record as {
    readonly request?: JsonObject;
    readonly response?: JsonObject;
  };
  return [id, { no, method: String(request?.['method']), status: Number(response?.['status']) }];
}
