// Defines MSW's network in the page over one interceptor, with the lab's handlers.
import './localStorage.ts';
import type { Interceptor, HttpRequestEventMap } from '@mswjs/interceptors';
import { defineNetwork, InterceptorSource } from 'msw/experimental';
import { isLabUrl, labHandlers, type AnswerRequest } from './handlers.ts';

/** Something that can be switched on and off. */
export interface Switched {
  enable(): void;
  disable(): void;
}

/** A network that answers lab hosts and lets every other request pass, switched off. */
export function networkOver(
  interceptor: Interceptor<HttpRequestEventMap>,
  answer: AnswerRequest,
): Switched {
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [interceptor] })],
    handlers: labHandlers(answer),
    onUnhandledFrame: 'bypass',
    context: { quiet: true },
  });
  network.events.on('request:start', ({ request }) => keepInside(request));
  return network;
}

/**
 * MSW sends a request to the network when its Accept says `msw/passthrough`. Whoever types that to a
 * lab host gets the lab's answer all the same.
 */
function keepInside(request: Request): void {
  const accept = request.headers.get('accept') ?? '';
  if (!accept.includes('msw/passthrough') || !isLabUrl(request.url)) return;
  request.headers.set('accept', accept.replaceAll('msw/passthrough', '*/*'));
}
