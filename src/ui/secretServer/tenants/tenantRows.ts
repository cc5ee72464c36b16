// Prepares the tenants of the company for their list.
import { clockText } from '../../instants.ts';
import type { TenantSummary } from '../../lab.ts';
import { profileNames } from '../../shell/profiles.ts';
import { kindWords } from '../../shell/tenants.ts';
import type { Column, RowFilter } from '../list.ts';

/** `PATCH 204, Mon 30 Nov 2026 09:40:08`; empty before the first exchange. */
export const lastWords = ({ last }: TenantSummary): string =>
  last ? `${last.method} ${last.status}, ${clockText(Date.parse(last.at))}` : '';

/** `13 of 25`. */
export const licenceWords = ({ used, licences }: TenantSummary): string => `${used} of ${licences}`;

/** The columns of the list, and of an export. */
export const tenantColumns: readonly Column<TenantSummary>[] = [
  { id: 'name', title: 'Tenant', sort: ({ tenant }) => tenant.name, share: 4 },
  { id: 'kind', title: 'Kind', sort: ({ tenant }) => kindWords(tenant), share: 2.6 },
  {
    ...{ id: 'profile', title: 'Profile', share: 3, wide: true },
    sort: ({ tenant }) => profileNames[tenant.profile],
  },
  {
    ...{ id: 'baseUrl', title: 'Base URL', share: 7, wide: true },
    sort: ({ tenant }) => tenant.baseUrl,
  },
  { id: 'users', title: 'Users', sort: ({ users }) => users, share: 1.4, num: true },
  {
    ...{ id: 'enabled', title: 'Enabled', share: 1.6, num: true, wide: true },
    sort: ({ enabled }) => enabled,
  },
  {
    ...{ id: 'licences', title: 'Licences', share: 2, num: true, wide: true },
    sort: ({ used }) => used,
    value: licenceWords,
  },
  {
    ...{ id: 'secrets', title: 'Secrets', share: 1.6, num: true, wide: true },
    sort: ({ secrets }) => secrets,
  },
  {
    ...{ id: 'last', title: 'Last exchange', share: 3.4, wide: true },
    sort: ({ last }) => last?.at ?? '',
    value: lastWords,
  },
];

/** The choices of the list. */
export const tenantFilters: readonly RowFilter<TenantSummary>[] = [
  { id: 'onPrem', label: 'On-prem', fits: ({ tenant }) => tenant.kind === 'onPrem' },
  { id: 'cloud', label: 'Cloud', fits: ({ tenant }) => tenant.kind === 'cloud' },
  { id: 'plain', label: 'Plain servers', fits: ({ tenant }) => tenant.kind === 'plain' },
];
