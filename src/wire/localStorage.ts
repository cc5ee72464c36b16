// Gives msw a localStorage where there is none: it insists on one at import, and a service worker has none.

/** Keeps msw's cookie note in memory; the lab itself never uses it. */
function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A page whose visitor blocks site data has a localStorage too, but touching it throws. */
function isUsable(): boolean {
  try {
    return typeof globalThis.localStorage?.getItem === 'function';
  } catch {
    return false;
  }
}

if (!isUsable())
  Object.defineProperty(globalThis, 'localStorage', { value: memoryStorage(), configurable: true });
