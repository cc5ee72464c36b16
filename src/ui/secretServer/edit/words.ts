// Says in a few words what is wrong with what was typed, before anything is sent.

/** What is wrong with a name that must not be empty; empty while nothing is. */
export const wrongName = (value: string, what: string): string =>
  value.trim() === '' ? `${what} is missing. Type one.` : '';

/** What is wrong with an e-mail address (RFC 5321 asks for more; a server has the last word). */
export const wrongEmail = (value: string): string =>
  value.trim() === '' || /^[^\s@]+@[^\s@]+$/.test(value.trim())
    ? ''
    : 'This is no e-mail address. It needs a name, an @ and a host, such as ana.ruiz@northwind.example.';

/** What is wrong with the name of a folder: a backslash separates folders in a path. */
export function wrongFolderName(value: string): string {
  if (value.includes('\\')) return 'A backslash separates folders in a path. Leave it out.';
  return wrongName(value, 'The name');
}
