// Makes the menu from which a tenant is chosen, wherever it stands.
import { announce } from '../announce.svelte.ts';
import type { Lab, TenantView } from '../lab.ts';
import type { MenuItem } from '../parts/menu.ts';
import { profileNames } from './profiles.ts';

/** One entry for each tenant of the company; `chosen` is the id of the one in view. */
export const tenantItems = (
  lab: Lab,
  tenants: readonly TenantView[],
  chosen: string,
): readonly MenuItem[] =>
  tenants.map((tenant) => ({
    kind: 'action',
    label: tenant.name,
    detail: profileNames[tenant.profile],
    checked: tenant.id === chosen,
    run: () => {
      void lab.choose(tenant.id);
      announce(`${tenant.name}, ${profileNames[tenant.profile]}.`);
    },
  }));
