// Reads the hash of the address into a screen, and writes it; hashes work under any path, without a server.

/** A screen. `query` holds what stands behind a question mark in the hash. */
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'learn' }
  | { readonly screen: 'lesson'; readonly id: string }
  | { readonly screen: 'scenarios' }
  | { readonly screen: 'scenario'; readonly id: string }
  | { readonly screen: 'workbench'; readonly query: Readonly<Record<string, string>> }
  | { readonly screen: 'reference'; readonly id: string }
  | { readonly screen: 'conformance'; readonly id: string }
  | SecretServerRoute
  | { readonly screen: 'settings' }
  | { readonly screen: 'unknown'; readonly hash: string };

/** A place in the Secret Server console: a section, perhaps one thing in it, and how it is shown. */
export interface SecretServerRoute {
  readonly screen: 'secret-server';
  /** Empty for the first section. */
  readonly section: string;
  /** Id of the thing that is open; empty for none. */
  readonly item: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads a hash such as `#/lesson/find-a-user`; what names no screen gives `unknown`. */
export function routeOf(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?');
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const [screen, ...below] = parts;
  if (screen === undefined) return { screen: 'home' };
  return screenOf(screen, below, search) ?? { screen: 'unknown', hash };
}

/** The screen of a first word, with the words below it; undefined where there is none. */
function screenOf(screen: string, below: readonly string[], search: string): Route | undefined {
  const [first = '', second = ''] = below;
  if (below.length === 0 && isPlain(screen)) return { screen };
  if (isBook(screen) && below.length <= books[screen]) return { screen, id: below.join('/') };
  if (below.length === 0 && screen === 'workbench') return { screen, query: queryOf(search) };
  if (below.length <= 2 && screen === 'secret-server')
    return { screen, section: first, item: second, query: queryOf(search) };
  if (below.length === 1 && (screen === 'lesson' || screen === 'scenario'))
    return { screen, id: first };
  return undefined;
}

/** Screens whose address may name an entry, and of how many words at most. */
const books = { reference: 2, conformance: 1 } as const;
const isBook = (screen: string): screen is keyof typeof books => Object.hasOwn(books, screen);

type Plain = 'learn' | 'scenarios' | 'settings';
const plain: readonly Plain[] = ['learn', 'scenarios', 'settings'];
const isPlain = (screen: string): screen is Plain => plain.some((each) => each === screen);

/** The hash of a screen: `hrefOf({ screen: 'lesson', id: 'find-a-user' })` is `#/lesson/find-a-user`. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/';
    case 'lesson':
    case 'scenario':
      return `#/${route.screen}/${encodeURIComponent(route.id)}`;
    case 'reference':
      return route.id === '' ? '#/reference' : `#/reference/${route.id}`;
    case 'conformance':
      return route.id === '' ? '#/conformance' : `#/conformance/${encodeURIComponent(route.id)}`;
    case 'workbench':
      return `#/workbench${searchOf(route.query)}`;
    case 'secret-server':
      return `#/${[route.screen, route.section, route.item].filter(Boolean).map(encodeURIComponent).join('/')}${searchOf(route.query)}`;
    case 'unknown':
      return route.hash;
    default:
      return `#/${route.screen}`;
  }
}

/** Opens the workbench, with an exchange by number or an example by id. */
export const workbenchHref = (query: Readonly<Record<string, string>> = {}): string =>
  hrefOf({ screen: 'workbench', query });

/** A place in the Secret Server console: `consoleHref('users', '1007')` is `#/secret-server/users/1007`. */
export const consoleHref = (
  section: string,
  item = '',
  query: Readonly<Record<string, string>> = {},
): string => hrefOf({ screen: 'secret-server', section, item, query });

/** Titles of the screens; lessons and scenarios put their own before the lab's. */
export const titleOf = (route: Route): string =>
  ({
    home: 'Start',
    learn: 'Learn',
    lesson: 'Lesson',
    scenarios: 'Scenarios',
    scenario: 'Scenario',
    workbench: 'Workbench',
    reference: 'Reference',
    conformance: 'Conformance',
    'secret-server': 'Secret Server',
    settings: 'Settings',
    unknown: 'Not found',
  })[route.screen];

/** The page of the top bar that a screen belongs to. */
export const pageOf = (route: Route): string =>
  ({ lesson: 'learn', scenario: 'scenarios', conformance: 'reference' })[route.screen as string] ??
  route.screen;

function queryOf(search: string): Readonly<Record<string, string>> {
  const pairs = search.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0
        ? [decoded(pair), '']
        : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
    }),
  );
}

function searchOf(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** A broken escape stays as it was typed. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
