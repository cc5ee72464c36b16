// Walks what /Schemas and /ResourceTypes declare, and tries every attribute of every type: add, replace, remove, filter, projection.
import { expect, test } from 'vitest';
import { isList, isObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { definitions, deviceUrn } from './devices.ts';
import { benchOf, core, coreGroup, query, type Bench } from './kit.ts';

const open = (): Promise<Bench> => benchOf({ profile: 'strict', more: { definitions } });
const objects = (value: Json | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : [];

/** An attribute of a type as discovery declares it, and the complex attribute it is a part of. */
interface Place {
  readonly endpoint: string;
  readonly base: string;
  /** URN of the extension that declares it. */
  readonly urn: string | undefined;
  readonly attribute: JsonObject;
  readonly whole: JsonObject | undefined;
}

const nameOf = ({ name }: JsonObject): string => String(name);
/** As paths, filters and projections name it. */
const pathOf = ({ urn, whole, attribute }: Place): string =>
  [urn, [whole, attribute].flatMap((one) => (one ? [nameOf(one)] : [])).join('.')]
    .filter((part) => part !== undefined)
    .join(':');

async function declared(lab: Bench): Promise<readonly Place[]> {
  const schemas = objects((await lab.get('/Schemas')).json.Resources);
  const schemaOf = (urn: Json | undefined): JsonObject => schemas.find(({ id }) => id === urn)!;
  return objects((await lab.get('/ResourceTypes')).json.Resources).flatMap((type) => {
    const base = String(type.schema);
    const homes = [base, ...objects(type.schemaExtensions).map(({ schema }) => String(schema))];
    return homes.flatMap((home) =>
      objects(schemaOf(home).attributes).flatMap((attribute) => {
        const at = { endpoint: String(type.endpoint), base, urn: home === base ? undefined : home };
        const parts = objects(attribute.subAttributes);
        return [
          { ...at, attribute, whole: undefined },
          ...parts.map((part) => ({ ...at, attribute: part, whole: attribute })),
        ];
      }),
    );
  });
}

const lab = await open();
const all = await declared(lab);
const rows = (places: readonly Place[]) =>
  places.map((place) => [`${place.endpoint} ${pathOf(place)}`, place] as const);

test('discovery declares enough to try', () => {
  expect(all.length).toBeGreaterThan(120);
  expect(new Set(all.map(({ endpoint }) => endpoint))).toEqual(
    new Set(['/Users', '/Groups', '/Devices']),
  );
});

// — Values

const isServers = ({ attribute, whole }: Place): boolean =>
  attribute.mutability === 'readOnly' || whole?.mutability === 'readOnly';

/** Values by type, another each round; text is another for each resource, since some of it is unique. */
const values: Readonly<Record<string, (name: string, round: number) => Json>> = {
  boolean: (_, round) => round === 0,
  integer: (_, round) => 41 + round,
  decimal: (_, round) => 1.5 + round,
  dateTime: (_, round) => `2026-0${round + 1}-02T03:04:05Z`,
  binary: (_, round) => ['TUlJQg==', 'TUlJQw=='][round]!,
  reference: (_, round) => `https://northwind.example/${round}`,
  string: (name, round) => `text-${name}-${count}-${round}`,
};

function valueFor(attribute: JsonObject, whole: JsonObject | undefined, round: number): Json {
  const name = nameOf(attribute);
  return referred(name, whole, round) ?? values[String(attribute.type)]!(name, round);
}

/** Parts of a reference mean somebody or something that exists. */
function referred(name: string, whole: JsonObject | undefined, round: number): Json | undefined {
  const ref = objects(whole?.subAttributes).find((part) => part.name === '$ref');
  const types = ref && isList(ref.referenceTypes) ? ref.referenceTypes : [];
  if (name === 'type' && ref) return types[0];
  if (name !== 'value' || !ref) return undefined;
  return types[0] === 'Device' ? devices[round] : ['1007', '1019'][round];
}

const devices: string[] = [];
const canBeSet = ({ mutability, name }: JsonObject): boolean =>
  mutability !== 'readOnly' && !(name === '$ref' && mutability !== 'readWrite');

/** A value of the whole attribute: of a complex one, every part that can be set. */
function wholeValue(attribute: JsonObject, round: number): Json {
  const one =
    attribute.type === 'complex'
      ? Object.fromEntries(
          objects(attribute.subAttributes)
            .filter(canBeSet)
            .map((part) => [nameOf(part), valueFor(part, attribute, round)]),
        )
      : valueFor(attribute, undefined, round);
  return attribute.multiValued === true ? [one] : one;
}

/** A fresh resource of the type with what it must have. */
async function fresh({ endpoint, base, urn }: Place): Promise<string> {
  const unique = `n${++count}`;
  if (devices.length === 0)
    for (const serial of ['D-1', 'D-2']) {
      const made = await lab.post('/Devices', { schemas: [deviceUrn], serial });
      devices.push(String(made.json.id));
    }
  const body = {
    '/Users': { schemas: [core], userName: unique },
    '/Groups': { schemas: [coreGroup], displayName: unique },
    '/Devices': { schemas: [base], serial: unique },
  }[endpoint]!;
  const required = urn?.endsWith(':Care') ? { [urn]: { contract: 'C' } } : {};
  const seen = await lab.post(endpoint, { ...body, ...required });
  expect(seen.status, seen.text).toBe(201);
  return `${endpoint}/${String(seen.json.id)}`;
}
let count = 0;

/** The value at a place in an answer; of several elements, of the first. */
function valueIn(json: JsonObject, { urn, whole, attribute }: Place): Json | undefined {
  const home = urn === undefined ? json : json[urn];
  const outer = isObject(home) ? home[nameOf(whole ?? attribute)] : undefined;
  if (!whole) return outer;
  const element = isList(outer) ? outer[0] : outer;
  return isObject(element) ? element[nameOf(attribute)] : undefined;
}

const wholePlace = (place: Place): Place =>
  place.whole ? { ...place, attribute: place.whole, whole: undefined } : place;

/** Gives the resource the whole attribute that a place is in. */
async function filled(place: Place, round = 0): Promise<string> {
  const path = await fresh(place);
  const outer = wholePlace(place);
  const value = wholeValue(outer.attribute, round);
  const seen = await lab.patch(path, [{ op: 'add', path: pathOf(outer), value }]);
  expect(seen.status, seen.text).toBe(200);
  return path;
}

// — Checks

const servers = all.filter(isServers);
const settable = all.filter((place) => !isServers(place) && canBeSet(place.attribute));
const isSecret = ({ attribute, whole }: Place): boolean =>
  attribute.returned === 'never' || whole?.returned === 'never';

test.each(rows(servers))('PAT-80 %s is the server’s: no PATCH reaches it', async (_, place) => {
  const path = await fresh(place);
  const before = (await lab.get(path)).json;
  for (const op of ['add', 'replace', 'remove']) {
    const value = op === 'remove' ? {} : { value: wholeValue(place.attribute, 0) };
    const seen = await lab.patch(path, [{ op, path: pathOf(place), ...value }]);
    expect([op, seen.status, seen.json.scimType]).toEqual([op, 400, 'mutability']);
  }
  expect((await lab.get(path)).json).toEqual(before);
});

test.each(rows(settable.filter(isSecret)))(
  'PAT-79 PRJ-13 %s is taken and never shown',
  async (_, place) => {
    const path = await filled(place);
    const shown = `${path}?${query({ attributes: pathOf(place) })}`;
    expect(valueIn((await lab.get(path)).json, place)).toBeUndefined();
    expect(valueIn((await lab.get(shown)).json, place)).toBeUndefined();
    const value = valueFor(place.attribute, place.whole, 1);
    const seen = await lab.patch(path, [{ op: 'replace', path: pathOf(place), value }]);
    expect([seen.status, valueIn(seen.json, place)]).toEqual([200, undefined]);
    const filter = `${pathOf(place)} pr`;
    expect((await lab.get(`${place.endpoint}?${query({ filter })}`)).status).toBe(400);
  },
);

/** A serial is set from the start and stays. */
const visible = settable.filter(
  (place) => !isSecret(place) && nameOf(place.attribute) !== 'serial',
);

test.each(rows(visible))('%s: an add is stored and shown when asked for', async (_, place) => {
  const path = await filled(place);
  const { json } = await lab.get(`${path}?${query({ attributes: pathOf(place) })}`);
  const expected = place.whole
    ? valueFor(place.attribute, place.whole, 0)
    : shownOf(wholeValue(place.attribute, 0), place.attribute);
  const value = valueIn(json, place);
  if (isObject(expected)) expect(value).toMatchObject(expected);
  else
    expect(value).toEqual(
      isList(expected) ? expect.arrayContaining(expected.map(loose)) : expected,
    );
  const hidden = await lab.get(`${path}?${query({ excludedAttributes: pathOf(place) })}`);
  if (place.attribute.returned === 'always') expect(valueIn(hidden.json, place)).toBeDefined();
  else expect(valueIn(hidden.json, place)).toBeUndefined();
});

const loose = (value: Json): unknown => (isObject(value) ? expect.objectContaining(value) : value);

/** What of a complex value comes back when the whole is asked for. */
function shownOf(value: Json, { subAttributes }: JsonObject): Json {
  if (isList(value)) return value.map((one) => shownOf(one, { subAttributes }));
  if (!isObject(value)) return value;
  const hidden = new Set(
    objects(subAttributes)
      .filter(({ returned }) => returned === 'never' || returned === 'request')
      .map(nameOf),
  );
  return Object.fromEntries(Object.entries(value).filter(([name]) => !hidden.has(name)));
}

const comparable = visible.filter(({ attribute }) => attribute.type !== 'complex');

test.each(rows(comparable))(
  '%s: filters find the value, and pr that there is one',
  async (_, place) => {
    const path = await filled(place);
    const id = path.replace(/.*\//, '');
    const value = JSON.stringify(valueFor(place.attribute, place.whole, 0));
    const finds = async (filter: string): Promise<boolean> => {
      const seen = await lab.get(`${place.endpoint}?count=1000&${query({ filter })}`);
      expect(seen.status, `${filter}: ${seen.text}`).toBe(200);
      return objects(seen.json.Resources).some((each) => each.id === id);
    };
    const name = pathOf(place);
    expect(await finds(`${name} eq ${value}`)).toBe(true);
    expect(await finds(`id eq "${id}" and not (${name} eq ${value})`)).toBe(false);
    expect(await finds(`${name} pr`)).toBe(true);
    if (place.attribute.type === 'string') {
      const upper = value.toUpperCase();
      expect(await finds(`${name} eq ${upper}`)).toBe(
        upper === value || place.attribute.caseExact === false,
      );
      expect(
        await finds(`${name} sw ${JSON.stringify(String(JSON.parse(value)).slice(0, 3))}`),
      ).toBe(true);
    }
  },
);

test.each(rows(visible))('%s: a replace changes it, unless it is immutable', async (_, place) => {
  const path = await filled(place);
  const { attribute, whole } = place;
  const value = whole ? valueFor(attribute, whole, 1) : wholeValue(attribute, 1);
  const isFixed =
    attribute.mutability === 'immutable' ||
    objects(attribute.multiValued === true ? [] : attribute.subAttributes).some(
      (part) => part.mutability === 'immutable' && canBeSet(part),
    );
  const old = whole ? valueFor(attribute, whole, 0) : wholeValue(attribute, 0);
  const isSame = JSON.stringify(value) === JSON.stringify(old);
  const seen = await lab.patch(path, [{ op: 'replace', path: pathOf(place), value }]);
  if (isFixed && !isSame) expect([seen.status, seen.json.scimType]).toEqual([400, 'mutability']);
  else expect(seen.status, seen.text).toBe(200);
});

test.each(rows(visible))(
  '%s: a remove clears it, unless it is required or immutable',
  async (_, place) => {
    const path = await filled(place);
    const { attribute } = place;
    const seen = await lab.patch(path, [{ op: 'remove', path: pathOf(place) }]);
    if (attribute.required === true || attribute.mutability === 'immutable')
      expect(seen.status, seen.text).toBe(400);
    else {
      expect(seen.status, seen.text).toBe(200);
      expect(
        valueIn((await lab.get(`${path}?${query({ attributes: pathOf(place) })}`)).json, place),
      ).toBeUndefined();
    }
  },
);

/** What a plain read shows; what is shown on request only cannot come back by itself. */
const readBack = visible.filter(
  ({ whole, attribute }) =>
    !whole &&
    [attribute, ...objects(attribute.subAttributes)].every(
      ({ returned }) => returned !== 'request',
    ),
);

test.each(rows(readBack))('%s: a PUT of what was read changes nothing', async (_, place) => {
  const path = await filled(place);
  const { json } = await lab.get(path);
  const seen = await lab.put(path, json);
  expect(seen.status, seen.text).toBe(200);
  expect(seen.json).toEqual(json);
});
