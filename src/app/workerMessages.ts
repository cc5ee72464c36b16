// Names what page and service worker say to each other, and carries each message with its reply.
import type { JsonObject } from '../base/json.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';

/**
 * What the page says to the worker. VERSION, FILL and KEEP_NOW are replied to, with `VersionReply`,
 * `FillReply` and `KeepNowReply`.
 */
export type ToWorker =
  | { readonly type: 'SKIP_WAITING' }
  | { readonly type: 'CLAIM' }
  | { readonly type: 'VERSION' }
  | { readonly type: 'FILL' }
  | { readonly type: 'KEEP_NOW' };

/** The build a worker belongs to. */
export interface VersionReply {
  readonly build: string;
}

/** Whether every file of the lab is in the cache now. */
export interface FillReply {
  readonly complete: boolean;
}

/** Every exchange that was answered before is kept, as far as it can be. */
export type KeepNowReply = Readonly<Record<string, never>>;

/** What the worker says to a page when its database fails. `reason` is a whole sentence. */
interface FailedStore {
  readonly kind: 'full' | 'blocked' | 'broken';
  readonly reason: string;
}

/** The request could not be carried out: answer it yourself, from memory. The reply is a `TakeOverReply`. */
export interface TakeOver extends FailedStore {
  readonly type: 'TAKE_OVER';
  readonly request: HttpRequest;
}

/** The request was carried out, but its exchange could not be kept: keep it in memory. The reply is a `KeepReply`. */
export interface Keep extends FailedStore {
  readonly type: 'KEEP';
  readonly tenant: string;
  readonly id: string;
  readonly record: JsonObject;
}

/** The page's answer to the request the worker could not serve. */
export interface TakeOverReply {
  readonly response: HttpResponse;
}

/** The number the exchange has in the page's memory. */
export interface KeepReply {
  readonly no: number;
}

/** Anything that messages can be posted to: a worker, or a client of one. */
export interface Receiver {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** Posts a message and waits for its reply; undefined if none comes in `patience` milliseconds. */
export function ask<Reply>(
  receiver: Receiver,
  message: ToWorker | TakeOver | Keep,
  patience: number,
): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const settle = (reply: Reply | undefined): void => {
      clearTimeout(timer);
      port1.close();
      resolve(reply);
    };
    const timer = setTimeout(() => settle(undefined), patience);
    port1.onmessage = (event: MessageEvent<Reply>) => settle(event.data);
    receiver.postMessage(message, [port2]);
  });
}

/** How long the worker gets to keep what it has put off, in milliseconds. */
const keepingTime = 2_000;

/** Has the worker keep every exchange that it has answered; without a worker there is nothing to wait for. */
export async function allKept(): Promise<void> {
  const worker = globalThis.navigator?.serviceWorker?.controller;
  if (worker) await ask<KeepNowReply>(worker, { type: 'KEEP_NOW' }, keepingTime);
}
