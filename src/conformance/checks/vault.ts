// Checks folders and the rights on them as resources, which Delinea's connectors serve after an expired draft.
import type { JsonObject } from '../../base/json.ts';
import type { Bench, Made } from '../bench.ts';
import { check, needing, type Check } from '../check.ts';
import { present } from '../pattern.ts';

const urn = 'urn:ietf:params:scim:schemas:pam:1.0:';

const folderBody = (name: string, more: JsonObject = {}): JsonObject => ({
  schemas: [`${urn}Container`],
  name,
  ...more,
});

const rowBody = (more: JsonObject): JsonObject => ({
  schemas: [`${urn}ContainerPermission`],
  rights: ['View'],
  ...more,
});

const inFolder = ({ id }: Made): JsonObject => ({ parent: { value: id } });

const folder = (bench: Bench, more: JsonObject = {}): Promise<Made> =>
  bench.made('/Containers', folderBody(`Folder ${bench.unique()}`, more));

const folders: readonly Check[] = [
  check('VLT-01 P 7643 6', 'A folder is created, renamed and deleted', {
    run: async (bench) => {
      const made = await folder(bench);
      const path = `/Containers/${made.id}`;
      const name = `Renamed ${bench.unique()}`;
      const renamed = await bench.patch(path, { op: 'replace', path: 'name', value: name });
      bench.expect(renamed, { status: [200, 204] });
      bench.expect(await bench.get(path), { status: 200, body: { name } });
      bench.expect(await bench.remove(path), { status: 204 });
      bench.expect(await bench.get(path), { status: 404 });
    },
  }),
  check('VLT-02 P 7643 2.4', 'A folder in a folder tells the address and the name of its parent', {
    run: async (bench) => {
      const outer = await folder(bench);
      const inner = await folder(bench, inFolder(outer));
      const parent = { value: outer.id, $ref: present, display: outer['name'] ?? '' };
      bench.expect(await bench.get(`/Containers/${inner.id}`), { status: 200, body: { parent } });
    },
  }),
  check('VLT-03 P 7643 2.3.7', 'A parent that does not exist is refused', {
    run: async (bench) => {
      const body = folderBody(bench.unique(), { parent: { value: `none-${bench.tag}` } });
      bench.expect(await bench.post('/Containers', body), { status: 400, mayBe: 'invalidValue' });
    },
  }),
  check('VLT-04 P 7644 3.12', 'A folder cannot lie within itself', {
    run: async (bench) => {
      const outer = await folder(bench);
      const inner = await folder(bench, inFolder(outer));
      const value = { value: inner.id };
      const answer = await bench.patch(`/Containers/${outer.id}`, {
        ...{ op: 'replace', path: 'parent', value },
      });
      bench.expect(answer, { status: 400, mayBe: 'invalidValue' });
    },
  }),
  check('VLT-05 P 7644 3.12', 'A folder that holds another is not deleted', {
    run: async (bench) => {
      const outer = await folder(bench);
      await folder(bench, inFolder(outer));
      bench.expect(await bench.remove(`/Containers/${outer.id}`), { status: 409 });
      bench.expect(await bench.get(`/Containers/${outer.id}`), { status: 200 });
    },
  }),
];

const rights: readonly Check[] = [
  check('VLT-06 P 7643 6', 'Rights on a folder are a resource that can be found and taken away', {
    run: async (bench) => {
      const [user, where] = [await bench.user(), await folder(bench)];
      const references = { container: { value: where.id }, user: { value: user.id } };
      const row = await bench.made('/ContainerPermissions', rowBody(references));
      const filter = `container.value eq "${where.id}"`;
      const found = await bench.get('/ContainerPermissions', { filter });
      bench.expect(found, { status: 200, body: { totalResults: 1, Resources: [{ id: row.id }] } });
      const path = `/ContainerPermissions/${row.id}`;
      bench.expect(await bench.remove(path), { status: 204 });
      bench.expect(await bench.get(path), { status: 404 });
    },
  }),
  check('VLT-07 P 7644 3.12', 'Rights of nobody, and of two at once, are refused', {
    run: async (bench) => {
      const [user, group, where] = [await bench.user(), await bench.group(), await folder(bench)];
      const container = { value: where.id };
      const both = { container, user: { value: user.id }, group: { value: group.id } };
      for (const references of [{ container }, both])
        bench.expect(await bench.post('/ContainerPermissions', rowBody(references)), {
          ...{ status: 400, mayBe: 'invalidValue' },
        });
    },
  }),
  check('VLT-08 P 7643 7', 'The folder of a row of rights cannot be changed', {
    run: async (bench) => {
      const user = await bench.user();
      const [first, second] = [await folder(bench), await folder(bench)];
      const references = { container: { value: first.id }, user: { value: user.id } };
      const row = await bench.made('/ContainerPermissions', rowBody(references));
      const value = { value: second.id };
      const path = `/ContainerPermissions/${row.id}`;
      const answer = await bench.patch(path, { op: 'replace', path: 'container', value });
      bench.expect(answer, { status: 400, mayBe: 'mutability' });
      bench.expect(await bench.get(path), { body: { container: { value: first.id } } });
    },
  }),
];

/** Checks of folders and rights; a server without them is not asked. */
export const vaultChecks: readonly Check[] = needing(['vault'], [...folders, ...rights]);
