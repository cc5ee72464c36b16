// Answers lab hosts inside the page, where no service worker does: MSW catches fetch and XMLHttpRequest.
import './localStorage.ts';
import { FetchInterceptor } from '@mswjs/interceptors/fetch';
import { XMLHttpRequestInterceptor } from '@mswjs/interceptors/XMLHttpRequest';
import { defineNetwork, InterceptorSource } from 'msw/experimental';
import { labHandlers, type AnswerRequest } from './handlers.ts';
import { isLabUrl } from './labUrl.ts';

/** The in-page host. Both may be called at any time, and repeatedly. */
export interface PageHost {
  enable(): void;
  /** New requests go their own way at once; those under way are still answered by the page. */
  disable(): void;
}

/** Makes an in-page host, switched off; requests to other hosts pass through it untouched. */
export function pageHost(answer: AnswerRequest): PageHost {
  const network = labNetwork(answer);
  let real: typeof fetch | undefined; // present while MSW is on
  let caught: typeof fetch | undefined;
  let wanted = false;
  let underWay = 0;

  const settle = (): void => {
    if (wanted || underWay > 0 || !real) return;
    network.disable();
    real = caught = undefined;
  };
  const counted =
    (inner: typeof fetch): typeof fetch =>
    (...given) => {
      underWay += 1;
      return inner(...given).finally(() => {
        underWay -= 1;
        settle();
      });
    };
  const turnOn = (): void => {
    real = globalThis.fetch;
    network.enable();
    caught = counted(globalThis.fetch);
  };
  return {
    enable() {
      wanted = true;
      if (!real) turnOn();
      globalThis.fetch = caught!;
    },
    disable() {
      wanted = false;
      // MSW gives up what it has not answered yet when it is switched off, so it stays on until then.
      if (real) globalThis.fetch = real;
      settle();
    },
  };
}

function labNetwork(answer: AnswerRequest) {
  const interceptors = [new FetchInterceptor(), new XMLHttpRequestInterceptor()];
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors })],
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
