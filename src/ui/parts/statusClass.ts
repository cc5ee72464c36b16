// Sorts HTTP statuses into the classes that colours and shapes go by.

/** The classes of a status by its first digit: 2, 3, 4 or 5; anything else counts as 5. */
export const statusClass = (status: number): 2 | 3 | 4 | 5 => {
  const first = Math.floor(status / 100);
  return first === 2 || first === 3 || first === 4 ? first : 5;
};
