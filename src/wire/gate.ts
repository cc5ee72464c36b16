// Holds requests to lab hosts back while nobody is there to answer them, so that none slips out to the network.
import { isLabUrl } from './labUrl.ts';

/** The gate in front of a page's requests. Both may be called at any time, and repeatedly. */
export interface Gate {
  /** From now on requests to lab hosts wait. */
  close(): void;
  /** Lets the waiting requests go, and all that follow. */
  open(): void;
}

/** Makes an open gate; `onHeld` is called for each request that has to wait. */
export function gate(onHeld: () => void): Gate {
  const shut = { fetch: heldFetch, open: refusedOpen };
  const free = { fetch: globalThis.fetch, open: XMLHttpRequest.prototype.open };
  let release: (() => void) | undefined;
  let opened = Promise.resolve();

  async function heldFetch(...given: Parameters<typeof fetch>): Promise<Response> {
    const request = new Request(...given);
    if (!isLabUrl(request.url)) return free.fetch.call(globalThis, request);
    onHeld();
    return Promise.race([opened, aborted(request.signal)]).then(
      () => globalThis.fetch(request), // whoever answers by then
    );
  }
  /** XMLHttpRequest cannot wait before it is opened; a clear refusal is better than a request let out. */
  function refusedOpen(this: XMLHttpRequest, ...given: Parameters<typeof free.open>): void {
    if (isLabUrl(new URL(given[1], document.baseURI).href))
      throw new DOMException('The lab is still starting; use fetch, which waits.', 'NetworkError');
    free.open.apply(this, given);
  }
  return {
    close() {
      if (release) return;
      opened = new Promise((resolve) => (release = resolve));
      free.fetch = globalThis.fetch;
      free.open = XMLHttpRequest.prototype.open;
      globalThis.fetch = shut.fetch;
      XMLHttpRequest.prototype.open = shut.open as typeof free.open;
    },
    open() {
      if (!release) return;
      if (globalThis.fetch === shut.fetch) globalThis.fetch = free.fetch;
      XMLHttpRequest.prototype.open = free.open;
      release();
      release = undefined;
    },
  };
}

/** Rejects when the signal says that nobody wants the answer any more. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const give = (): void => reject(signal.reason as Error); // a DOMException, unless the caller gave another
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
