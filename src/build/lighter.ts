// Names lighter stand-ins for packages: what msw brings along and the lab never uses, and Dexie's build for present browsers.
import { fileURLToPath } from 'node:url';

const standIn = (name: string): string =>
  fileURLToPath(new URL(`./leftOut/${name}.ts`, import.meta.url));

/** Packages by name, with what is bundled in their place in every build of the lab. */
export const lighter: Readonly<Record<string, string>> = {
  'tough-cookie': standIn('cookies'),
  '@mswjs/interceptors/WebSocket': standIn('webSockets'),
  '@msw/url': standIn('urlPatterns'),
  dexie: 'dexie/dist/modern/dexie.mjs',
};

/** The same for the service worker. */
export const lighterInWorker: Readonly<Record<string, string>> = {
  ...lighter,
  '@mswjs/interceptors': standIn('interceptors'),
};
