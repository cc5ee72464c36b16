// Describes a report of Secret Server: what it is for, what it asks, and the table it answers with.
import type { AuditEvent } from './audit.ts';
import type { People } from './members.ts';
import type { Cell, Table, TableColumn } from './table.ts';
import type { AccessGraph, Vault } from './vault.ts';

/** What reports are made from: a tenant as it stands. `now` is lab time in milliseconds. */
export interface ReportInput extends People {
  readonly vault: Vault;
  readonly access: AccessGraph;
  readonly now: number;
  /** The audit, newest first, for reports that read it. */
  readonly events?: readonly AuditEvent[];
}

/** What a report is about, where it is about one thing. */
export type Asks = 'user' | 'secret';

/** A column of a report. `wide` ones are left out where there is little room; `share` is the part of the width. */
export interface ReportColumn extends TableColumn {
  readonly number?: boolean;
  readonly wide?: boolean;
  readonly share?: number;
}

/** A row: its cells, the thing it leads to, and why one should look at it, if one should. */
export interface ReportRow {
  readonly cells: readonly Cell[];
  readonly about: {
    readonly kind: 'user' | 'group' | 'role' | 'folder' | 'secret' | 'event';
    readonly id: string;
  };
  /** A few words, such as `by hand`. */
  readonly mark?: string;
}

/** A report. */
export interface Report {
  readonly id: string;
  readonly name: string;
  /** The name is the lab's own; the others are names of Delinea's built-in reports. */
  readonly own?: true;
  readonly asks?: Asks;
  /** What it needs beside the tenant as it stands. */
  readonly reads?: 'audit';
  /** What it is for, and what to look at: whole sentences. */
  readonly purpose: string;
  readonly look: string;
  /** What the lab invents or leaves out about it: a whole sentence. */
  readonly simulated?: string;
  readonly columns: readonly ReportColumn[];
  /** `about` is the id of what it asks for; empty where it asks nothing. */
  rows(input: ReportInput, about: string): readonly ReportRow[];
}

/** The table of a report, to take away: with the marks as a column of their own. */
export const reportTable = (
  { columns }: Pick<Report, 'columns'>,
  rows: readonly ReportRow[],
): Table => ({
  columns: [
    ...columns.map(({ id, title }) => ({ id, title })),
    { id: 'lookAt', title: 'To look at' },
  ],
  rows: rows.map(({ cells, mark }) => [...cells, mark]),
});
