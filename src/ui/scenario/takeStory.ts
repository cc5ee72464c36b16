// Sees to it that a story is played in one tab: the tab that opens it last has it, and the one before is told.

/**
 * Takes a story for this tab; `onTaken` is called when another tab takes it. Gives the function that
 * lets it go. Insecure origins have no Web Locks: there nobody is told.
 */
export function takeStory(id: string, onTaken: () => void): () => void {
  const locks = navigator.locks as LockManager | undefined; // absent on insecure origins
  let letGo = (): void => undefined;
  let isHeld = true;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const name = `${location.pathname} scenario/${id}`;
  void locks
    ?.request(name, { steal: true }, () => held)
    .catch(() => {
      if (isHeld) onTaken(); // the one way to lose it: somebody else steals it
    });
  return () => {
    isHeld = false;
    letGo();
  };
}
