// Stands where the network would be: every request that leaves the browser for another machine is noted and refused.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that lets nothing through. Chromium asks it for every host but localhost. */
export interface WatchedProxy {
  readonly address: string;
  /** Hosts that were asked for since the last time, in order. */
  take(): readonly string[];
  stop(): Promise<void>;
}

/** Starts the proxy on a free port of 127.0.0.1. */
export async function watchedProxy(): Promise<WatchedProxy> {
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    hosts.push(new URL(request.url ?? '', 'http://unknown').host);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    hosts.push(request.url ?? 'unknown');
    socket.on('error', () => undefined); // the browser may hang up first
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    take: () => hosts.splice(0),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
