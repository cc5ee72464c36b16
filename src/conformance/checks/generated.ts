// Makes checks out of the server's own schemas: add, replace, remove, filter and projection, for every attribute of every type.
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Attribute } from '../../scim/schema.ts';
import { Inapplicable, type Bench, type Made } from '../bench.ts';
import type { Check, Feature } from '../check.ts';
import { departure, isUnassigned, present, told } from '../pattern.ts';
import { textOf } from '../exchange.ts';
import type { Survey, SurveyedSchema, SurveyedType } from '../survey.ts';
import { isWritable, refersTo, sample, sampleOne, type Sampling } from '../values.ts';

/** One attribute, or a part of one, and where it lives. */
interface Target {
  readonly type: SurveyedType;
  /** The schema it belongs to; the type's own, or an extension. */
  readonly home: SurveyedSchema;
  readonly attribute: Attribute;
  readonly sub: Attribute | undefined;
}

const isExtension = ({ type, home }: Target): boolean => home.id !== type.schema.id;
const ownerOf = ({ attribute, sub }: Target): Attribute => sub ?? attribute;

/** The name as filters and projections write it. */
function nameOf(target: Target): string {
  const { home, attribute, sub } = target;
  const prefix = isExtension(target) ? `${home.id}:` : '';
  return `${prefix}${attribute.name}${sub ? `.${sub.name}` : ''}`;
}

/** The stricter of an attribute and its part. */
const mutabilityOf = ({ attribute, sub }: Target): Attribute['mutability'] =>
  attribute.mutability === 'readOnly' ? 'readOnly' : (sub ?? attribute).mutability;

const isShown = ({ attribute, sub }: Target): boolean =>
  [attribute, sub ?? attribute].every(({ returned }) => returned !== 'never');

/** Every attribute and part of a type that a client can ask about. */
function targetsOf(type: SurveyedType): readonly Target[] {
  return [type.schema, ...type.extensions].flatMap((home) =>
    home.attributes.flatMap((attribute): readonly Target[] => [
      { type, home, attribute, sub: undefined },
      ...(refersTo(attribute) ? [] : (attribute.subAttributes ?? [])).map((sub) => ({
        ...{ type, home, attribute, sub },
      })),
    ]),
  );
}

/** A resource with a value at the target, and the path of that value for a PATCH. */
interface Prepared {
  readonly made: Made;
  readonly place: string;
  readonly path: string;
}

/** Values for a target: `first` and `second` differ. */
async function samplingFor(bench: Bench, target: Target): Promise<readonly [Sampling, Sampling]> {
  const text = bench.unique();
  const types = refersTo(target.attribute);
  if (!types) return [1, 2].map((no) => ({ text, no })) as never; // two of them
  const [left, right] = [await referred(bench, types), await referred(bench, types)];
  return [
    { text, no: 1, referred: left },
    { text, no: 2, referred: right },
  ];
}

/** The id of a new resource of one of these types: a user, if it may be one. */
async function referred(bench: Bench, names: readonly string[]): Promise<string> {
  if (names.includes('User')) return (await bench.user()).id;
  const type = bench.survey.types.find(({ name }) => names.includes(name));
  if (!type) throw new Inapplicable(`Nothing here is a ${names.join(' or ')}.`);
  const answer = await bench.post(type.endpoint, await leastBody(bench, type));
  if (answer.status !== 201)
    throw new Inapplicable(`A ${type.name} could not be created here: ${answer.status}.`);
  return textOf(answer.object, 'id');
}

/** The least body of a resource of a type: what its schema requires, and whose it is. */
async function leastBody(
  bench: Bench,
  { schema }: SurveyedType,
  given: JsonObject = {},
): Promise<JsonObject> {
  const required = await requiredIn(bench, schema);
  const isNobodys = isSomebodys(schema) && !given['user'] && !given['group'];
  const whose = isNobodys ? { user: { value: (await bench.user()).id } } : {};
  return { schemas: [schema.id], ...required, ...whose };
}

/** Rights are one user's or one group's, which no schema can say. */
const isSomebodys = ({ attributes }: SurveyedSchema): boolean =>
  ['user', 'group'].every((name) =>
    attributes.some((each) => each.name === name && refersTo(each) !== undefined),
  );

const isTheirs = ({ type, attribute }: Target): boolean =>
  isSomebodys(type.schema) && ['user', 'group'].includes(attribute.name);

/** Values for what a schema requires. */
async function requiredIn(bench: Bench, { attributes, name }: SurveyedSchema): Promise<JsonObject> {
  const parts: Record<string, Json> = {};
  for (const each of attributes.filter((one) => one.required && isWritable(one))) {
    const types = refersTo(each);
    const sampling = { text: bench.unique(), no: 1 };
    const value = sample(
      each,
      types ? { ...sampling, referred: await referred(bench, types) } : sampling,
    );
    if (value === undefined)
      throw new Inapplicable(`No value can be thought up for ${each.name}, which ${name} needs.`);
    parts[each.name] = value;
  }
  return parts;
}

/** Creates a resource of the type with these attributes of the target's home. */
async function create(bench: Bench, target: Target, attributes: JsonObject): Promise<Made> {
  const { type, home } = target;
  const body = await leastBody(bench, type, attributes);
  const least = isExtension(target) ? await requiredIn(bench, home) : {};
  const extension = { ...least, ...attributes };
  const isBare = Object.keys(extension).length === 0;
  const extended = { ...body, schemas: [type.schema.id, home.id], [home.id]: extension };
  const whole = isExtension(target) && !isBare ? extended : { ...body, ...attributes };
  const answer = await bench.post(type.endpoint, whole);
  const isStandard = ['User', 'Group'].includes(type.name);
  if (!isStandard && answer.status !== 201)
    throw new Inapplicable(`A ${type.name} could not be created here: ${answer.status}.`);
  bench.expect(answer, { status: 201, body: { id: present } });
  return answer.object as Made; // just looked at
}

/** A value for the whole attribute of a target; undefined if none can be thought up. */
const wholeSample = ({ attribute }: Target, sampling: Sampling): Json | undefined =>
  sample(attribute, sampling);

function filled(target: Target, sampling: Sampling): Json {
  const value = wholeSample(target, sampling);
  if (value === undefined)
    throw new Inapplicable(`No value can be thought up for ${target.attribute.name}.`);
  return value;
}

/** A resource that has the attribute of the target, and how PATCH names the target there. */
async function prepare(bench: Bench, target: Target, sampling: Sampling): Promise<Prepared> {
  const { type, attribute, sub } = target;
  const value = filled(target, sampling);
  const made = await create(bench, target, { [attribute.name]: value });
  const place = `${type.endpoint}/${encodeURIComponent(made.id)}`;
  const prefix = isExtension(target) ? `${target.home.id}:` : '';
  if (!sub) return { made, place, path: `${prefix}${attribute.name}` };
  if (!attribute.multiValued)
    return { made, place, path: `${prefix}${attribute.name}.${sub.name}` };
  const key = keyOf(attribute, sub);
  const element = isList(value) ? value[0] : undefined;
  const word = isObject(element) && key ? element[key.name] : undefined;
  if (!key || word === undefined) throw new Inapplicable('Nothing tells its elements apart.');
  const filter = `${key.name} eq ${JSON.stringify(word)}`;
  return { made, place, path: `${prefix}${attribute.name}[${filter}].${sub.name}` };
}

/** A part that tells the elements of a list apart, other than the one in question. */
const keyOf = ({ subAttributes = [] }: Attribute, sub: Attribute): Attribute | undefined => {
  const texts = subAttributes.filter((each) => each.name !== sub.name && each.type === 'string');
  return texts.find(({ name }) => name === 'value') ?? texts[0];
};

/** What a resource holds at a target: one value, or those of every element of a list. */
function valueIn(resource: JsonObject, target: Target): Json | undefined {
  const { home, attribute, sub } = target;
  const part = isExtension(target) ? resource[home.id] : resource;
  const value = isObject(part) ? part[attribute.name] : undefined;
  if (!sub) return value;
  if (isList(value)) {
    const parts = value.flatMap((each) => (isObject(each) ? (each[sub.name] ?? []) : []));
    return parts.length === 0 ? undefined : (parts as readonly Json[]); // JSON, each of them
  }
  return isObject(value) ? value[sub.name] : undefined;
}

/** The resource with the target in it, though it be returned on request only. */
async function readWith(bench: Bench, place: string, target: Target): Promise<JsonObject> {
  const { attribute, sub } = target;
  const isOnRequest = [attribute, sub].some((each) => each?.returned === 'request');
  if (!isOnRequest) return bench.read(place);
  const answer = await bench.get(place, { attributes: nameOf(target) });
  bench.expect(answer, { status: 200, body: { id: present } });
  return answer.object;
}

/** A value of the target without the parts that need not be shown with the whole. */
function shownOf({ attribute, sub }: Target, value: Json | undefined): Json | undefined {
  if (sub || value === undefined) return value;
  if (isList(value)) return value.map((each) => shownParts(attribute, each));
  return shownParts(attribute, value);
}

const shownParts = ({ subAttributes = [] }: Attribute, value: Json): Json =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([key]) =>
          subAttributes.every(
            ({ name, returned }) => name !== key || returned === 'default' || returned === 'always',
          ),
        ),
      )
    : value;

/** The value for the target alone, where it is a part; else for the whole attribute. */
function soughtValue(target: Target, sampling: Sampling): Json | undefined {
  const { attribute, sub } = target;
  if (!sub) return wholeSample(target, sampling);
  if (sub.name === 'primary') return true;
  return attribute.multiValued ? sampleOne(sub, sampling) : sample(sub, sampling);
}

/** Holds what a resource shows at a target to a value that was sent. */
function shows(bench: Bench, resource: JsonObject, of: { target: Target; value: Json }): void {
  const seen = valueIn(resource, of.target);
  if (!isShown(of.target)) {
    bench.require(seen === undefined, 'nothing, as it is never returned', told(seen));
    return;
  }
  const { attribute, sub } = of.target;
  const wanted = sub && attribute.multiValued ? [of.value] : shownOf(of.target, of.value)!; // a value that was sent
  const unfit = departure(wanted, shownOf(of.target, seen));
  bench.require(!unfit, `${nameOf(of.target)} ${told(wanted)}`, told(seen));
}

type Doing = (bench: Bench, target: Target) => Promise<void>;

async function refuses(bench: Bench, target: Target, op: string): Promise<void> {
  const made = await create(bench, target, {});
  const place = `${target.type.endpoint}/${encodeURIComponent(made.id)}`;
  const before = await bench.read(place);
  const value = op === 'remove' ? {} : { value: soughtValue(target, { text: 'x', no: 1 }) ?? 'x' };
  const path = nameOf(target);
  const answer = await bench.patch(place, { op, path, ...value });
  // A remove of what has no value may also be taken for done.
  const isDone = op === 'remove' && answer.status < 300;
  if (!isDone) bench.expect(answer, { status: 400, mayBe: 'mutability' });
  bench.expect(await bench.get(place), { body: before });
}

/** A part that stands with others: in an element, or beside parts that are required. */
const isWithinOthers = ({ attribute, sub }: Target): boolean =>
  sub !== undefined &&
  (attribute.multiValued ||
    (attribute.subAttributes ?? []).some((each) => each.required && each.name !== sub.name));

const adds: Doing = async (bench, target) => {
  if (mutabilityOf(target) === 'readOnly') return refuses(bench, target, 'add');
  const isPart = isWithinOthers(target);
  if (isTheirs(target)) throw new Inapplicable('Rights are somebody’s, and one’s only.');
  if (mutabilityOf(target) === 'immutable' && (isPart || ownerOf(target).required))
    throw new Inapplicable('It is set with the whole it is a part of.');
  const [sampling] = await samplingFor(bench, target);
  const value = soughtValue(target, sampling) ?? filled(target, sampling);
  if (isPart) {
    const { place, path } = await prepare(bench, target, sampling);
    const answer = await bench.patch(place, { op: 'add', path, value });
    bench.expect(answer, { status: [200, 204] });
    return shows(bench, await readWith(bench, place, target), { target, value });
  }
  const made = await create(bench, target, {});
  const place = `${target.type.endpoint}/${encodeURIComponent(made.id)}`;
  const answer = await bench.patch(place, { op: 'add', path: nameOf(target), value });
  bench.expect(answer, { status: [200, 204] });
  shows(bench, await readWith(bench, place, target), { target, value });
};

const replaces: Doing = async (bench, target) => {
  if (mutabilityOf(target) === 'readOnly') return refuses(bench, target, 'replace');
  const [first, second] = await samplingFor(bench, target);
  const { place, path } = await prepare(bench, target, first);
  const sought = soughtValue(target, second) ?? filled(target, second);
  const value = withFixed(target, sought, wholeSample(target, first));
  const before = await bench.read(place);
  const answer = await bench.patch(place, { op: 'replace', path, value });
  if (mutabilityOf(target) === 'immutable') {
    bench.expect(answer, { status: 400, mayBe: 'mutability' });
    return bench.expect(await bench.get(place), { body: before });
  }
  bench.expect(answer, { status: [200, 204] });
  shows(bench, await readWith(bench, place, target), { target, value });
};

/** Another value for a single complex attribute, with the immutable parts it has. */
function withFixed({ attribute, sub }: Target, next: Json, old: Json | undefined): Json {
  if (sub || !isObject(next) || !isObject(old)) return next;
  const fixed = (attribute.subAttributes ?? []).filter(
    ({ mutability }) => mutability === 'immutable',
  );
  const kept = fixed.flatMap(({ name }) => (old[name] === undefined ? [] : [[name, old[name]]]));
  return { ...next, ...(Object.fromEntries(kept) as JsonObject) };
}

const removes: Doing = async (bench, target) => {
  if (mutabilityOf(target) === 'readOnly') return refuses(bench, target, 'remove');
  if (isTheirs(target)) throw new Inapplicable('Rights are somebody’s, and one’s only.');
  const [sampling] = await samplingFor(bench, target);
  const { place, path } = await prepare(bench, target, sampling);
  const before = await bench.read(place);
  const answer = await bench.patch(place, { op: 'remove', path });
  const keeps = ownerOf(target).required || mutabilityOf(target) === 'immutable';
  if (keeps) {
    bench.expect(answer, { status: 400, mayBe: 'mutability' });
    return bench.expect(await bench.get(place), { body: before });
  }
  bench.expect(answer, { status: [200, 204] });
  const left = valueIn(await readWith(bench, place, target), target);
  bench.require(isUnassigned(left) || left === true, 'no value', told(left)); // active has a value of its own
};

const filters: Doing = async (bench, target) => {
  const isSet = mutabilityOf(target) !== 'readOnly';
  const [sampling] = await samplingFor(bench, target);
  const whole = isSet ? wholeSample(target, sampling) : undefined;
  const made = await create(
    bench,
    target,
    whole === undefined ? {} : { [target.attribute.name]: whole },
  );
  const shown = await readWith(
    bench,
    `${target.type.endpoint}/${encodeURIComponent(made.id)}`,
    target,
  );
  const value = valueIn(shown, target);
  const find = async (term: string): Promise<number | undefined> => {
    const filter = `id eq "${made.id}" and ${nameOf(target)} ${term}`;
    const answer = await bench.get(target.type.endpoint, { filter });
    if (!isShown(target)) {
      bench.expect(answer, { status: [200, 400, 403] });
      return undefined;
    }
    bench.expect(answer, { status: 200 });
    return Number(answer.object['totalResults']);
  };
  const isThere = !isUnassigned(value);
  const found = await find('pr');
  if (found === undefined) return;
  bench.require(found === (isThere ? 1 : 0), `pr to find ${isThere ? 1 : 0}`, String(found));
  const word = isList(value) ? value[0] : value;
  const isComparable = isThere && !isObject(word) && word !== undefined;
  if (isComparable) {
    const equal = await find(`eq ${JSON.stringify(word)}`);
    bench.require(equal === 1, `eq ${told(word)} to find 1`, String(equal));
  }
};

const projects: Doing = async (bench, target) => {
  const isSet = mutabilityOf(target) !== 'readOnly';
  const [sampling] = await samplingFor(bench, target);
  const whole = isSet ? wholeSample(target, sampling) : undefined;
  const made = await create(
    bench,
    target,
    whole === undefined ? {} : { [target.attribute.name]: whole },
  );
  const place = `${target.type.endpoint}/${encodeURIComponent(made.id)}`;
  const value = valueIn(await readWith(bench, place, target), target);
  const name = nameOf(target);
  const only = await bench.get(place, { attributes: name });
  bench.expect(only, { status: 200, body: { id: made.id } });
  const seen = valueIn(only.object, target);
  const unfit = departure(shownOf(target, value) ?? null, shownOf(target, seen));
  bench.require(!unfit, `${name} ${told(value)}`, told(seen));
  const other = target.type.schema.attributes.find(
    (each) => each.required && each.returned === 'default' && each.name !== target.attribute.name,
  );
  if (other) bench.expect(only, { without: [other.name] });
  const except = await bench.get(place, { excludedAttributes: name });
  bench.expect(except, { status: 200, body: { id: made.id } });
  if (ownerOf(target).returned === 'always') return;
  const left = valueIn(except.object, target);
  bench.require(left === undefined, `no ${name}`, told(left));
};

/** What is tried with every attribute: the name, the section that decides, and what it needs. */
const doings: readonly {
  readonly name: string;
  readonly rfc: string;
  readonly title: string;
  readonly needs: readonly Feature[];
  readonly run: Doing;
}[] = [
  { name: 'add', rfc: '7644 3.5.2.1', title: 'Add', needs: ['patch'], run: adds },
  { name: 'replace', rfc: '7644 3.5.2.3', title: 'Replace', needs: ['patch'], run: replaces },
  { name: 'remove', rfc: '7644 3.5.2.2', title: 'Remove', needs: ['patch'], run: removes },
  { name: 'filter', rfc: '7644 3.4.2.2', title: 'Filters', needs: ['filter'], run: filters },
  { name: 'projection', rfc: '7644 3.9', title: 'Chosen attributes', needs: [], run: projects },
];

/** The checks that follow from the schemas of a server. */
export const generatedChecks = ({ types }: Survey): readonly Check[] =>
  types.flatMap((type) =>
    targetsOf(type).flatMap((target) =>
      doings.map(({ name, rfc, title, needs, run }): Check => {
        const short = nameOf(target).replace(/^urn:.*:(?=[^:]+$)/, '');
        const mutability = mutabilityOf(target);
        return {
          id: `GEN-${type.name}.${short}-${name}`,
          level: 'M',
          rfc,
          title: `${title} of ${short} of a ${type.name} does what ${mutability} means`,
          needs,
          run: (bench) => run(bench, target),
        };
      }),
    ),
  );
