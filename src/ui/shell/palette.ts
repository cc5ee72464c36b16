// Gathers what the palette can go to.
import { idOf, nameOf, textOf } from '../../vault/members.ts';
import type { Lab, Room } from '../lab.ts';
import { go } from '../navigation.svelte.ts';
import { examples } from '../request/examples.ts';
import { saveExport } from '../settings/saveExport.ts';
import { consoleHref, hrefOf, workbenchHref } from '../routes.ts';
import { sections } from '../secretServer/sections.ts';
import { onStage } from '../stage.svelte.ts';
import { chooseTheme } from '../theme.svelte.ts';
import { toast } from '../toasts.svelte.ts';
import { courseEntries, scenarioEntries } from './catalogues.ts';
import { pages, referencePlaces, settingsPage } from './pages.ts';
import type { PaletteEntry } from './search.ts';
import { chooseTenant, tenantWords } from './tenants.ts';

/** Everything there is, in the order it is shown when nothing is typed. */
export async function paletteEntries(lab: Lab, room: Room): Promise<readonly PaletteEntry[]> {
  const [lessons, scenarios] = await Promise.all([courseEntries(), scenarioEntries()]);
  return [
    ...[...pages, settingsPage].map((page) => ({
      id: `page-${page.id}`,
      label: page.label,
      detail: 'page',
      icon: page.icon,
      run: () => go(page.href),
    })),
    ...referencePlaces.map(({ label, href }) => ({
      id: `place-${href}`,
      label,
      detail: 'reference',
      icon: 'list' as const,
      run: () => go(href),
    })),
    ...sections.map(({ id, title, icon }) => ({
      id: `console-${id}`,
      label: `${title} of Secret Server`,
      detail: 'console',
      icon,
      run: () => go(consoleHref(id)),
    })),
    ...lessons.map(({ id, title }) => ({
      id: `lesson-${id}`,
      label: title,
      detail: 'lesson',
      icon: 'book-open' as const,
      run: () => go(hrefOf({ screen: 'lesson', id })),
    })),
    ...scenarios.map(({ id, title }) => ({
      id: `scenario-${id}`,
      label: title,
      detail: 'scenario',
      icon: 'route' as const,
      run: () => go(hrefOf({ screen: 'scenario', id })),
    })),
    ...examples.map((example) => ({
      id: `example-${example.id}`,
      label: example.title,
      detail: example.text.split('\n')[0] ?? '',
      icon: 'arrow-right' as const,
      run: () => go(workbenchHref({ example: example.id })),
    })),
    ...tenants(lab),
    ...people(room),
    ...things(room),
    ...actions(lab),
  ];
}

/** Tenants are worked in; the console shows them beside each other. */
const tenants = (lab: Lab): readonly PaletteEntry[] => [
  ...lab.tenants.get().map((tenant): PaletteEntry => ({
    id: `tenant-${tenant.id}`,
    label: tenant.name,
    detail: `tenant, ${tenantWords(tenant)}`,
    icon: 'server',
    run: () => void chooseTenant(lab, tenant),
  })),
  {
    ...{ id: 'tenant-add', label: 'Add a tenant', detail: 'tenants', icon: 'server' as const },
    run: () => go(consoleHref('tenants', 'new')),
  },
  {
    ...{ id: 'tenant-compare', label: 'Compare two tenants', detail: 'tenants' },
    ...{ icon: 'arrow-left-right' as const, run: () => go(compareHref(lab)) },
  },
];

/** The tenant on screen beside the first other one. */
function compareHref(lab: Lab): string {
  const { id } = lab.current.get().tenant;
  const other = lab.tenants.get().find((each) => each.id !== id)?.id ?? id;
  return consoleHref('tenants', '', { compare: id, with: other });
}

const people = (room: Room): readonly PaletteEntry[] =>
  room.directory.get().users.map((user) => ({
    id: `person-${idOf(user)}`,
    label: nameOf(user),
    detail: `${textOf(user, 'userName')}, ${idOf(user)}`,
    icon: 'user',
    run: () => go(workbenchHref({ read: `/Users/${idOf(user)}` })),
  }));

/** Groups, folders and secrets of the tenant, in its console; stories have a tenant the console does not show. */
function things(room: Room): readonly PaletteEntry[] {
  if (onStage().room) return [];
  const { groups, vault } = room.directory.get();
  const thing = (kind: 'group' | 'folder' | 'secret', id: string, label: string): PaletteEntry => ({
    ...{ id: `${kind}-${id}`, label, detail: `${kind} of Secret Server` },
    icon: ({ group: 'users', folder: 'folder', secret: 'lock' } as const)[kind],
    run: () => go(consoleHref(`${kind}s`, id)),
  });
  return [
    ...groups.map((group) => thing('group', idOf(group), nameOf(group))),
    ...vault.folders.map(({ id, path }) => thing('folder', id, path)),
    ...vault.secrets.map(({ id, name }) => thing('secret', id, name)),
  ];
}

const actions = (lab: Lab): readonly PaletteEntry[] => [
  action('light', 'Theme: light', () => chooseTheme('light')),
  action('dark', 'Theme: dark', () => chooseTheme('dark')),
  action('system', 'Theme: like the system', () => chooseTheme('system')),
  action('export', 'Export everything to a file', () => void saveExport(lab)),
  { ...action('reset', 'Reset the worlds', () => go('#/settings')), detail: 'in Settings' },
  action('stand', 'Lab clock: stand still', () => {
    void lab.current.get().stand();
    toast({ tone: 'ok', text: 'The lab clock stands.' });
  }),
  action('cycle', 'Lab clock: 40 minutes on', () => {
    const room = lab.current.get();
    void room.jumpTo(room.now() + 40 * 60_000);
  }),
];

const action = (id: string, label: string, run: () => void): PaletteEntry => ({
  id: `action-${id}`,
  label,
  detail: 'action',
  icon: 'zap',
  run,
});
