// Says which component shows which screen; each is fetched when it is first opened.
import type { Component } from 'svelte';
import type { Lab } from './lab.ts';
import type { Route } from './routes.ts';

/** What a screen is given: always the lab, and what its address says. */
export type Given = Record<string, unknown> & { readonly lab: Lab };

/** How to fetch a screen, and what to give it. */
export interface ScreenEntry {
  readonly load: () => Promise<Component<Given>>;
  readonly given: Given;
}

/** The files of the screens. */
const files = {
  learn: () => import('./learn/CourseView.svelte'),
  lesson: () => import('./learn/LessonView.svelte'),
  scenarios: () => import('./scenario/ScenariosView.svelte'),
  scenario: () => import('./scenario/ScenarioView.svelte'),
  workbench: () => import('./workbench/Workbench.svelte'),
  reference: () => import('./reference/ReferenceView.svelte'),
  conformance: () => import('./conformance/ConformanceView.svelte'),
  'secret-server': () => import('./secretServer/SecretServer.svelte'),
  settings: () => import('./settings/Settings.svelte'),
  unknown: () => import('./NotFound.svelte'),
} as const;

/** Screens that were fetched or are being fetched; the same promise again draws nothing anew. */
const fetched = new Map<keyof typeof files, Promise<Component<Given>>>();

function fetchScreen(screen: keyof typeof files): Promise<Component<Given>> {
  const known = fetched.get(screen);
  if (known) return known;
  const coming = fetchFile(screen);
  fetched.set(screen, coming);
  coming.catch(() => fetched.delete(screen)); // the next try fetches again
  return coming;
}

/** `screens` gives each screen the properties it declares, which no type of all of them can say. */
const fetchFile = async (screen: keyof typeof files): Promise<Component<Given>> =>
  (await files[screen]()).default as unknown as Component<Given>;

/** The screen of a route. */
export function screens(route: Exclude<Route, { readonly screen: 'home' }>, lab: Lab): ScreenEntry {
  const load = () => fetchScreen(route.screen);
  if ('id' in route) return { load, given: { lab, id: route.id } };
  if (route.screen === 'workbench') return { load, given: { lab, query: route.query } };
  if (route.screen === 'secret-server')
    return { load, given: { lab, section: route.section, item: route.item, query: route.query } };
  if (route.screen === 'unknown') return { load, given: { lab, hash: route.hash } };
  return { load, given: { lab } };
}
