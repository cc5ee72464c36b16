// What the four profiles do differently where the RFC leaves a choice.
import { expect, test } from 'vitest';
import { bench, core, coreGroup, type Bench } from './kit.ts';

const hidden = (lab: Bench, id: string) =>
  lab.store.read('test', (view) => view.get('DisabledUser', id));

test('the connector answers DELETE with 204, disables the account and hides it', async () => {
  const lab = await bench('connector', 'northwind-ana');
  const { status, answer } = await lab.remove('/Users/1042');
  expect(status).toBe(204);
  expect(answer.events.map(({ name }) => name)).toEqual([
    'User Disabled',
    'Removed From Group',
    'Removed From Group',
  ]);
  expect(answer.events[0]!.detail).toContain('account off');
  for (const again of [await lab.get('/Users/1042'), await lab.remove('/Users/1042')])
    expect(again.status).toBe(404);
  expect(await lab.found('userName sw "ana"')).toEqual([]);
  expect((await hidden(lab, '1042'))?.resource.active).toBe(false);
});

test('the connector keeps the userName of a hidden account taken, and its id is not given again', async () => {
  const lab = await bench('connector', 'northwind-ana');
  await lab.remove('/Users/1042');
  const body = { schemas: [core], userName: 'Ana.Ruiz@northwind.example' };
  expect((await lab.post('/Users', body)).status).toBe(409);
  expect((await lab.user('other')).id).not.toBe('1042');
});

test('the cloud connector erases', async () => {
  const lab = await bench('cloud', 'northwind-ana');
  await lab.remove('/Users/1042');
  expect(await hidden(lab, '1042')).toBeUndefined();
  expect((await lab.user('ana.ruiz@northwind.example')).id).not.toBe('1042');
});

test('the connector deletes groups like everybody', async () => {
  const lab = await bench('connector');
  const { id } = await lab.group('Team');
  expect((await lab.remove(`/Groups/${id}`)).status).toBe(204);
  expect((await lab.get(`/Groups/${id}`)).status).toBe(404);
});

test('lenient forgives stray characters at the end of a URL and the case of parameter names', async () => {
  const lab = await bench('lenient');
  const seen = await lab.get('/Users?FILTER=userName+sw+%22omar%22&startindex=1&&?');
  expect(seen.json.totalResults).toBe(1);
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({ kind: 'warn', what: 'Ignored `&&?` at the end of the URL' }),
  );
  expect((await lab.get('/Users/1007?')).status).toBe(200);
  expect((await lab.get('/Users?aadOptscim062020')).status).toBe(200);
});

test('strict takes parameter names as they are written', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Users?FILTER=userName+sw+%22omar%22');
  expect(json.totalResults).toBe(15);
});

test('lenient coerces booleans in bodies and filters', async () => {
  const lab = await bench('lenient');
  const made = await lab.user('one', { active: 'False', roles: [{ value: 'r', primary: 'True' }] });
  expect([made.active, made.roles]).toEqual([false, [{ value: 'r', primary: true }]]);
  expect(await lab.found('active eq "False" and userName eq "one"')).toEqual(['one']);
});

test('ENF-05 lenient reads a manager in every form that providers send', async () => {
  const lab = await bench('lenient');
  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const { id } = await lab.user('one');
  const manager = async (operation: { op: string; path: string; value?: unknown }) => {
    const seen = await lab.patch(`/Users/${id}`, [operation as never]);
    expect([operation, seen.status]).toEqual([operation, 200]);
    const extension = seen.json[urn] as { manager?: { value: string } } | undefined;
    return extension?.manager?.value;
  };
  const path = `${urn}:manager`;
  expect(await manager({ op: 'Add', path, value: '1007' })).toBe('1007');
  expect(await manager({ op: 'Replace', path, value: { value: '1019' } })).toBe('1019');
  expect(await manager({ op: 'Replace', path, value: [{ value: '1007' }] })).toBe('1007');
  expect(await manager({ op: 'Replace', path: `${path}.value`, value: '1019' })).toBe('1019');
  expect(await manager({ op: 'Replace', path, value: '' })).toBeUndefined();
  await manager({ op: 'Add', path, value: '1007' });
  expect(await manager({ op: 'Remove', path })).toBeUndefined();
});

test('GRP-20 GRP-24 lenient takes members as plain strings, and removes only those listed', async () => {
  const lab = await bench('lenient');
  const [a, b, c] = [await lab.user('a'), await lab.user('b'), await lab.user('c')];
  const { id } = await lab.group('Team');
  const members = async (operation: { op: string; path: string; value: unknown }) => {
    const { json } = await lab.patch(`/Groups/${id}`, [operation as never]);
    return ((json.members ?? []) as { value: string }[]).map(({ value }) => value);
  };
  const path = 'members';
  expect(await members({ op: 'Add', path, value: a.id })).toEqual([a.id]);
  expect(await members({ op: 'Add', path, value: [b.id, c.id] })).toEqual([a.id, b.id, c.id]);
  expect(await members({ op: 'Remove', path, value: [{ value: a.id }] })).toEqual([b.id, c.id]);
});

test('strict removes nobody when a remove of members has a value', async () => {
  const lab = await bench();
  const [a, b] = [await lab.user('a'), await lab.user('b')];
  const { id } = await lab.group('Team', a.id, b.id);
  const seen = await lab.patch(`/Groups/${id}`, [
    { op: 'remove', path: 'members', value: [{ value: a.id }] },
  ]);
  expect([seen.status, seen.json.scimType]).toEqual([400, 'invalidValue']);
  expect((await lab.get(`/Groups/${id}`)).json.members).toHaveLength(2);
});

test('every profile finds, creates, changes and lists', async () => {
  for (const profile of ['strict', 'lenient', 'connector', 'cloud'] as const) {
    const lab = await bench(profile);
    const { id } = await lab.user('one');
    const group = await lab.post('/Groups', {
      schemas: [coreGroup],
      displayName: 'Team',
      members: [{ value: id }],
    });
    expect(group.status).toBe(201);
    expect(await lab.found('userName eq "ONE"')).toEqual(['one']);
    const seen = await lab.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
    expect([seen.status, seen.json.active]).toEqual([200, false]);
  }
});
