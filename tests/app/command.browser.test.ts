// Carries commands by hand out in a real browser, over IndexedDB with two tabs and over memory: both end alike, and undo leads back.
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import { undo } from '../../src/app/undo.ts';
import { dexieStore } from '../../src/store/dexie.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import type { VaultCommand } from '../../src/vault/command.ts';
import { bench } from '../server/kit.ts';

const at = '2026-11-30T09:00:00.000Z';
const user = (id: string) => ({ kind: 'user', id }) as const;

/** Some of everything, with refusals in between. */
const story: readonly VaultCommand[] = [
  { kind: 'createUser', userName: 'ana', displayName: 'Ana Ruiz', department: 'IT' },
  { kind: 'createUser', userName: 'ANA' },
  { kind: 'addMembers', group: '7', members: [user('1042')] },
  { kind: 'createRole', name: 'Auditor', permissions: ['View Secret Audit'] },
  { kind: 'assignRole', role: '5', to: user('1042') },
  { kind: 'disableUser', user: '9002' },
  { kind: 'createFolder', name: 'Ledger', parent: '24' },
  { kind: 'setInheritance', folder: '28', inherits: false },
  { kind: 'grantFolder', folder: '28', to: user('1042'), folderRight: 'View', secretRight: 'View' },
  { kind: 'moveFolder', folder: '24', parent: '28' },
  { kind: 'createSecret', name: 'ledger-1', folder: '28', template: 'Password' },
  { kind: 'lockUser', user: '1042' },
  { kind: 'synchroniseGroup', group: '8', domain: 'northwind.example' },
  { kind: 'createPersonalFolder', user: '1007' },
  { kind: 'deleteGroup', group: '13' },
  { kind: 'switchUnlimitedOn', note: 'A drill.' },
];

const vaultIn = (store: Store) =>
  store.read('test', async (view) => ({
    users: await view.all('User'),
    groups: await view.all('Group'),
    vault: await view.document('vault'),
  }));

/** Plays the story, each command in the next tab, and undoes it, newest first. */
async function played(tabs: readonly Store[]) {
  await bench('connector', 'northwind', tabs[0]);
  const tab = (place: number): Store => tabs[place % tabs.length]!;
  const start = await vaultIn(tab(1));
  const answers = [];
  for (const [place, command] of story.entries()) {
    const order = { tenant: 'test', command, exchange: `vault-${place}`, at };
    answers.push(await act(tab(place), order));
  }
  const end = await vaultIn(tab(1));
  for (const place of [...story.keys()].reverse()) {
    if (!answers[place]!.ok) continue;
    const exchange = `vault-${place}`;
    const cause = { exchange: `undo-${exchange}`, actor: 'You', at };
    const undone = await undo(tab(place + 1), { tenant: 'test', exchange, cause });
    expect(undone).toEqual({ ok: true, value: undefined });
  }
  expect(await vaultIn(tab(0))).toEqual(start);
  return { answers, end };
}

test('commands over IndexedDB in two tabs end as over memory', async () => {
  const name = `commands-${crypto.randomUUID()}`;
  const tabs = [await dexieStore(name), await dexieStore(name)];
  const inDatabase = await played(tabs);
  expect(inDatabase).toEqual(await played([memoryStore()]));
  expect(inDatabase.answers.filter(({ ok }) => !ok)).toHaveLength(3);
  await tabs[0]!.erase();
});
