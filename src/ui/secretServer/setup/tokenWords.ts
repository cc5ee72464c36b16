// Says of tokens and clients what the console lists: their state, their scopes, and when.
import type { ClientRow, TokenRow } from '../../../vault/scimSetup.ts';
import type { Table, TableColumn } from '../../../vault/table.ts';
import { clockText } from '../../instants.ts';
import { tokenState, type TokenState } from './steps.ts';

/** The tone and the words of each state. */
export const stateWords: Readonly<
  Record<TokenState, readonly [tone: 'ok' | 'warn' | 'bad', words: string]>
> = {
  good: ['ok', 'accepted'],
  ending: ['warn', 'being replaced'],
  expired: ['bad', 'expired'],
  replaced: ['bad', 'replaced'],
  revoked: ['bad', 'revoked'],
};

/** How a token came to stand as it does: a sentence. */
export function standing(token: TokenRow, now: number): string {
  const { replacedBy, revokedAt, expiresAt } = token;
  switch (tokenState(token, now)) {
    case 'revoked':
      return `Revoked ${clockText(revokedAt ?? now)}${replacedBy ? `, when ${replacedBy} was generated` : ''}.`;
    case 'ending':
      return `${replacedBy} takes its place; this one works until ${clockText(expiresAt)}.`;
    case 'replaced':
      return `${replacedBy} took its place; this one ended ${clockText(expiresAt)}.`;
    case 'expired':
      return `Expired ${clockText(expiresAt)}.`;
    case 'good':
      return `Good until ${clockText(expiresAt)}.`;
  }
}

/** The tokens as a table to take away, without their values; instants are ISO 8601. */
export const tokenTable = (tokens: readonly TokenRow[], now: number): Table => ({
  columns: [
    ...[column('name', 'Name'), column('state', 'State'), column('holder', 'Holder')],
    ...[column('scopes', 'Scopes'), column('subject', 'Acts for'), column('issued', 'Issued')],
    ...[column('expires', 'Expires'), column('revoked', 'Revoked')],
    ...[column('replacedBy', 'Replaced by'), column('lastUsed', 'Last used')],
  ],
  rows: tokens.map((token) => [
    ...[token.name, stateWords[tokenState(token, now)][1], token.holder],
    ...[scopeWords(token.scopes), token.subject, instant(token.issuedAt)],
    ...[instant(token.expiresAt), instant(token.revokedAt)],
    ...[token.replacedBy, instant(token.lastUsed)],
  ]),
});

const column = (id: string, title: string): TableColumn => ({ id, title });

const instant = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/** What it may do. */
export const scopeWords = (scopes: readonly string[] | undefined): string =>
  scopes ? scopes.join(', ') : 'everything';

/** Whose it is besides: the lab's own, or one the lab keeps. */
export const originWords = ({ isBegun, isKept, subject }: TokenRow): string =>
  [
    isBegun ? 'the lab’s own, for workbench, lessons and scenarios' : '',
    !isBegun && isKept ? 'kept by the lab for the workbench' : '',
    subject === undefined ? '' : `acts for user ${subject}`,
  ]
    .filter(Boolean)
    .join('; ');

/** A fact of a token or client, as its list shows it; a value that is wire text is set as such. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly isCode?: boolean;
}

const lastUsed = (at: number | undefined): Fact => ({
  label: 'Last used',
  value: at === undefined ? 'never' : clockText(at),
});

/** What is known of a token. */
export function tokenFacts(token: TokenRow): readonly Fact[] {
  const origin = originWords(token);
  return [
    { label: 'Holder', value: token.holder },
    { label: 'Scopes', value: scopeWords(token.scopes) },
    {
      label: 'Issued',
      value: token.issuedAt === undefined ? 'not known' : clockText(token.issuedAt),
    },
    { label: 'Expires', value: clockText(token.expiresAt) },
    lastUsed(token.lastUsed),
    ...(origin ? [{ label: 'Origin', value: origin }] : []),
  ];
}

/** What is known of a client. */
export const clientFacts = (client: ClientRow): readonly Fact[] => [
  { label: 'Client id', value: client.id, isCode: true },
  { label: 'Holder', value: client.holder },
  { label: 'Scopes', value: scopeWords(client.scopes) },
  { label: 'Added', value: clockText(client.issuedAt) },
  lastUsed(client.lastUsed),
  ...(client.revokedAt === undefined
    ? []
    : [{ label: 'Revoked', value: clockText(client.revokedAt) }]),
];
