// Puts the start page into index.html as plain HTML while the lab is built.
import { createServer, type Plugin, type PluginOption, type ResolvedConfig } from 'vite';

/** The module that draws the page, and what it takes to load it. */
export interface Drawing {
  /** Path below the project's folder; exports `firstPaint(): Promise<{ head, body }>`. */
  readonly entry: string;
  /** The plugins the app itself is built with; made anew, since each server needs its own. */
  readonly plugins: () => PluginOption[];
}

interface Painted {
  readonly firstPaint: () => Promise<{ readonly head: string; readonly body: string }>;
}

/** A Vite plugin: what the page shows first stands in its HTML, inside the element with the id `app`. */
export function firstPaint(drawing: Drawing): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'scim-lab:first-paint',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const { head, body } = await draw(drawing, config);
        if (!html.includes(place)) throw new Error(`Expected index.html to hold ${place}.`);
        return html
          .replace(/<title>[^<]*<\/title>/, () => head)
          .replace(place, () => `<div id="app">${body}</div>`);
      },
    },
  };
}

const place = '<div id="app"></div>';

async function draw({ entry, plugins }: Drawing, config: ResolvedConfig) {
  const server = await createServer({
    root: config.root,
    mode: 'production',
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    cacheDir: `${config.cacheDir}/first-paint`,
    plugins: plugins(),
    resolve: { alias: config.resolve.alias },
    define: config.define ?? {},
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  // The screens ask for the address when they are loaded; while building, it is the start page's.
  Object.defineProperty(globalThis, 'location', { value: { hash: '' }, configurable: true });
  try {
    const module = (await server.ssrLoadModule(entry)) as Painted;
    return await module.firstPaint();
  } finally {
    Reflect.deleteProperty(globalThis, 'location');
    await server.close();
  }
}
