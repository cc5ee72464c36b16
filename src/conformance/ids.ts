// Compares ids of checks with forms in which a star stands for any text.

/** True if an id has the form: `GEN-*-filter` means every check of filters that schemas gave. */
export function isMeant(form: string, id: string): boolean {
  const [start, end] = form.split('*');
  return end === undefined ? form === id : id.startsWith(start!) && id.endsWith(end);
}
