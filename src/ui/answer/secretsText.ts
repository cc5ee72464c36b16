// Counts secrets in words.

/** How many secrets: `none`, `1 secret`, `3 secrets`. */
export const secretsText = (count: number): string =>
  count === 0 ? 'none' : count === 1 ? '1 secret' : `${count} secrets`;
