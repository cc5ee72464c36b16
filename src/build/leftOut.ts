// Lists what msw brings along and the lab never uses; together it would weigh more than the lab's own server.
import { fileURLToPath } from 'node:url';

const standIn = (name: string): string =>
  fileURLToPath(new URL(`./leftOut/${name}.ts`, import.meta.url));

/** Packages by name, with the files that stand in for them in every build of the lab. */
export const leftOut: Readonly<Record<string, string>> = {
  'tough-cookie': standIn('cookies'),
  '@mswjs/interceptors/WebSocket': standIn('webSockets'),
  '@msw/url': standIn('urlPatterns'),
};
