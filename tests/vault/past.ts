// Reads what the audit and the past are worked out from, out of the store of a server under test.
import type { JsonObject } from '../../src/base/json.ts';
import { auditOf, type AuditEvent } from '../../src/vault/audit.ts';
import type { Present } from '../../src/vault/past.ts';
import type { Vault } from '../../src/vault/vault.ts';
import type { Bench } from '../server/kit.ts';

/** The tenant as it is now. */
export const presentOf = ({ store, tenant }: Bench): Promise<Present> =>
  store.read(tenant.id, async (view) => ({
    users: (await view.all('User')).map(({ resource }) => resource),
    groups: (await view.all('Group')).map(({ resource }) => resource),
    vault: (await view.document('vault')) as unknown as Vault,
    records: ((await view.document('pam'))?.was ?? {}) as Readonly<Record<string, JsonObject>>,
  }));

/** The audit of the tenant, newest first. */
export const auditIn = async (bench: Bench): Promise<readonly AuditEvent[]> =>
  auditOf({
    journal: await bench.store.journal(bench.tenant.id),
    present: await presentOf(bench),
  });

/** An event in one line: what, whom, detail, actor, how, effect. */
export const lineOf = ({ name, subject, detail, actor, source, effect }: AuditEvent): string =>
  [name, subject, detail, `${actor} ${source.kind}`, effect.text].join(' | ');

/** What the journal caused, in lines, oldest first; looks at secrets are left out. */
export const linesIn = async (bench: Bench): Promise<readonly string[]> =>
  (await auditIn(bench))
    .filter(({ seq }) => seq > 0)
    .map(lineOf)
    .reverse();
