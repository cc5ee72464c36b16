// Reads what stands at the head of lesson.md and part.md: the lesson's own keys over those of its part.
import type { Level } from '../lesson.ts';
import type { ProfileId } from '../../scim/profile.ts';
import { checkedId } from './attributes.ts';
import { Fields } from './fields.ts';
import type { Report } from './mistake.ts';
import type { Pieces } from './pieces.ts';
import { treeOf, type Branch } from './tree.ts';

/** What a part gives to lessons that do not say it themselves. `clock` is in milliseconds. */
export interface Defaults {
  readonly level?: Level;
  readonly world?: string;
  readonly clock?: number;
  readonly profile?: ProfileId;
}

/** The head of a lesson. */
export interface LessonHead extends Required<Defaults> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly teaches: readonly string[];
  readonly needs: readonly string[];
}

/** The head of a part. */
export interface PartHead {
  readonly title: string;
  readonly order: number;
  readonly defaults: Defaults;
}

const levels = ['start', 'practice', 'challenge'] as const;
const profiles = ['strict', 'lenient', 'connector', 'cloud'] as const;
const shared = ['level', 'world', 'clock', 'profile'] as const;

/** The morning the sample company starts its week: 30 November 2026, 09:00 UTC. */
const usualClock = Date.UTC(2026, 10, 30, 9);

/** Reads the head of a lesson. */
export function lessonHead(pieces: Pieces, defaults: Defaults, report: Report): LessonHead {
  const keys = ['id', 'title', 'summary', 'minutes', 'teaches', 'needs', ...shared];
  const fields = new Fields(headTree(pieces, report), keys, report);
  const id = fields.text('id', 'find-a-user');
  const own = defaultsOf(fields, report);
  return {
    ...{ level: 'start', world: 'northwind', clock: usualClock, profile: 'strict' },
    ...defaults,
    ...own,
    id: id === '' ? id : checkedId(id, fields.entry('id')!.line, report),
    title: fields.text('title', 'Ana joins on Monday'),
    summary: fields.text('summary', 'Create an account, and find out who chooses its id.'),
    minutes: fields.wholeNumber('minutes', { from: 1, to: 60 }) ?? missingMinutes(fields, report),
    teaches: skillsOf(fields, 'teaches', report),
    needs: skillsOf(fields, 'needs', report),
  };
}

/** Reads the head of a part. */
export function partHead(pieces: Pieces, report: Report): PartHead {
  const fields = new Fields(headTree(pieces, report), ['title', 'order', ...shared], report);
  return {
    title: fields.text('title', 'Basics'),
    order: fields.wholeNumber('order', { from: 1, to: 99 }) ?? 99,
    defaults: defaultsOf(fields, report),
  };
}

function headTree(pieces: Pieces, report: Report): Branch {
  const empty: Branch = { kind: 'map', entries: [], line: 1 };
  if (!pieces.frontMatter) {
    report(1, 'The file does not begin with front matter.', 'Begin with a line `---`.');
    return empty;
  }
  const tree = treeOf(pieces.frontMatter.text, pieces.frontMatter.line, report);
  if (tree && tree.kind !== 'map')
    report(2, 'The front matter holds no keys.', 'Write `key: value` lines.');
  return tree?.kind === 'map' ? { ...tree, line: 1 } : empty;
}

function missingMinutes(fields: Fields, report: Report): number {
  report(fields.line, '`minutes` is missing.', 'Add `minutes: 4`.');
  return 1;
}

function skillsOf(fields: Fields, key: string, report: Report): readonly string[] {
  const line = fields.entry(key)?.line ?? fields.line;
  if (key === 'teaches' && !fields.has(key))
    report(line, '`teaches` is missing.', 'Add `teaches: [create-user]`.');
  return fields.texts(key, '[create-user]').map((skill) => checkedId(skill, line, report));
}

function defaultsOf(fields: Fields, report: Report): Defaults {
  const level = fields.oneOf('level', levels);
  const world = fields.optionalText('world', 'northwind');
  const clock = fields.optionalText('clock', '2026-11-30 08:00');
  const profile = fields.oneOf('profile', profiles);
  return {
    ...(level && { level }),
    ...(world && { world }),
    ...(clock && { clock: instantOf(clock, fields.entry('clock')!.line, report) }),
    ...(profile && { profile }),
  };
}

/** Reads `2026-11-30 08:00` (UTC) or a whole ISO 8601 instant into milliseconds. */
function instantOf(text: string, line: number, report: Report): number {
  const short = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(text);
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = Date.parse(short ? `${short[1]}T${short[2]}:00Z` : whole ? text : '');
  if (!Number.isNaN(instant)) return instant;
  report(line, `\`${text}\` is no time.`, 'Write `clock: 2026-11-30 08:00`. It is UTC.');
  return usualClock;
}
