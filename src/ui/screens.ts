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

type Module = { readonly default: unknown };

const modules = import.meta.glob<Module>([
  './learn/CourseView.svelte',
  './learn/LessonView.svelte',
  './scenario/ScenariosView.svelte',
  './scenario/ScenarioView.svelte',
  './workbench/Workbench.svelte',
  './settings/Settings.svelte',
  './NotFound.svelte',
]);

const files = {
  learn: './learn/CourseView.svelte',
  lesson: './learn/LessonView.svelte',
  scenarios: './scenario/ScenariosView.svelte',
  scenario: './scenario/ScenarioView.svelte',
  workbench: './workbench/Workbench.svelte',
  settings: './settings/Settings.svelte',
  unknown: './NotFound.svelte',
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

async function fetchFile(screen: keyof typeof files): Promise<Component<Given>> {
  const fetch = modules[files[screen]];
  if (!fetch) throw new Error(`The screen ${screen} is not part of this build.`);
  return (await fetch()).default as Component<Given>; // each screen declares the same properties
}

/** The screen of a route. */
export function screens(route: Exclude<Route, { readonly screen: 'home' }>, lab: Lab): ScreenEntry {
  const load = () => fetchScreen(route.screen);
  if (route.screen === 'lesson' || route.screen === 'scenario')
    return { load, given: { lab, id: route.id } };
  if (route.screen === 'workbench') return { load, given: { lab, query: route.query } };
  if (route.screen === 'unknown') return { load, given: { lab, hash: route.hash } };
  return { load, given: { lab } };
}
