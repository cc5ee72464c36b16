// Reads a `check` block: a YAML list in a closed vocabulary, every filter parsed once so that it cannot fail later.
import { knownMethods } from '../../http/requestText.ts';
import { filterTrouble } from '../filters.ts';
import { hashOf } from '../hash.ts';
import { rfcAddress } from '../inline.ts';
import type { AccessCondition, Check, Condition } from '../lesson.ts';
import { attributesOf } from './attributes.ts';
import { boundOf, Fields } from './fields.ts';
import { didYouMean, type Report } from './mistake.ts';
import type { Fence } from './pieces.ts';
import { resourceCondition, resourceKeys } from './resourceCheck.ts';
import { treeOf, type Branch, type Entry, type Tree } from './tree.ts';

const common = ['task', 'say', 'rule'] as const;
const subjects = ['user', 'group', 'last request', 'last response', 'requests'] as const;
const others = ['can open', 'cannot open', 'answered'] as const;

/** Places that `say` may have, by kind of check; each is filled with what was found. */
const places: Record<Condition['kind'], readonly string[]> = {
  resource: ['found', 'count'],
  exchange: ['found', 'method', 'path', 'status', 'scimType'],
  requests: ['found', 'count'],
  access: ['found', 'count'],
  answered: [],
};

/** Reads a `check` block. */
export function checksOf(
  fence: Fence,
  report: Report,
): { readonly kind: 'check'; readonly checks: readonly Check[] } {
  attributesOf(fence, [], report);
  const tree = treeOf(fence.text, fence.line + 1, report);
  if (tree?.kind !== 'list') {
    if (tree)
      report(
        fence.line,
        'A check block is a list.',
        'Begin each check with `- `, as in `- user …:`.',
      );
    return { kind: 'check', checks: [] };
  }
  if (tree.items.length === 0)
    report(fence.line, 'The check block checks nothing.', 'Add a check, or remove the block.');
  return { kind: 'check', checks: tree.items.flatMap((item) => checkOf(item, report)) };
}

function checkOf(item: Tree, report: Report): readonly Check[] {
  if (item.kind !== 'map') {
    report(item.line, 'This check has no keys.', 'Write `- user userName eq "…":`, for example.');
    return [];
  }
  const subject = item.entries.find((entry) => isSubject(entry.key));
  if (!subject) {
    const key = item.entries[0]?.key ?? '';
    report(
      item.line,
      `\`${key}\` is no check.`,
      didYouMean(firstWords(key), [...subjects, ...others]),
    );
    return [];
  }
  const flat = flattened(item, subject);
  const condition = conditionOf(subject, flat, report);
  const fields = new Fields(flat, [...common, ...keysFor(subject.key)], report);
  const rule = fields.optionalText('rule', 'RFC 7643 §3.1');
  if (rule !== undefined && rfcAddress(rule) === undefined)
    report(
      fields.entry('rule')!.line,
      `\`${rule}\` is no RFC section.`,
      'Write `rule: RFC 7643 §3.1`.',
    );
  const say = fields.text('say', '"I found {found}."');
  const task = fields.text('task', 'Ana exists once');
  if (!condition) return [];
  checkPlaces(say, fields.entry('say')?.line ?? item.line, { kind: condition.kind, report });
  const id = hashOf(JSON.stringify(condition));
  return [{ id, task, say, ...(rule && { rule }), condition }];
}

/** `user` and `group` are followed by a filter in the key itself. */
const isSubject = (key: string): boolean =>
  /^(?:user|group)(?:\s|$)/.test(key) ||
  (subjects as readonly string[]).includes(key) ||
  (others as readonly string[]).includes(key);

const firstWords = (key: string): string =>
  /^(?:last|can|cannot)\b/.test(key)
    ? key.split(/\s+/).slice(0, 2).join(' ')
    : key.split(/\s+/)[0]!;

/** Keys may stand below the subject or beside it; both are one mapping. */
function flattened(item: Branch, subject: Entry): Branch {
  const below =
    isResource(subject.key) && subject.value.kind === 'map' ? subject.value.entries : [];
  const beside = item.entries.filter((entry) => entry !== subject);
  if (isResource(subject.key) || subject.value.kind !== 'map')
    return { ...item, entries: [...below, ...beside] };
  const words = subject.value.entries.filter((entry) =>
    (common as readonly string[]).includes(entry.key),
  );
  return { ...item, entries: [...words, ...beside] };
}

const isResource = (key: string): boolean => /^(?:user|group)(?:\s|$)/.test(key);

const keysFor = (subject: string): readonly string[] => (isResource(subject) ? resourceKeys : []);

function conditionOf(subject: Entry, flat: Branch, report: Report): Condition | undefined {
  if (isResource(subject.key)) return resourceCondition(subject, flat, report);
  if (subject.key === 'last request' || subject.key === 'last response')
    return exchangeCondition(subject, report);
  if (subject.key === 'requests') return requestsCondition(subject, report);
  if (subject.key === 'answered') return answeredCondition(subject, report);
  return accessCondition(subject, report);
}

/** The keys of a subject's own mapping, without the words that any check has. */
function inner(subject: Entry, example: string, report: Report): Branch | undefined {
  if (subject.value.kind !== 'map') {
    report(subject.line, `\`${subject.key}\` needs keys.`, `Write \`${subject.key}: ${example}\`.`);
    return undefined;
  }
  const entries = subject.value.entries.filter(
    (entry) => !(common as readonly string[]).includes(entry.key),
  );
  return { ...subject.value, entries };
}

const exchangeKeys = ['method', 'path', 'status', 'scimType', 'returns', 'total'] as const;

function exchangeCondition(subject: Entry, report: Report): Condition | undefined {
  const tree = inner(subject, '{ method: POST, path: /Users, status: 201 }', report);
  if (!tree) return undefined;
  if (tree.entries.length === 0)
    report(subject.line, `\`${subject.key}\` asks for nothing.`, 'Add `status: 201`, for example.');
  const fields = new Fields(tree, exchangeKeys, report);
  const method = fields.oneOf('method', knownMethods as unknown as readonly [string, ...string[]]);
  const path = fields.optionalText('path', '/Groups/*');
  if (path !== undefined && !path.startsWith('/'))
    report(subject.line, `\`${path}\` is no path.`, 'Begin it with `/`, as in `/Groups/*`.');
  const status = fields.wholeNumber('status', { from: 200, to: 599 });
  const scimType = fields.optionalText('scimType', 'uniqueness');
  const returns = fields.optionalText('returns', 'userName eq "ana.ruiz@northwind.example"');
  if (returns !== undefined) checkFilter(returns, fields.entry('returns')!.line, report);
  const total = fields.bound('total');
  return {
    kind: 'exchange',
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    ...(status !== undefined && { status }),
    ...(scimType !== undefined && { scimType }),
    ...(returns !== undefined && { returns }),
    ...(total !== undefined && { total }),
  };
}

/** Reports a filter that the lab's own parser refuses. */
function checkFilter(filter: string, line: number, report: Report): void {
  const trouble = filterTrouble(filter);
  if (trouble !== undefined)
    report(
      line,
      `The filter \`${filter}\` cannot be read: ${trouble}`,
      'Write it as in a request.',
    );
}

function requestsCondition(subject: Entry, report: Report): Condition | undefined {
  const tree = inner(subject, '{ POST /Users: exactly 1 }', report);
  const counts = (tree?.entries ?? []).map((entry) => {
    if (!/^(?:total|[A-Z]+(?: \/\S*)?)$/.test(entry.key))
      report(
        entry.line,
        `\`${entry.key}\` counts nothing.`,
        'Write `POST /Users`, `DELETE` or `total`.',
      );
    return { pattern: entry.key, bound: boundOf(entry.key, entry.value, report) };
  });
  if (tree && counts.length === 0)
    report(subject.line, '`requests` counts nothing.', 'Add `POST /Users: exactly 1`.');
  return { kind: 'requests', counts };
}

function answeredCondition(subject: Entry, report: Report): Condition {
  const question = subject.value.kind === 'scalar' ? subject.value.source.trim() : '';
  if (question === '')
    report(
      subject.line,
      '`answered` needs the id of a question.',
      'Write `answered: who-owns-id`.',
    );
  return { kind: 'answered', question };
}

function accessCondition(subject: Entry, report: Report): Condition | undefined {
  const tree = inner(subject, '{ who: ana.ruiz, secrets: none }', report);
  if (!tree) return undefined;
  const fields = new Fields(tree, ['who', 'secrets'], report);
  const can = subject.key === 'can open';
  const who = fields.text('who', 'ana.ruiz');
  const secrets = secretsOf(fields, report);
  if (!can && 'all' in secrets && secrets.all === 'none')
    report(subject.line, '`cannot open` with `none` says it twice.', 'Write `secrets: any`.');
  return { kind: 'access', can, who, secrets };
}

function secretsOf(fields: Fields, report: Report): AccessCondition['secrets'] {
  const names = fields.texts('secrets', '[ora-prod-1]');
  if (!fields.has('secrets'))
    report(fields.line, '`secrets` is missing.', 'Add `secrets: all of \\IT\\Databases\\Prod`.');
  const [only] = names;
  if (names.length === 1 && (only === 'none' || only === 'any')) return { all: only };
  const folder = names.length === 1 ? /^all of (\\.+)$/.exec(only!) : null;
  return folder ? { folder: folder[1]! } : { names };
}

function checkPlaces(
  say: string,
  line: number,
  around: { readonly kind: Condition['kind']; readonly report: Report },
): void {
  const known = places[around.kind];
  for (const [place, name] of say.matchAll(/\{([^{}]*)\}/g))
    if (!known.includes(name!))
      around.report(
        line,
        `\`${place}\` cannot be filled in this check.`,
        known.length === 0 ? 'Remove it.' : didYouMean(name!, known),
      );
}
