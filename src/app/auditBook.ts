// Reads a tenant's audit out of its journal, with the number and method of each exchange it names.
import type { JsonObject } from '../base/json.ts';
import type { ExchangeRow, Store } from '../store/store.ts';
import type { AuditBook, ExchangeMark } from '../ui/lab.ts';
import { auditOf } from '../vault/audit.ts';
import type { Present } from '../vault/past.ts';
import type { Vault } from '../vault/vault.ts';

/** How many exchanges are numbered at most; the audit names older ones by what they did alone. */
const mostExchanges = 50_000;

/** How many of the newest are looked at first when some are known. */
const peeked = 20;

/** The audit of a tenant as it stands now; `known` is an earlier one, whose exchanges need not be read again. */
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
  // what was written since that look belongs to the next one
  const journal = (await store.journal(tenant)).filter(
    ({ revision }) => revision <= found.revision,
  );
  const present: Present = {
    users: found.users.map(({ resource }) => resource),
    groups: found.groups.map(({ resource }) => resource),
    vault: (found.vault ?? emptyVault) as unknown as Vault, // seeded and written as a Vault only
    records: (found.pam?.['was'] ?? {}) as Readonly<Record<string, JsonObject>>, // written by vaultStore
  };
  return {
    ...{ tenant, revision: found.revision, journal, present },
    events: auditOf({ journal, present }),
    exchanges: await readMarks(store, tenant, known?.exchanges),
  };
}

const emptyVault: Vault = {
  ...{ roles: [], defaultRole: '', roleOfGroup: [], folders: [], grants: [], secrets: [] },
  ...{ accounts: [], licences: 0 },
};

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
