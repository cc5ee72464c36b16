// Makes random PATCH operations over random users and groups; each knows which faults of scim-patch it runs into, given the resource.
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { isList, isObject, sameJson } from '../../../src/base/json.ts';
import { core, enterprise, filterFor, groupUrn, valueOf } from '../kit.ts';

/** What scim-patch (0.8.3) is known to do otherwise than the RFCs say, or than ours chose where they leave it open. */
export type PatchFault =
  | 'noSchema'
  | 'letterCase'
  | 'extensionWhole'
  | 'bareExtension'
  | 'emptyLeft'
  | 'noValue'
  | 'noValueGiven'
  | 'mergedElement'
  | 'mergedWhole'
  | 'knownElement'
  | 'primaries'
  | 'partOfAbsent'
  | 'loneElement'
  | 'listedRemoval'
  | 'absentList'
  | 'unmatched'
  | 'absentPart'
  | 'capitals';

/** An operation. Where `faults` tells of none, both must do the same to the resource. */
export interface RandomOperation {
  readonly operation: Json;
  faults(before: JsonObject): readonly (PatchFault | false)[];
}

const word = fc.constantFrom('a', 'b', 'c', 'd e', 'é');
const kind = fc.constantFrom('work', 'home', 'other');
const id = fc.constantFrom('1', '2', '3', '4', '5');
const department = `${enterprise}:department`;
const manager = `${enterprise}:manager`;

const element = fc.record(
  { value: word, type: kind, display: word, primary: fc.boolean() },
  { requiredKeys: ['value'] },
) as fc.Arbitrary<JsonObject>;
const keyOf = ({ value, type }: JsonObject): string => `${String(value)} ${String(type)}`;
const isPrimary = (one: Json): boolean => isObject(one) && one.primary === true;
const hasOnePrimary = (all: readonly Json[]): boolean => all.filter(isPrimary).length < 2;
const elements = fc
  .uniqueArray(element, { selector: keyOf, minLength: 1, maxLength: 4 })
  .filter(hasOnePrimary);
const fullName = fc.record({ givenName: word, familyName: word });
const someName = fc.record({ givenName: word, familyName: word }, { requiredKeys: ['givenName'] });

/** Stored users, which keep the rules: each value and type once, one primary, nothing empty. */
export const randomUser: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      ...{ title: word, nickName: word, name: someName, active: fc.boolean(), emails: elements },
      [enterprise]: fc.record(
        { employeeNumber: word, department: word, manager: fc.record({ value: id }) },
        { requiredKeys: ['department'] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((rest) => ({
    schemas: enterprise in rest ? [core, enterprise] : [core],
    ...{ id: '1042', userName: 'ana', ...(rest as JsonObject) },
  }));

const members = fc.uniqueArray(
  fc.record({ value: id, type: fc.constant('User') }, { requiredKeys: ['value'] }),
  { selector: ({ value }) => value, minLength: 1, maxLength: 4 },
) as fc.Arbitrary<readonly JsonObject[]>;

/** Stored groups. */
export const randomGroup: fc.Arbitrary<JsonObject> = fc
  .record({ members }, { requiredKeys: [] })
  .map((rest) => ({ schemas: [groupUrn], id: '7', displayName: 'ops', ...rest }));

const inTitleCase = (op: string) => fc.constantFrom(op, op[0]!.toUpperCase() + op.slice(1));
const add = inTitleCase('add');
const replace = inTitleCase('replace');
const remove = inTitleCase('remove');
const assign = fc.oneof(add, replace);

interface Drawn {
  readonly op: string;
  readonly path: string;
  readonly value: Json;
  readonly before: JsonObject;
}

/** Operations of these parts; `faults` is asked with what was drawn and the resource as it then is. */
const operations = (
  parts: { readonly [part in 'op' | 'path' | 'value']?: fc.Arbitrary<unknown> },
  faults: (drawn: Drawn) => readonly (PatchFault | false)[] = () => [],
): fc.Arbitrary<RandomOperation> =>
  fc.record(parts as Record<string, fc.Arbitrary<unknown>>).map((operation) => ({
    operation: operation as Json,
    faults: (before) => faults({ ...(operation as unknown as Omit<Drawn, 'before'>), before }),
  }));

const always =
  (...faults: readonly PatchFault[]) =>
  () =>
    faults;

const listIn = (before: JsonObject, name = 'emails'): readonly JsonObject[] =>
  (before[name] ?? []) as readonly JsonObject[];
const asList = (value: Json): readonly JsonObject[] =>
  (isList(value) ? value : [value]) as readonly JsonObject[];

/** Which faults an addition to a list runs into; the package compares whole elements. */
function addingTo(there: readonly JsonObject[], added: readonly JsonObject[]) {
  const known = added.some((one) =>
    there.some((old) => keyOf(old) === keyOf(one) && !sameJson(old, one)),
  );
  return [
    known && ('knownElement' as const),
    !hasOnePrimary([...there, ...added]) && ('primaries' as const),
  ];
}

const single = fc.constantFrom('title', 'nickName', 'displayName', 'externalId', department);
const partCount = (whole: Json | undefined): number =>
  isObject(whole) ? Object.keys(whole).length : 0;

const onSingles: readonly fc.Arbitrary<RandomOperation>[] = [
  operations({ op: assign, path: single, value: word }),
  operations({ op: assign, path: fc.constantFrom('userName', `${core}:title`), value: word }),
  operations({ op: assign, path: fc.constant('active'), value: fc.boolean() }),
  operations({ op: remove, path: fc.constantFrom('title', 'nickName', 'active', 'name') }),
  operations({ op: remove, path: fc.constantFrom(department, manager) }, ({ before, path }) => {
    const there = before[enterprise];
    const isLast = partCount(there) === 1 && path.slice(enterprise.length + 1) in (there as object);
    return [isLast && 'emptyLeft'];
  }),
  operations({ op: assign, path: fc.constant('name'), value: fc.oneof(fullName, someName) }),
  operations({ op: assign, path: fc.constant('name.familyName'), value: word }),
  operations({ op: remove, path: fc.constant('name.familyName') }, ({ before: { name } }) => [
    partCount(name) === 1 && 'familyName' in (name as object) && 'emptyLeft',
  ]),
  operations({ op: assign, path: fc.constant(manager), value: fc.record({ value: id }) }),
  operations({ op: assign, path: fc.constant(`${manager}.value`), value: id }),
];

const pathless: readonly fc.Arbitrary<RandomOperation>[] = [
  operations({
    op: assign,
    value: fc.record({ title: word, active: fc.boolean() }, { requiredKeys: [] }),
  }),
  operations({ op: assign, value: fc.record({ name: someName }) }, ({ before, value }) => {
    const given = (value as JsonObject).name as JsonObject;
    return [Object.keys(before.name ?? {}).some((part) => !(part in given)) && 'mergedWhole'];
  }),
  operations({ op: replace, value: fc.record({ emails: elements }) }),
  operations({ op: add, value: fc.record({ emails: elements }) }, ({ before, value }) => {
    const added = asList((value as JsonObject).emails!); // drawn above
    const there = listIn(before);
    const isKnown = added.some((one) => there.some((old) => keyOf(old) === keyOf(one)));
    return [isKnown && 'knownElement', ...addingTo(there, added)];
  }),
  operations({ op: assign, value: fc.record({ nope: word }) }, always('noSchema')),
  operations({ op: assign, value: fc.record({ TITLE: word }) }, always('letterCase')),
  operations(
    { op: assign, value: fc.record({ [enterprise]: fc.record({ division: word }) }) },
    always('extensionWhole'),
  ),
];

const onLists: readonly fc.Arbitrary<RandomOperation>[] = [
  operations({ op: add, path: fc.constant('emails'), value: elements }, ({ before, value }) =>
    addingTo(listIn(before), asList(value)),
  ),
  operations({ op: add, path: fc.constant('emails'), value: element }, ({ before, value }) => [
    before.emails === undefined && 'loneElement',
    ...addingTo(listIn(before), asList(value)),
  ]),
  operations({ op: replace, path: fc.constant('emails'), value: elements }),
  operations({ op: replace, path: fc.constant('emails'), value: element }, always('loneElement')),
  operations({ op: remove, path: fc.constant('emails') }),
  operations({ op: remove, path: fc.constant('emails'), value: elements }, always('listedRemoval')),
  operations({ op: assign, path: fc.constant('emails.display'), value: word }, ({ before }) => [
    before.emails === undefined && 'partOfAbsent',
  ]),
  operations({ op: remove, path: fc.constant('emails.display') }, ({ before }) => [
    listIn(before).some((one) => partCount(one) === 1 && 'display' in one) && 'emptyLeft',
  ]),
];

const term = fc.oneof(
  fc.constantFrom('type eq "work"', 'type eq "home"', 'value eq "a"', 'value sw "d"'),
  fc.constantFrom('display pr', 'primary eq true', 'display co "a"', 'type ne "work"'),
);
const { brackets } = fc.letrec<{ brackets: string }>((tie) => ({
  brackets: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: term },
    fc.tuple(tie('brackets'), tie('brackets')).map(([one, two]) => `${one} and ${two}`),
    fc.tuple(tie('brackets'), tie('brackets')).map(([one, two]) => `${one} or ${two}`),
    tie('brackets').map((one) => `not (${one})`),
  ),
}));
const chosen = brackets.map((inner) => `emails[${inner}]`);
const partOfChosen = fc
  .tuple(chosen, fc.constantFrom('value', 'type', 'display'))
  .map(([path, part]) => `${path}.${part}`);

/** The elements a path with brackets means. */
function matched({ before, path }: Drawn): readonly JsonObject[] {
  const filter = path.slice(0, path.lastIndexOf(']') + 1);
  const { matches } = valueOf(filterFor(filter));
  return listIn(before).filter((one) => matches({ emails: [one] }));
}

/** `ne` holds for a part that is not there, which the package does not know. */
const unlike = ({ before, path }: Drawn): PatchFault | false =>
  path.includes(' ne ') && listIn(before).some(({ type }) => type === undefined) && 'absentPart';
const missing = (drawn: Drawn): PatchFault | false => matched(drawn).length === 0 && 'unmatched';
const isAdd = ({ op }: Drawn): boolean => op.toLowerCase() === 'add';

/** What an operation that makes elements primary runs into. */
const primaryTaken = (drawn: Drawn): PatchFault | false => {
  const left = listIn(drawn.before).filter((one) => !matched(drawn).includes(one));
  return (left.some(isPrimary) || matched(drawn).length > 1) && 'primaries';
};

const onChosen: readonly fc.Arbitrary<RandomOperation>[] = [
  operations({ op: remove, path: chosen }, (drawn) => [
    drawn.before.emails === undefined && 'absentList',
    unlike(drawn),
  ]),
  operations({ op: remove, path: partOfChosen }, (drawn) => [
    drawn.before.emails === undefined && 'absentList',
    ...[unlike(drawn), missing(drawn)],
    matched(drawn).some((one) => partCount(one) === 1) && 'emptyLeft',
  ]),
  operations({ op: assign, path: partOfChosen, value: word }, (drawn) => [
    unlike(drawn),
    isAdd(drawn) && missing(drawn),
  ]),
  operations(
    { op: assign, path: chosen.map((path) => `${path}.primary`), value: fc.boolean() },
    (drawn) => [
      ...[unlike(drawn), isAdd(drawn) && missing(drawn)],
      drawn.value === true && primaryTaken(drawn),
    ],
  ),
  operations({ op: add, path: chosen, value: element }, (drawn) => [
    ...[unlike(drawn), missing(drawn)],
    isPrimary(drawn.value) && primaryTaken(drawn),
  ]),
  operations({ op: replace, path: chosen, value: element }, (drawn) => [
    unlike(drawn),
    isPrimary(drawn.value) && primaryTaken(drawn),
    matched(drawn).some((one) =>
      Object.keys(one).some((part) => !(part in (drawn.value as JsonObject))),
    ) && 'mergedElement',
  ]),
];

const refused: readonly fc.Arbitrary<RandomOperation>[] = [
  operations({ op: remove }),
  operations({ op: fc.constantFrom('move', '', null, 7), path: single, value: word }),
  operations({ op: add, path: single }),
  operations({ op: replace, path: single }, always('noValueGiven')),
  operations({ op: assign, path: fc.constantFrom(7, true), value: word }),
  operations({ op: assign, path: fc.constant('id'), value: id }, always('noSchema')),
  operations(
    { op: assign, path: fc.constantFrom('active', 'nope', 'emails'), value: word },
    always('noSchema'),
  ),
  operations({ op: remove, path: fc.constant('userName') }, always('noSchema')),
];

const elsewhere: readonly fc.Arbitrary<RandomOperation>[] = [
  operations({ op: fc.constant('ADD'), path: single, value: word }, always('capitals')),
  operations({ op: assign, path: fc.constant('Title'), value: word }, always('letterCase')),
  operations({ op: assign, path: fc.constant('department'), value: word }, always('bareExtension')),
  operations({ op: remove, path: fc.constant(enterprise) }, always('extensionWhole')),
  operations({ op: assign, path: single, value: fc.constantFrom(null, '', []) }, always('noValue')),
];

/** Operations on a user: some of every kind. */
export const userOperation: fc.Arbitrary<RandomOperation> = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(...onSingles) },
  { weight: 2, arbitrary: fc.oneof(...pathless) },
  { weight: 4, arbitrary: fc.oneof(...onLists) },
  { weight: 6, arbitrary: fc.oneof(...onChosen) },
  { weight: 1, arbitrary: fc.oneof(...refused, ...elsewhere) },
);

const member = id.map((value) => ({ value }));
const memberNamed = fc.oneof(
  id.map((value) => `members[value eq "${value}"]`),
  fc.tuple(id, id).map(([one, two]) => `members[value eq "${one}" or value eq "${two}"]`),
  id.map((value) => `members[not (value eq "${value}")]`),
);
const knownMember = ({ before, value }: Drawn): PatchFault | false =>
  asList(value).some((one) =>
    listIn(before, 'members').some((old) => old.value === one.value && !sameJson(old, one)),
  ) && 'knownElement';

/** Operations on a group and its members. */
export const groupOperation: fc.Arbitrary<RandomOperation> = fc.oneof(
  operations({ op: add, path: fc.constant('members'), value: members }, (drawn) => [
    knownMember(drawn),
  ]),
  operations({ op: add, path: fc.constant('members'), value: member }, (drawn) => [
    drawn.before.members === undefined && 'loneElement',
    knownMember(drawn),
  ]),
  operations({ op: remove, path: memberNamed }, ({ before }) => [
    before.members === undefined && 'absentList',
  ]),
  operations({ op: replace, path: fc.constant('members'), value: members }),
  operations({ op: remove, path: fc.constant('members') }),
  operations({ op: assign, path: fc.constant('displayName'), value: word }),
  operations({ op: remove, path: fc.constant('displayName') }, always('noSchema')),
);
