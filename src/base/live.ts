// Holds one value that changes over time and tells whoever listens; Svelte reads it with `$name`.

/** A value with listeners. A new listener hears the present value at once (Svelte's store contract). */
export interface Live<Value> {
  get(): Value;
  subscribe(listener: (value: Value) => void): () => void;
}

/** A live value that its owner can set. */
export interface Cell<Value> extends Live<Value> {
  set(value: Value): void;
}

/** Makes a live value; setting the very same value again tells nobody. */
export function cell<Value>(first: Value): Cell<Value> {
  let current = first;
  const listeners = new Set<(value: Value) => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(current);
      return () => void listeners.delete(listener);
    },
  };
}
