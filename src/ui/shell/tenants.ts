// Puts tenants into words, and makes the menu from which one is chosen, wherever it stands.
import { announce } from '../announce.svelte.ts';
import type { Lab, TenantView } from '../lab.ts';
import { go } from '../navigation.svelte.ts';
import type { MenuItem } from '../parts/menu.ts';
import { consoleHref } from '../routes.ts';
import { profileNames } from './profiles.ts';

/** What a tenant is: `on-prem`, `cloud`, or one of the two plain servers it can be compared with. */
export function kindWords({ kind, profile }: Pick<TenantView, 'kind' | 'profile'>): string {
  if (kind === 'onPrem') return 'on-prem';
  if (kind === 'cloud') return 'cloud';
  return profile === 'lenient' ? 'tolerant server' : 'reference server';
}

/** Kind and profile: `on-prem, SCIM Connector`. */
export const tenantWords = (tenant: Pick<TenantView, 'kind' | 'profile'>): string =>
  `${kindWords(tenant)}, ${profileNames[tenant.profile]}`;

/** Shows a tenant on every screen, and says so. */
export async function chooseTenant(lab: Lab, tenant: TenantView): Promise<void> {
  await lab.choose(tenant.id);
  announce(`${tenant.name}, ${tenantWords(tenant)}.`);
}

/** One entry for each tenant of the company, then the way to all of them; `chosen` is the id of the one in view. */
export const tenantItems = (
  lab: Lab,
  tenants: readonly TenantView[],
  chosen: string,
): readonly MenuItem[] => [
  ...tenants.map((tenant): MenuItem => ({
    kind: 'action',
    label: tenant.name,
    detail: tenantWords(tenant),
    checked: tenant.id === chosen,
    run: () => void chooseTenant(lab, tenant),
  })),
  {
    ...({ kind: 'action', label: 'All tenants', detail: 'add, remove, compare' } as const),
    icon: 'server',
    run: () => go(consoleHref('tenants')),
  },
];
