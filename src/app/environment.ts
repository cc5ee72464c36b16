// Looks at the page's surroundings once: which build it belongs to, and whether there can be a service worker.

/** Version of the lab, from package.json; put in by the build. */
declare const __LAB_VERSION__: string;

/** The build's name, which the build writes into index.html; `development` under the development server. */
export const build = import.meta.env.DEV
  ? 'development'
  : (document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? 'unnamed');

/** Version and build, as people and scripts read them: `0.1.0+3f2a91c04b7d`. */
export const version = `${__LAB_VERSION__}+${build}`;

/** Why this page can have no service worker, as a whole sentence; undefined if it can. */
export function withoutWorker(): string | undefined {
  if (import.meta.env.DEV)
    return 'The development server has no service worker, so the lab answers inside the page.';
  if (!isSecureContext)
    return 'This page was not opened over https or on localhost, so the browser offers no service worker: the lab answers inside the page and cannot start without a network.';
  if (!('serviceWorker' in navigator))
    return 'This browser offers the page no service worker: the lab answers inside the page and cannot start without a network.';
  return undefined;
}
