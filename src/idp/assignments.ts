// Decides by rules which groups a person is in: department and title on one side, groups of Secret Server on the other.
import { isAtWork } from './people.ts';
import type { HrPerson } from './people.ts';

/** A rule of the provider: who meets every condition is put into the group. No condition means everybody. */
export interface AssignmentRule {
  /** The group's displayName in Secret Server. */
  readonly group: string;
  readonly department?: string;
  readonly title?: string;
  readonly kind?: HrPerson['kind'];
  readonly organization?: string;
}

/** The rules of Northwind Trust, in the order they are read. Lab data. */
export const northwindRules: readonly AssignmentRule[] = [
  { group: 'SS-Users' },
  { group: 'SS-DBA-Prod', department: 'Database Services' },
  { group: 'SS-Net-Ops', department: 'Network Operations', title: 'Network Engineer' },
  { group: 'SS-Treasury', department: 'Treasury' },
  { group: 'SS-Auditors', department: 'Internal Audit' },
  { group: 'SS-Vendors-Contoso', kind: 'contractor', organization: 'Contoso' },
];

/** The groups that the rules give a person at an instant (ISO 8601); none to somebody who is not at work. */
export function groupsFor(
  person: HrPerson,
  at: string,
  rules: readonly AssignmentRule[],
): readonly string[] {
  if (!isAtWork(person, at)) return [];
  return [...new Set(rules.filter((rule) => meets(person, rule)).map((rule) => rule.group))];
}

function meets(person: HrPerson, rule: AssignmentRule): boolean {
  const { department, title } = person.job;
  return (
    isAnyOr(rule.department, department) &&
    isAnyOr(rule.title, title) &&
    isAnyOr(rule.kind, person.kind) &&
    isAnyOr(rule.organization, person.organization)
  );
}

const isAnyOr = (wanted: string | undefined, found: string): boolean =>
  wanted === undefined || wanted === found;

/** Groups to leave and to join, so that a person's groups become those wanted. */
export function groupMoves(
  present: readonly string[],
  wanted: readonly string[],
): { readonly leave: readonly string[]; readonly join: readonly string[] } {
  return {
    leave: present.filter((group) => !wanted.includes(group)),
    join: wanted.filter((group) => !present.includes(group)),
  };
}
