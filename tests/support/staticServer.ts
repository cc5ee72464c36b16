// Serves a folder of built files under any path, as a static host would, and can be stopped like a cut network.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** What to serve: a folder, and the path it appears under, with a slash at both ends. */
export interface Serving {
  readonly folder: string;
  readonly path?: string;
  /** A second path the same folder appears under. */
  readonly also?: string;
}

/** A running server. */
export interface StaticServer {
  /** The start page's URL, with a slash at its end. */
  readonly url: string;
  /** Paths asked for so far, below the server's own path. */
  readonly asked: readonly string[];
  /** Serves another folder from now on, as after a new deployment. */
  deploy(folder: string): void;
  /** Answers 404 for a path from now on. */
  lose(path: string): void;
  /** Lets requests for paths that match wait until the function it gives is called. */
  hold(paths: RegExp): () => void;
  /** Refuses connections from now on; resolves when the last one is closed. */
  stop(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** Starts serving on a free port. */
export async function serve(serving: Serving): Promise<StaticServer> {
  const { path = '/', also = path } = serving;
  const asked: string[] = [];
  const lost = new Set<string>();
  const held: { readonly paths: RegExp; readonly released: Promise<void> }[] = [];
  let { folder } = serving;
  const server = createServer(async (request, response) => {
    const below = belowPath(request, path) ?? belowPath(request, also);
    if (below === undefined || lost.has(below)) return answer(response, undefined);
    asked.push(below);
    await Promise.all(held.map(({ paths, released }) => paths.test(below) && released));
    return answer(response, join(folder, below || 'index.html'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${encodeURI(path)}`,
    asked,
    deploy: (next) => void (folder = next),
    lose: (file) => void lost.add(file),
    hold: (paths) => {
      const { promise, resolve } = withResolvers();
      held.push({ paths, released: promise });
      return resolve;
    },
    stop: () => stop(server),
  };
}

/** Promise.withResolvers, which Node 20 does not have yet. */
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

function belowPath(request: IncomingMessage, path: string): string | undefined {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const clean = normalize(decodeURIComponent(pathname)).replaceAll('\\', '/');
  return clean.startsWith(path) ? clean.slice(path.length) : undefined;
}

/** Nothing may be kept by the browser's own cache: what is there offline must come from the service worker. */
async function answer(response: ServerResponse, file: string | undefined): Promise<void> {
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  const type = types[extname(file ?? '')] ?? 'application/octet-stream';
  response.writeHead(bytes ? 200 : 404, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(bytes);
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
