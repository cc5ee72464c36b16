// Makes as many people as wanted, the same ones each time, for trying the server with a large directory.
import type { JsonObject } from '../base/json.ts';
import { userType } from '../scim/resourceTypes.ts';
import type { WorldSeed } from '../server/world.ts';

const givenNames = [
  ...['Amara', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farid', 'Greta', 'Hana', 'Ivo', 'Jana'],
  ...['Kofi', 'Lena', 'Mateo', 'Nadia', 'Oskar', 'Paula', 'Quinn', 'Rosa', 'Selim', 'Tove'],
];
const familyNames = [
  ...['Abe', 'Bakker', 'Costa', 'Dahl', 'Eriksen', 'Fischer', 'Gruber', 'Hansen', 'Ito', 'Jansen'],
  ...['Kaya', 'Lindqvist', 'Moreau', 'Novak', 'Okafor', 'Petrov', 'Rossi', 'Silva', 'Tanaka'],
];
const titles = ['Analyst', 'Clerk', 'Consultant', 'Developer', 'Engineer', 'Manager', 'Planner'];

/** Licences of a server that others try out: nobody who tests a client should run out of them. */
const mostLicences = 1_000_000;

/**
 * A world with so many people more, each with a userName and an e-mail of their own, and licences for all
 * who may come; ids go on counting.
 */
export function withPeople(world: WorldSeed, count: number): WorldSeed {
  const taken = new Set([...world.users, ...world.groups].map(({ id }) => id));
  const people: (JsonObject & { readonly id: string })[] = [];
  let next = world.nextIds.User;
  while (people.length < count) {
    const id = String(next);
    if (!taken.has(id)) people.push(person(id, people.length));
    next += 1;
  }
  return {
    ...world,
    users: [...world.users, ...people],
    vault: { ...world.vault, licences: Math.max(world.vault.licences, mostLicences) },
    nextIds: { ...world.nextIds, User: next },
  };
}

function person(id: string, at: number): JsonObject & { readonly id: string } {
  const givenName = givenNames[at % givenNames.length]!;
  const familyName = familyNames[Math.floor(at / givenNames.length) % familyNames.length]!;
  const userName = `${givenName}.${familyName}.${at + 1}@northwind.example`.toLowerCase();
  return {
    schemas: [userType.schema.id],
    id,
    externalId: `G${String(at + 1).padStart(6, '0')}`,
    userName,
    name: { formatted: `${givenName} ${familyName}`, familyName, givenName },
    displayName: `${givenName} ${familyName}`,
    title: titles[at % titles.length]!,
    active: at % 10 !== 9,
    emails: [{ value: userName, type: 'work', primary: true }],
  };
}
