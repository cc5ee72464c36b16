// Answers lab hosts inside the page, where no service worker does: MSW catches fetch, and later XMLHttpRequest too.
import { FetchInterceptor } from '@mswjs/interceptors/fetch';
import { isLabUrl, type AnswerRequest } from './handlers.ts';
import { networkOver, type Switched } from './network.ts';

/** The in-page host. Both may be called at any time, and repeatedly. */
export interface PageHost {
  enable(): void;
  /** New requests go their own way at once; those under way are still answered by the page. */
  disable(): void;
}

/** Makes an in-page host, switched off; requests to other hosts pass through it untouched. */
export function pageHost(answer: AnswerRequest): PageHost {
  const byFetch = fetchHost(answer);
  const byXhr = xhrHost(answer);
  return {
    enable() {
      byFetch.enable();
      byXhr.enable();
    },
    disable() {
      byFetch.disable();
      byXhr.disable();
    },
  };
}

function fetchHost(answer: AnswerRequest): PageHost {
  const network = networkOver(new FetchInterceptor(), answer);
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

/** Milliseconds after which the page is taken to stay the host: then XMLHttpRequest is worth its weight. */
const settled = 2_000;

/** Hosting of XMLHttpRequest. Until its part of MSW is here, a request to a lab host is refused, not let out. */
function xhrHost(answer: AnswerRequest): PageHost {
  const refusal = xhrRefusal();
  let network: Switched | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;
  let isOn = false;
  const settle = (): void => {
    refusal[wanted && !network ? 'enable' : 'disable']();
    if (!network || wanted === isOn) return;
    isOn = wanted;
    network[wanted ? 'enable' : 'disable']();
  };
  const load = async (): Promise<void> => {
    network ??= (await import('./pageXhr.ts')).xhrNetwork(answer);
    settle();
  };
  return {
    enable() {
      wanted = true;
      settle();
      timer ??= setTimeout(() => void load().catch(() => undefined), settled); // else refused as before
    },
    disable() {
      wanted = false;
      settle();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function xhrRefusal(): Switched {
  const prototype = XMLHttpRequest.prototype;
  const { open } = prototype;
  const refusing = function (this: XMLHttpRequest, ...given: Parameters<typeof open>): void {
    if (isLabUrl(new URL(given[1], document.baseURI).href))
      throw new DOMException(
        'The lab cannot answer XMLHttpRequest yet; use fetch.',
        'NetworkError',
      );
    open.apply(this, given);
  };
  return {
    enable: () => void (prototype.open = refusing as typeof open),
    disable: () => void (prototype.open = open),
  };
}
