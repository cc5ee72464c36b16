// Serves the same people as `npm run serve`, with scimmy and its routers on Express, out of a Map with an index of userNames.
import express from 'express';
import type { AddressInfo } from 'node:net';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import type { JsonObject } from '../../../src/base/json.ts';
import { withPeople } from '../../../src/headless/people.ts';
import type { WorldSeed } from '../../../src/server/world.ts';
import northwind from '../../../lessons/worlds/northwind.json';

type Stored = JsonObject & { readonly id: string };

const token = 'bench';
const world = withPeople(northwind as unknown as WorldSeed, Number(process.argv[2]));
const users = new Map<string, Stored>();
const names = new Map<string, string>();
const groups = new Map<string, Stored>(world.groups.map((group) => [group.id, group]));
let next = world.nextIds.User;

const nameOf = ({ userName }: JsonObject): string => String(userName).toLowerCase();

function keep(user: Stored): Stored {
  users.set(user.id, user);
  names.set(nameOf(user), user.id);
  return user;
}

for (const user of world.users) keep(user);
SCIMMY.Schemas.User.definition.extend(SCIMMY.Schemas.EnterpriseUser.definition);

/** The userName that is asked for and nothing else, for which there is an index. */
function soleName(filter: readonly object[]): string | undefined {
  const [only] = filter as readonly Readonly<Record<string, readonly unknown[]>>[];
  const wanted = only?.['userName'];
  const isSole = filter.length === 1 && Object.keys(only ?? {}).length === 1;
  return isSole && wanted?.[0] === 'eq' ? String(wanted[1]).toLowerCase() : undefined;
}

function found(filter: InstanceType<typeof SCIMMY.Types.Filter> | undefined): Stored[] {
  if (!filter) return [...users.values()];
  const name = soleName(filter);
  if (name === undefined) return filter.match([...users.values()]) as Stored[];
  const id = names.get(name);
  return id === undefined ? [] : [users.get(id)!];
}

const missing = (id: string): Error =>
  new SCIMMY.Types.Error(404, null as never, `Resource ${id} not found`);

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, instance) => {
    const given = JSON.parse(JSON.stringify(instance)) as JsonObject; // what a database would keep
    const old = resource.id === undefined ? undefined : users.get(resource.id);
    if (resource.id !== undefined && !old) throw missing(resource.id);
    const owner = names.get(nameOf(given));
    if (owner !== undefined && owner !== old?.id)
      throw new SCIMMY.Types.Error(409, 'uniqueness', 'userName is not unique');
    if (old) names.delete(nameOf(old));
    return keep({ ...given, id: old?.id ?? String(next++) }) as never;
  })
  .egress((resource) => {
    if (resource.id === undefined) return found(resource.filter) as never;
    const user = users.get(resource.id);
    if (!user) throw missing(resource.id);
    return user as never;
  })
  .degress((resource) => {
    const user = users.get(resource.id ?? '');
    if (!user) throw missing(resource.id ?? '');
    users.delete(user.id);
    names.delete(nameOf(user));
  });
SCIMMY.Resources.declare(SCIMMY.Resources.Group).egress((resource) =>
  resource.id === undefined ? ([...groups.values()] as never) : (groups.get(resource.id) as never),
);

const app = express();
app.use(
  '/scim',
  new SCIMMYRouters({
    type: 'bearer',
    handler: (request: { header(name: string): string | undefined }) => {
      if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('Who are you?');
      return 'somebody';
    },
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // over TCP it is never a pipe's name
  console.log(JSON.stringify({ baseUrl: `http://127.0.0.1:${port}/scim`, token }));
});
