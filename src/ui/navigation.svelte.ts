// Follows the hash of the address; a new screen gets its title, the focus and the top of the page.
import { tick } from 'svelte';
import { routeOf, titleOf, type Route } from './routes.ts';

let route = $state.raw<Route>(routeOf(location.hash));
let named = $state('');

/** The screen that is open. */
export const navigation = {
  get route(): Route {
    return route;
  },
  /** The title before the lab's name; a lesson or scenario sets its own. */
  get title(): string {
    return named || titleOf(route);
  },
};

/** Gives the open screen a name of its own: `$effect(() => nameScreen('Find a user'))`. */
export function nameScreen(name: string): () => void {
  named = name;
  return () => {
    if (named === name) named = '';
  };
}

/** Follows the address for as long as the app stands; gives the stop function. */
export function followHash(): () => void {
  const follow = async () => {
    const before = route;
    route = routeOf(location.hash);
    if (before.screen === route.screen && !('id' in route)) return; // the same screen asked again
    await tick();
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const listener = () => void follow();
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** Goes to a hash. */
export const go = (hash: string): void => {
  location.hash = hash;
};

/** Puts another hash in the place of this one, so that Back does not return to it. */
export const replaceHash = (hash: string): void => location.replace(hash);
