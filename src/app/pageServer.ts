// The lab's server as it runs inside the page; fetched only when no service worker is there to answer.
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { pageHost, type PageHost } from '../wire/pageHost.ts';
import { answer, type LabServer } from './answer.ts';

/** A server in the page: its host, switched off, and a way to ask it directly. */
export interface PageServer extends PageHost {
  answer(request: HttpRequest): Promise<HttpResponse>;
}

/** Makes the server over a store that may still be opening. */
export function pageServer(serving: Promise<LabServer>): PageServer {
  const own = async (request: HttpRequest) => answer(await serving, request);
  return { ...pageHost(own), answer: own };
}
