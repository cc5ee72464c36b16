// Lists the stories for menus and doors: what they are called and about, without the stories themselves.

/** What a list needs of a story. `minutes` is how long it takes to play through. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly useCase: string;
  readonly minutes: number;
  readonly summary: string;
}

/** The entry of each story, by its id. */
export const entries = {
  joiner: {
    id: 'joiner',
    title: 'Joiner: Ana Ruiz',
    useCase: 'Use case 1, onboarding',
    minutes: 4,
    summary:
      'HR hires a database administrator. Watch the account and the rights come into being, request by request.',
  },
  mover: {
    id: 'mover',
    title: 'Mover: Ana Ruiz',
    useCase: 'Use case 3, role change',
    minutes: 5,
    summary:
      'A database administrator becomes a network engineer. One group goes, one comes, and a right that was given by hand has to be found and removed.',
  },
  leaver: {
    id: 'leaver',
    title: 'Leaver: Ana Ruiz',
    useCase: 'Use case 2, termination',
    minutes: 4,
    summary:
      'HR ends an employment at nine. Watch how long three production secrets stay open, and what closes them.',
  },
  contractor: {
    id: 'contractor',
    title: 'Contractor: Tom Berg',
    useCase: 'Use case 5, contractor expiry',
    minutes: 4,
    summary:
      'A contract ends in 30 days. Jump there, and watch the account go off in the night without anybody thinking of it.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** Every story, in the order they are offered. */
export const catalogue: readonly CatalogueEntry[] = Object.values(entries);
