// Speaks to screen readers through one polite live region; short sentences, never whole bodies.

let spoken = $state('');

/** Says one sentence to those who cannot see what changed. The same sentence twice is said twice. */
export function announce(sentence: string): void {
  spoken = spoken === sentence ? `${sentence}\u00a0` : sentence;
}

/** What the live region holds now; the shell renders it. */
export const announced = (): string => spoken;
