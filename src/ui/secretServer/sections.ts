// Lists the sections of the Secret Server console; the files of each are fetched when it is first opened.
import type { Component } from 'svelte';
import type { Directory } from '../lab.ts';
import type { IconName } from '../parts/icons.ts';
import type { SectionProps } from './place.ts';

/** A section of the console. `count` stands behind its name. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly count?: (directory: Directory) => number;
  /** The section it belongs to: it stands there, and not in the side list. */
  readonly within?: string;
  readonly load: () => Promise<{ default: Component<SectionProps> }>;
}

/** The sections in the order of the side list; an address without one opens the first. */
export const sections: readonly Section[] = [
  {
    id: 'access',
    title: 'Access',
    icon: 'share-2',
    load: () => import('./access/AccessSection.svelte'),
  },
  {
    id: 'users',
    title: 'Users',
    icon: 'user',
    count: ({ users }) => users.length,
    load: () => import('./users/UsersSection.svelte'),
  },
  {
    id: 'groups',
    title: 'Groups',
    icon: 'users',
    count: ({ groups }) => groups.length,
    load: () => import('./groups/GroupsSection.svelte'),
  },
  {
    id: 'roles',
    title: 'Roles',
    icon: 'shield',
    count: ({ vault }) => vault.roles.length,
    load: () => import('./roles/RolesSection.svelte'),
  },
  {
    id: 'folders',
    title: 'Folders',
    icon: 'folder',
    count: ({ vault }) => vault.folders.length,
    load: () => import('./folders/FoldersSection.svelte'),
  },
  {
    id: 'secrets',
    title: 'Secrets',
    icon: 'lock',
    count: ({ vault }) => vault.secrets.length,
    load: () => import('./secrets/SecretsSection.svelte'),
  },
  {
    id: 'policies',
    title: 'Secret policies',
    icon: 'lock',
    within: 'secrets',
    load: () => import('./policies/PoliciesSection.svelte'),
  },
  {
    id: 'set-up',
    title: 'SCIM',
    icon: 'key-round',
    load: () => import('./setup/SetupSection.svelte'),
  },
  {
    id: 'audit',
    title: 'Audit',
    icon: 'scroll-text',
    load: () => import('./audit/AuditSection.svelte'),
  },
  {
    id: 'subscriptions',
    title: 'Subscriptions',
    icon: 'message-square',
    load: () => import('./subscriptions/SubscriptionsSection.svelte'),
  },
  {
    id: 'reports',
    title: 'Reports',
    icon: 'table-2',
    load: () => import('./reports/ReportsSection.svelte'),
  },
  {
    id: 'evidence',
    title: 'Evidence',
    icon: 'id-card',
    load: () => import('./evidence/EvidenceSection.svelte'),
  },
  {
    id: 'exposure',
    title: 'Exposure',
    icon: 'clock',
    load: () => import('./exposure/ExposureSection.svelte'),
  },
  {
    id: 'orphans',
    title: 'Orphans',
    icon: 'target',
    load: () => import('./sweep/OrphansSection.svelte'),
  },
  {
    id: 'tenants',
    title: 'Tenants',
    icon: 'server',
    load: () => import('./tenants/TenantsSection.svelte'),
  },
  {
    id: 'settings',
    title: 'Settings',
    icon: 'panel-top',
    load: () => import('./settings/SettingsSection.svelte'),
  },
];

const fetched = new Map<string, Promise<Component<SectionProps>>>();

/** The component of a section; the same promise again draws nothing anew. */
export function fetchSection({ id, load }: Section): Promise<Component<SectionProps>> {
  const known = fetched.get(id);
  if (known) return known;
  const coming = load().then((file) => file.default);
  fetched.set(id, coming);
  coming.catch(() => fetched.delete(id)); // the next try fetches again
  return coming;
}
