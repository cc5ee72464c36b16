// Makes checks out of the server's own schemas: add, replace, remove, filter and projection, for every attribute of every type.
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Attribute } from '../../scim/schema.ts';
import { Inapplicable, type Bench, type Made } from '../bench.ts';
import type { Check, Feature } from '../check.ts';
import { departure, isUnassigned, present, told } from '../pattern.ts';
import type { Survey, SurveyedSchema, SurveyedType } from '../survey.ts';
import { isWritable, refersToUser, sample, sampleOne, type Sampling } from '../values.ts';

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
      ...(refersToUser(attribute) ? [] : (attribute.subAttributes ?? [])).map((sub) => ({
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
  if (!refersToUser(target.attribute)) return [1, 2].map((no) => ({ text, no })) as never; // two of them
  const [left, right] = [(await bench.user()).id, (await bench.user()).id];
  return [
    { text, no: 1, user: left },
    { text, no: 2, user: right },
  ];
}

/** The least body of a resource of a type: what its schema requires. */
function leastBody(bench: Bench, { schema, name }: SurveyedType): JsonObject {
  const required = schema.attributes.filter((each) => each.required && isWritable(each));
  const parts = required.map((each) => {
    const value = sample(each, { text: bench.unique(), no: 1 });
    if (value === undefined)
      throw new Inapplicable(`No value can be thought up for ${each.name}, which a ${name} needs.`);
    return [each.name, value] as const;
  });
  return { schemas: [schema.id], ...Object.fromEntries(parts) };
}

/** Creates a resource of the type with these attributes of the target's home. */
async function create(bench: Bench, target: Target, attributes: JsonObject): Promise<Made> {
  const { type, home } = target;
  const body = leastBody(bench, type);
  const extended = {
    ...body,
    schemas: [type.schema.id, home.id],
    [home.id]: attributes,
  };
  const isBare = Object.keys(attributes).length === 0;
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
  const wanted = sub && attribute.multiValued ? [of.value] : of.value;
  const unfit = departure(wanted, seen);
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

const adds: Doing = async (bench, target) => {
  if (mutabilityOf(target) === 'readOnly') return refuses(bench, target, 'add');
  const [sampling] = await samplingFor(bench, target);
  const isPart = target.sub !== undefined && target.attribute.multiValued;
  const value = soughtValue(target, sampling) ?? filled(target, sampling);
  if (isPart) {
    if (mutabilityOf(target) === 'immutable') throw new Inapplicable('It is set with its element.');
    const { place, path } = await prepare(bench, target, sampling);
    const answer = await bench.patch(place, { op: 'add', path, value });
    bench.expect(answer, { status: [200, 204] });
    return shows(bench, await bench.read(place), { target, value });
  }
  const made = await create(bench, target, {});
  const place = `${target.type.endpoint}/${encodeURIComponent(made.id)}`;
  const answer = await bench.patch(place, { op: 'add', path: nameOf(target), value });
  bench.expect(answer, { status: [200, 204] });
  shows(bench, await bench.read(place), { target, value });
};

const replaces: Doing = async (bench, target) => {
  if (mutabilityOf(target) === 'readOnly') return refuses(bench, target, 'replace');
  const [first, second] = await samplingFor(bench, target);
  const { place, path } = await prepare(bench, target, first);
  const value = soughtValue(target, second) ?? filled(target, second);
  const before = await bench.read(place);
  const answer = await bench.patch(place, { op: 'replace', path, value });
  if (mutabilityOf(target) === 'immutable') {
    bench.expect(answer, { status: 400, mayBe: 'mutability' });
    return bench.expect(await bench.get(place), { body: before });
  }
  bench.expect(answer, { status: [200, 204] });
  shows(bench, await bench.read(place), { target, value });
};

const removes: Doing = async (bench, target) => {
  if (mutabilityOf(target) === 'readOnly') return refuses(bench, target, 'remove');
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
  const left = valueIn(await bench.read(place), target);
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
  const shown = await bench.read(`${target.type.endpoint}/${encodeURIComponent(made.id)}`);
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
  const value = valueIn(await bench.read(place), target);
  const name = nameOf(target);
  const only = await bench.get(place, { attributes: name });
  bench.expect(only, { status: 200, body: { id: made.id } });
  const seen = valueIn(only.object, target);
  bench.require(!departure(value ?? null, seen), `${name} ${told(value)}`, told(seen));
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
