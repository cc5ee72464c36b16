// Names the worlds that a new tenant can begin in.

/** A starting world: its name as the lab keeps it, and what it is in a few words. */
export interface StartWorld {
  readonly id: string;
  readonly title: string;
}

/** The emptiest first, since that is what a new Secret Server is. */
export const startWorlds: readonly StartWorld[] = [
  { id: 'empty', title: 'Empty: only what Secret Server comes with' },
  { id: 'northwind', title: 'Northwind Trust' },
  { id: 'northwind-ana', title: 'Northwind Trust, with Ana Ruiz at work' },
  { id: 'northwind-cloud', title: 'Northwind Trust in the cloud' },
  { id: 'northwind-eu', title: 'Northwind Europe in the cloud' },
];

/** What a world is called; its own name where it is none of the above. */
export const worldTitle = (id: string): string =>
  startWorlds.find((world) => world.id === id)?.title ?? id;
