// Prepares cases of evidence for the screen and for the files an auditor takes away.
import type { JsonObject } from '../../../base/json.ts';
import type { ControlFamily, EvidenceCase } from '../../../vault/evidence.ts';
import { lengthWords } from '../../../vault/exposure.ts';
import { byHandFrom, type Assumptions } from '../../../vault/exposureBaseline.ts';
import type { Table } from '../../../vault/table.ts';
import type { AuditRow } from '../audit/auditRows.ts';
import type { Column } from '../list.ts';

/** The rows of the audit by the ids of their events, for the words of each source. */
export type RowsByEvent = ReadonlyMap<string, AuditRow>;

/** Every way a case came about, each once: `Northwind IdP, PATCH 31`. */
export const sourcesOf = ({ events }: EvidenceCase, rows: RowsByEvent): readonly string[] => [
  ...new Set(events.map(({ id, actor }) => rows.get(id)?.source ?? actor)),
];

/** Who had a part in it. */
export const actorsOf = ({ events }: EvidenceCase): string =>
  [...new Set(events.map(({ actor }) => actor))].join(', ');

/** What happened, in few words: `User Create, Added to Group ×2`. */
export function deedsOf({ events }: EvidenceCase): string {
  const counts = new Map<string, number>();
  for (const { name } of events) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(', ');
}

/** The window in words: `2 h`, `none`, `open for 3 h`. */
export function windowWords({ exposure }: EvidenceCase): string {
  if (!exposure || exposure.state === 'none') return 'none';
  const length = lengthWords(exposure.length);
  return exposure.state === 'running' ? `open for ${length}` : length;
}

/** The colour of a window: one that is open is red, none green. */
export const windowTone = ({ exposure }: EvidenceCase): string =>
  exposure?.state === 'running' ? 'bad' : (exposure?.length ?? 0) > 0 ? 'warn' : 'ok';

/** The cases of a family summed up in one sentence. */
export function summaryOf(cases: readonly EvidenceCase[], family: ControlFamily): string {
  const count = cases.length === 1 ? '1 case' : `${cases.length} cases`;
  if (family === 'provisioning' || cases.length === 0) return count;
  const running = cases.filter(({ exposure }) => exposure?.state === 'running').length;
  const longest = Math.max(...cases.map(({ exposure }) => exposure?.length ?? 0));
  const open = running > 0 ? `, ${running} still open` : '';
  return `${count}, longest window ${lengthWords(longest)}${open}`;
}

/** By hand it would have taken this long, by what is assumed. */
export function byHandWords(
  { family, startedAt, exposure, measuredFrom }: EvidenceCase,
  assumed: Assumptions,
): string {
  const leaves = measuredFrom === 'contract end' ? 'contractor' : 'leaver';
  const kind = family === 'removal' ? leaves : 'mover';
  const { usual, assumption } = byHandFrom(kind, exposure?.openedAt ?? startedAt, assumed);
  return `${lengthWords(usual)} (${assumption})`;
}

/** The columns of the table of a family; in a narrow window what happened stands below the person. */
export function evidenceColumns(
  family: ControlFamily,
  isNarrow: boolean,
): readonly Column<EvidenceCase>[] {
  const exposed = ({ exposure }: EvidenceCase) => exposure?.length ?? 0;
  const columns: readonly Column<EvidenceCase>[] = [
    { id: 'person', title: 'Person', sort: ({ person }) => person.name, share: 2 },
    { id: 'at', title: 'Began', sort: ({ startedAt }) => startedAt, share: 2 },
    { ...{ id: 'deeds', title: 'What happened', wide: true, share: 4 }, sort: deedsOf },
    { ...{ id: 'by', title: 'By', wide: true, share: 2 }, sort: actorsOf },
    { id: 'opens', title: 'Can open', sort: ({ opensAfter }) => opensAfter, share: 1.5 },
    { id: 'window', title: 'Window', sort: exposed, share: 1.8 },
  ];
  return columns.filter(
    ({ id }) =>
      (id !== 'window' || family !== 'provisioning') &&
      (id !== 'opens' || !isNarrow || family === 'provisioning'),
  );
}

const instant = (time: number): string => new Date(time).toISOString();

/** The cases as a table to take away. */
export const evidenceTable = (cases: readonly EvidenceCase[], rows: RowsByEvent): Table => ({
  columns: [
    { id: 'person', title: 'Person' },
    { id: 'userName', title: 'userName' },
    { id: 'personId', title: 'Id' },
    { id: 'began', title: 'Began (lab time)' },
    { id: 'ended', title: 'Ended (lab time)' },
    { id: 'deeds', title: 'What happened' },
    { id: 'sources', title: 'By whom and how' },
    { id: 'opensBefore', title: 'Secrets open before' },
    { id: 'opensAfter', title: 'Secrets open after' },
    { id: 'window', title: 'Window' },
    { id: 'windowSeconds', title: 'Window in seconds' },
    { id: 'windowState', title: 'State of the window' },
    { id: 'measuredFrom', title: 'Measured from' },
  ],
  rows: cases.map((each) => [
    each.person.name,
    each.person.userName,
    each.person.id,
    instant(each.startedAt),
    instant(each.endedAt),
    deedsOf(each),
    sourcesOf(each, rows).join('; '),
    each.opensBefore,
    each.opensAfter,
    each.exposure && windowWords(each),
    each.exposure && Math.round(each.exposure.length / 1000),
    each.exposure?.state,
    each.measuredFrom,
  ]),
});

/** The same for JSON, with every event and the resource before and after. */
export const evidenceObjects = (
  cases: readonly EvidenceCase[],
  rows: RowsByEvent,
): readonly JsonObject[] =>
  cases.map((each) => ({
    person: { ...each.person },
    ...{ began: instant(each.startedAt), ended: instant(each.endedAt) },
    ...{ opensBefore: each.opensBefore, opensAfter: each.opensAfter },
    ...(each.exposure && {
      window: {
        ...{ state: each.exposure.state, from: instant(each.exposure.openedAt) },
        ...(each.exposure.closedAt !== undefined && { to: instant(each.exposure.closedAt) }),
        ...{ seconds: Math.round(each.exposure.length / 1000), secrets: each.exposure.secrets },
        ...(each.measuredFrom && { measuredFrom: each.measuredFrom }),
      },
    }),
    events: each.events.map((event) => ({
      ...{ at: event.at, event: event.name, detail: event.detail, effect: event.effect.text },
      source: rows.get(event.id)?.source ?? event.actor,
      before: event.change?.before ?? null,
      after: event.change?.after ?? null,
    })),
  }));
