// Stands in for tough-cookie, which msw imports: the lab sets no cookies, and its suffix list weighs 118 kB gzip.

/** A cookie, never made here. */
export const Cookie = {
  /** Reads a stored cookie; there are none. */
  fromJSON: (): undefined => undefined,
};

/** Where a jar keeps its cookies; `idx` is the field msw fills. */
export class MemoryCookieStore {
  idx: object = {};
}

/** A jar that keeps nothing. */
export class CookieJar {
  /** The cookies for a URL: none. */
  getCookiesSync(): readonly never[] {
    return [];
  }
  /** Forgets a cookie at once. */
  setCookie(): Promise<void> {
    return Promise.resolve();
  }
}
