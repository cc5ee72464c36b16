// Knows which account has which primary e-mail while an edit is open, for the profile that knows people by it.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import type { Edit } from '../store/store.ts';

/** The type that accounts are kept under once the connector's DELETE has hidden them from SCIM. */
export const hiddenType = 'DisabledUser';

/** The primary e-mail of a user, else the first, as it was written; undefined without any. */
export function mailOf({ emails }: JsonObject): string | undefined {
  const list = isList(emails) ? emails.filter(isObject) : [];
  const { value } = list.find(({ primary }) => primary === true) ?? list[0] ?? {};
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Accounts by e-mail in small letters: letter case does not tell people apart. */
type Book = Map<string, Set<string>>;

const books = new WeakMap<Edit, Book>();

/** The same edit, which keeps its book of e-mails up to date once one has been made. */
export function mailed(edit: Edit): Edit {
  const turn = async (type: string, id: string, after?: JsonObject): Promise<void> => {
    const book = books.get(own);
    if (!book || (type !== 'User' && type !== hiddenType)) return;
    const before = await edit.get(type, id);
    if (before) mark(book, before.resource, (owners) => owners.delete(id));
    if (after) mark(book, after, (owners) => owners.add(id));
  };
  const own: Edit = {
    ...edit,
    put: async (type, resource, order) => {
      await turn(type, resource.id, resource);
      await edit.put(type, resource, order);
    },
    delete: async (type, id) => {
      await turn(type, id);
      await edit.delete(type, id);
    },
  };
  return own;
}

function mark(book: Book, user: JsonObject, change: (owners: Set<string>) => void): void {
  const mail = mailOf(user)?.toLowerCase();
  if (mail === undefined) return;
  const owners = book.get(mail) ?? new Set();
  change(owners);
  book.set(mail, owners);
}

/** The ids of accounts with this primary e-mail, hidden ones too; all users are looked at once in an edit. */
export async function ownersOf(edit: Edit, mail: string): Promise<readonly string[]> {
  const book = books.get(edit) ?? (await bookOf(edit));
  books.set(edit, book);
  return [...(book.get(mail.toLowerCase()) ?? [])];
}

async function bookOf(edit: Edit): Promise<Book> {
  const book: Book = new Map();
  for (const type of ['User', hiddenType])
    for (const { id, resource } of await edit.all(type))
      mark(book, resource, (owners) => owners.add(id));
  return book;
}
