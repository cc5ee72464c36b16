// Starts SCIM servers as processes of their own, sends them requests over loopback, and tells what each request cost them.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as open } from 'node:http';
import { createInterface } from 'node:readline';
import type { JsonObject } from '../../../src/base/json.ts';
import { bundleForNode } from '../bundle.ts';

/** A request; `path` is below the base URL. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: JsonObject;
}

/** An answer, as it came. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** What a request cost, in milliseconds: processor time of the server, and waiting time of the client. */
export interface Cost {
  readonly processor: number;
  readonly wait: number;
}

/** A server under measurement. */
export interface MeteredServer {
  /** Sends one request over the one connection there is. */
  send(ask: Ask): Promise<Reply>;
  /** Sends requests one after the other and gives the cost of each, on average, with their answers. */
  cost(asks: readonly Ask[]): Promise<Cost & { readonly replies: readonly Reply[] }>;
  stop(): Promise<void>;
}

/** Lets servers work and stops them in any case. */
export async function withServers<Name extends string, Value>(
  servers: Readonly<Record<Name, MeteredServer>>,
  work: (servers: Readonly<Record<Name, MeteredServer>>) => Promise<Value>,
): Promise<Value> {
  try {
    return await work(servers);
  } finally {
    await Promise.all(Object.values<MeteredServer>(servers).map((server) => server.stop()));
  }
}

/** Where a server can be reached; it prints this as its first line. */
interface Address {
  readonly baseUrl: string;
  readonly token: string;
}

/** Bundles a server's script, starts it with flags, and waits until it listens. */
export async function metered(
  entry: string,
  flags: readonly string[] = [],
): Promise<MeteredServer> {
  const meter = await bundleForNode('tests/bench/servers/meter.ts');
  const script = await bundleForNode(entry);
  const child = spawn(process.execPath, ['--import', meter, script, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const address = await addressFrom(child);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (ask: Ask): Promise<Reply> => exchange(ask, { ...address, agent });
  return {
    send,
    cost: async (asks) => {
      const [before, started] = [await spentBy(child), performance.now()];
      const replies: Reply[] = [];
      for (const ask of asks) replies.push(await send(ask));
      const wait = (performance.now() - started) / asks.length;
      return { processor: ((await spentBy(child)) - before) / asks.length, wait, replies };
    },
    stop: async () => {
      agent.destroy();
      const ended = once(child, 'exit');
      child.kill('SIGKILL'); // the meter's line would keep a polite one alive
      await ended;
    },
  };
}

async function addressFrom(child: ChildProcess): Promise<Address> {
  const lines = createInterface({ input: child.stdout! });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (typeof first[0] !== 'string') throw new Error('Expected the server to start; it ended.');
  return JSON.parse(first[0]) as Address;
}

async function spentBy(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message');
  child.send('spent');
  return (await answer)[0] as number;
}

function exchange(
  { method, path, body }: Ask,
  { baseUrl, token, agent }: Address & { readonly agent: Agent },
): Promise<Reply> {
  const text = body && JSON.stringify(body);
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(text && {
      'Content-Type': 'application/scim+json',
      'Content-Length': Buffer.byteLength(text),
    }),
  };
  return new Promise((resolve, reject) => {
    const sent = open(`${baseUrl}${path}`, { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
