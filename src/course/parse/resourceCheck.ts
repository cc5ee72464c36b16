// Reads a check on the directory: `user` or `group`, a SCIM filter, and what the found ones have or lack.
import { filterTrouble, type CheckedType } from '../filters.ts';
import type { ResourceCondition } from '../lesson.ts';
import { Fields } from './fields.ts';
import type { Report } from './mistake.ts';
import type { Branch, Entry, Tree } from './tree.ts';

/** The keys such a check may have, besides those of any check. */
export const resourceKeys = ['has', 'lacks', 'has member', 'lacks member', 'absent', 'count'];

/** Reads the condition; `subject` is the key with the filter, `flat` every key of the check. */
export function resourceCondition(
  subject: Entry,
  flat: Branch,
  report: Report,
): ResourceCondition | undefined {
  const [word] = subject.key.split(/\s+/);
  const filter = subject.key.slice(word!.length).trim();
  if (!readable(filter, subject.line, { report, word: word! })) return undefined;
  const own = flat.entries.filter((entry) => resourceKeys.includes(entry.key));
  const fields = new Fields({ line: flat.line, entries: own }, resourceKeys, () => undefined); // the caller reported
  const type = word === 'user' ? 'User' : 'Group';
  const condition: ResourceCondition = {
    kind: 'resource',
    type,
    filter,
    count: countOf(fields, report),
    has: wantsOf(fields.entry('has'), type, report),
    lacks: wantsOf(fields.entry('lacks'), type, report),
    hasMembers: membersOf(fields, 'has member', report),
    lacksMembers: membersOf(fields, 'lacks member', report),
  };
  if (word === 'user' && condition.hasMembers.length + condition.lacksMembers.length > 0)
    report(subject.line, 'A user has no members.', 'Write the check about the `group`.');
  return condition;
}

function readable(
  filter: string,
  line: number,
  around: { readonly report: Report; readonly word: string },
): boolean {
  const example =
    around.word === 'user'
      ? 'userName eq "ana.ruiz@northwind.example"'
      : 'displayName eq "SS-Users"';
  if (filter === '') {
    around.report(
      line,
      `\`${around.word}\` has no filter.`,
      `Write \`${around.word} ${example}:\`.`,
    );
    return false;
  }
  const trouble = filterTrouble(filter, around.word === 'user' ? 'User' : 'Group');
  if (trouble !== undefined)
    around.report(
      line,
      `The filter \`${filter}\` cannot be read: ${trouble}`,
      `Write it as in \`${example}\`.`,
    );
  return trouble === undefined;
}

/** Without `count` or `absent`, one or more must exist. */
function countOf(fields: Fields, report: Report): ResourceCondition['count'] {
  if (!fields.has('absent')) return countFrom(fields.entry('count'), report);
  const entry = fields.entry('absent')!;
  if (entry.value.kind !== 'scalar' || entry.value.value !== true)
    report(entry.line, '`absent` can only be `true`.', 'Write `absent: true`, or remove it.');
  for (const key of ['has', 'lacks', 'has member', 'lacks member', 'count'])
    if (fields.has(key))
      report(
        fields.entry(key)!.line,
        `Who is absent cannot have \`${key}\`.`,
        `Remove \`${key}\` or \`absent\`.`,
      );
  return { least: 0, most: 0 };
}

function countFrom(entry: Entry | undefined, report: Report): ResourceCondition['count'] {
  if (!entry) return { least: 1 };
  return new Fields({ line: entry.line, entries: [entry] }, ['count'], report).bound('count')!;
}

/** `has: { externalId: E1042 }` becomes `externalId eq "E1042"`; a text is a filter already. */
function wantsOf(entry: Entry | undefined, type: CheckedType, report: Report): readonly string[] {
  if (!entry) return [];
  const wants = wantsIn(entry.value);
  if (wants.length === 0)
    report(
      entry.line,
      `\`${entry.key}\` holds nothing to look for.`,
      `Write \`${entry.key}: { active: true }\`, or a filter such as \`${entry.key}: title pr\`.`,
    );
  return wants.filter((want) => {
    const trouble = filterTrouble(want, type);
    if (trouble !== undefined)
      report(
        entry.line,
        `\`${want}\` cannot be read as a filter: ${trouble}`,
        'Write `attribute: value`.',
      );
    return trouble === undefined;
  });
}

function wantsIn(value: Tree): readonly string[] {
  if (value.kind === 'scalar') return value.source.trim() === '' ? [] : [value.source.trim()];
  if (value.kind === 'list') return value.items.flatMap(wantsIn);
  return value.entries.map((each) =>
    each.value.kind === 'scalar'
      ? `${each.key} eq ${JSON.stringify(each.value.value)}`
      : `${each.key} eq`,
  );
}

function membersOf(fields: Fields, key: string, report: Report): readonly string[] {
  const entry = fields.entry(key);
  const names = fields.texts(key, 'ana.ruiz');
  if (entry && names.length === 0)
    report(entry.line, `\`${key}\` names nobody.`, `Write \`${key}: ana.ruiz\`.`);
  return names;
}
