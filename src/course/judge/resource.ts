// Judges a check on the directory: how many users or groups match, and what each of them has or lacks.
import type { JsonObject } from '../../base/json.ts';
import { firstAttribute, testOf, valueAt } from '../filters.ts';
import type { ResourceCondition } from '../lesson.ts';
import { idsOf, memberIdsOf, memberNamesOf, nameOf, phrase } from './names.ts';
import { within, type Finding, type Situation } from './situation.ts';

/** Looks for the resources and then at each; `found` says who was there, or what was wrong with one. */
export function judgeResources(condition: ResourceCondition, situation: Situation): Finding {
  const pool = condition.type === 'User' ? situation.users : situation.groups;
  const hits = pool.filter(testOf(condition.filter, condition.type));
  const count = String(hits.length);
  const nobody = condition.type === 'User' ? 'nobody' : 'no such group';
  const fault = hits.map((hit) => faultOf(hit, condition, situation)).find((each) => each !== '');
  const counted = within(hits.length, condition.count);
  const found = counted && fault ? fault : phrase(hits.map(nameOf), nobody);
  return { passed: counted && !fault, found: { found, count } };
}

/** What is wrong with a resource, as `ana.ruiz@…, whose title is empty`; the empty text if nothing is. */
function faultOf(resource: JsonObject, condition: ResourceCondition, situation: Situation): string {
  const { type, has, lacks } = condition;
  const missing = has.find((filter) => !testOf(filter, type)(resource));
  const surplus = lacks.find((filter) => testOf(filter, type)(resource));
  const wrong = missing ?? surplus;
  if (wrong !== undefined) return `${nameOf(resource)}, whose ${stateOf(wrong, resource)}`;
  return membersFit(resource, condition, situation)
    ? ''
    : `${nameOf(resource)}, whose members are ${phrase(memberNamesOf(resource, situation), 'none')}`;
}

function stateOf(filter: string, resource: JsonObject): string {
  const attribute = firstAttribute(filter);
  const value = valueAt(resource, attribute);
  return `${attribute} is ${value === undefined ? 'empty' : JSON.stringify(value)}`;
}

function membersFit(
  group: JsonObject,
  condition: ResourceCondition,
  situation: Situation,
): boolean {
  const members = memberIdsOf(group);
  const isIn = (name: string): boolean => idsOf(name, situation).some((id) => members.includes(id));
  return condition.hasMembers.every(isIn) && !condition.lacksMembers.some(isIn);
}
