// Finds the moments of a tenant that can be compared, and rebuilds directory and access as they were at each.
import { accessOf } from '../../../vault/access.ts';
import { stateAt } from '../../../vault/past.ts';
import { timeText } from '../../instants.ts';
import type { AuditBook, Directory } from '../../lab.ts';

/** What was done at once: an exchange, its undoing, or a change by hand. `seq`s are of the journal. */
export interface Act {
  readonly first: number;
  readonly last: number;
  /** Number of the exchange in the history; undefined for what was no exchange. */
  readonly no: number | undefined;
  /** `31 PATCH, 10:12:33`. */
  readonly words: string;
}

/** At most so many acts are offered, the newest. */
const most = 200;

/** What changed the tenant, newest first. */
export function actsOf({ journal, exchanges }: AuditBook): readonly Act[] {
  const acts: { first: number; last: number; exchange: string; at: string }[] = [];
  for (const { seq, exchange, at } of journal) {
    const newest = acts.at(-1);
    if (newest?.exchange === exchange) newest.last = seq;
    else acts.push({ first: seq, last: seq, exchange, at });
  }
  return acts
    .slice(-most)
    .reverse()
    .map(({ first, last, exchange, at }) => {
      const time = timeText(Date.parse(at));
      return {
        first,
        last,
        no: exchanges.get(exchange)?.no,
        words: `${wordsOf(exchange, exchanges)}, ${time}`,
      };
    });
}

function wordsOf(exchange: string, marks: AuditBook['exchanges']): string {
  const mark = marks.get(exchange);
  if (mark) return `${mark.no} ${mark.method}`;
  const undone = exchange.startsWith('undo-') ? exchange.slice('undo-'.length) : undefined;
  if (undone !== undefined)
    return `undo of ${marks.get(undone)?.no ?? (undone.startsWith('vault-') ? 'a change by hand' : 'an exchange')}`;
  return exchange.startsWith('vault-') ? 'by hand' : 'a change';
}

const rebuilt = new WeakMap<AuditBook['journal'], Map<number, Directory>>();

/** The directory just after the journal's entry `seq`, with the access that held then. */
export function directoryAt(book: AuditBook, seq: number): Directory {
  const known = rebuilt.get(book.journal) ?? new Map<number, Directory>();
  rebuilt.set(book.journal, known);
  const built = known.get(seq) ?? builtAt(book, seq);
  known.set(seq, built);
  return built;
}

function builtAt(book: AuditBook, seq: number): Directory {
  const { users, groups, vault } = stateAt(book.journal, seq, book.present);
  return {
    ...{ tenant: book.tenant, revision: book.revision, users, groups, vault },
    access: accessOf({ users, groups }, vault),
  };
}

/** Two moments side by side; without `before` only the later one is looked at. */
export interface Compared {
  readonly before: Directory | undefined;
  readonly after: Directory;
  /** `after` is the present. */
  readonly isNow: boolean;
}

/** The acts an address names, by the last entry of each; empty for none, and for the present. */
export interface Moments {
  readonly before: string;
  readonly after: string;
}

/** `exchange=31` stands for the moments before and after exchange 31, as other screens ask for it. */
export function momentsIn(query: Readonly<Record<string, string>>, acts: readonly Act[]): Moments {
  const of = acts.find(({ no }) => no !== undefined && String(no) === query['exchange']);
  if (of) return { before: String(of.last), after: String(of.last) };
  return { before: query['before'] ?? '', after: query['after'] ?? '' };
}

/** Directory and access at the moments chosen; acts that are not there, as after a reset, count as none. */
export function comparedAt(
  moments: Moments,
  book: AuditBook | undefined,
  now: Directory,
): Compared {
  const acts = book ? actsOf(book) : [];
  const named = (name: keyof Moments) => acts.find(({ last }) => String(last) === moments[name]);
  const [before, after] = [named('before'), named('after')];
  return {
    before: book && before && directoryAt(book, before.first - 1),
    after: book && after ? directoryAt(book, after.last) : now,
    isNow: !after,
  };
}
