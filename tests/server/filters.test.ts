// Filters over HTTP: the right people, or a 400 that says why (RFC 7644 §3.4.2.2).
import { expect, test } from 'vitest';
import { bench, core, enterprise, query, type Bench } from './kit.ts';

/** Four people who differ in everything filters look at. */
async function four(): Promise<Bench> {
  const lab = await bench();
  await lab.user('anna', {
    displayName: 'Anna Bell',
    title: 'Lead',
    externalId: 'Ext-A',
    name: { familyName: "O'Malley", givenName: 'Anna' },
    emails: [
      { value: 'anna@d.example', type: 'work', primary: true },
      { value: 'anna@home.example', type: 'home' },
    ],
    [enterprise]: { manager: { value: '1007' }, department: 'IT' },
  });
  await lab.user('Bert', { displayName: 'Bert "B" C\\D', active: false, externalId: 'Ext-B' });
  await lab.user('caro', {
    title: 'Clerk',
    emails: [
      { value: 'caro@x.example', type: 'work' },
      { value: 'caro@d.example', type: 'home' },
    ],
    ims: [{ value: 'caro', type: 'xmpp' }],
  });
  await lab.user('a) or (b] x [c eq "', { displayName: 'tab\there é and ] x [' });
  return lab;
}

const odd = 'a) or (b] x [c eq "';
const all = ['anna', 'Bert', 'caro', odd];

/** Keeps a filter to the four; ids of new users begin at 1042, and 1051 is somebody else. */
const among = (filter: string): string => `id ge "1042" and id le "1045" and (${filter})`;

test.each<readonly [string, readonly string[]]>([
  ['userName eq "anna"', ['anna']],
  ['userName eq "BERT"', ['Bert']],
  ['USERNAME Eq "anna" AND title PR', ['anna']],
  ['userName co "ER"', ['Bert']],
  ['userName sw "A"', ['anna', odd]],
  ['userName ew "RO"', ['caro']],
  ['displayName co "bell"', ['anna']],
  ['externalId sw "Ext-"', ['anna', 'Bert']],
  ['externalId sw "ext-"', []],
  ['externalId eq "Ext-A"', ['anna']],
  ['title pr', ['anna', 'caro']],
  ['name pr', ['anna']],
  ['emails pr', ['anna', 'caro']],
  ['ims pr', ['caro']],
  ['not (title pr)', ['Bert', odd]],
  ['active eq true', ['anna', 'caro', odd]],
  ['active eq false', ['Bert']],
  ['(userName eq "anna" or userName eq "bert") and title pr', ['anna']],
  ['not(userName eq "anna" or title pr)', ['Bert', odd]],
  ['emails.value co "@d"', ['anna', 'caro']],
  ['emails co "@x"', ['caro']],
  ['emails.type eq "work" and emails.value co "@d"', ['anna', 'caro']],
  ['emails[type eq "work" and value co "@d"]', ['anna']],
  ['emails[primary eq true]', ['anna']],
  [`${core}:userName eq "anna"`, ['anna']],
  [`${core}:name.givenName eq "anna"`, ['anna']],
  [`${core}:emails[type eq "work" and value co "@d"]`, ['anna']],
  [`${enterprise}:manager.value eq "1007"`, ['anna']],
  [`${enterprise}:manager.displayName co "Omar"`, ['anna']],
  [`${enterprise}:department eq "it"`, ['anna']],
  ['name.familyName co "O\'Malley"', ['anna']],
  ['displayName eq "Bert \\"B\\" C\\\\D"', ['Bert']],
  ['displayName co "tab\\there \\u00e9"', [odd]],
  ['userName eq "a) or (b] x [c eq \\""', [odd]],
  ['title eq null', ['Bert', odd]],
  ['title ne null', ['anna', 'caro']],
  ['meta.location ew "/Users/1042"', ['anna']],
  ['groups pr', []],
])('FLT %s', async (filter, names) => {
  const lab = await four();
  expect(await lab.found(among(filter))).toEqual(names);
});

test('FLT-16 FLT-16b meta.lastModified is compared as a time, in any zone', async () => {
  const lab = await four();
  lab.now = Date.parse('2026-12-01T08:00:00Z');
  await lab.patch('/Users/1042', [{ op: 'replace', path: 'title', value: 'Head' }]);
  const when = (operator: string, at: string) =>
    lab.found(among(`meta.lastModified ${operator} "${at}"`));
  expect(await when('eq', '2026-12-01T10:00:00+02:00')).toEqual(['anna']);
  expect(await when('gt', '2026-12-01T09:59:59+02:00')).toEqual(['anna']);
  expect(await when('ge', '2026-12-01T08:00:00.000Z')).toEqual(['anna']);
  expect(await when('gt', '2026-12-01T08:00:00Z')).toEqual([]);
  expect(await when('lt', '2026-12-01T08:00:00Z')).toEqual(all.slice(1));
  expect(await when('le', '2026-12-01T08:00:00Z')).toEqual(all);
});

test.each([
  'active eq "true"',
  'active gt false',
  'x509Certificates.value lt "x"',
  'meta.lastModified gt "not-a-date"',
  'userName regex "x"',
  '(userName eq "x"',
  'userName eq "x',
  'emails[type eq "work"',
  'emails[]',
  '()',
  'not ()',
  'not userName eq "x"',
  'userName sw x',
  'shoeSize eq 44',
  'not (shoeSize pr)',
  'name.shoeSize pr',
  'emails.shoeSize pr',
  '',
  ' ',
  'userName',
  'userName eq',
  '('.repeat(5000),
  `${'('.repeat(3000)}title pr${')'.repeat(3000)}`,
])('FLT a filter that cannot be is 400 invalidFilter: %s', async (filter) => {
  const lab = await bench();
  const seen = await lab.get(`/Users?${query({ filter })}`);
  expect([seen.status, seen.json.scimType]).toEqual([400, 'invalidFilter']);
});

test('FLT-51b the sentence names the unknown operator', async () => {
  const lab = await bench();
  const { json } = await lab.get(`/Users?${query({ filter: 'userName regex "x"' })}`);
  expect(json.detail).toContain("'regex'");
});

test('FLT-59 FLT-59b blanks come as %20 or +, a plus sign as %2B', async () => {
  const lab = await bench();
  await lab.user('a+b c');
  for (const text of [
    'userName%20eq%20%22a%2Bb%20c%22',
    'userName+eq+%22a%2Bb+c%22',
    'userName+eq%20"a%2bb+c"',
  ])
    expect((await lab.get(`/Users?filter=${text}`)).json.totalResults, text).toBe(1);
});

test('FLT-60 a password cannot be guessed by a filter', async () => {
  const lab = await bench();
  await lab.user('with', { password: 'Sw0rdfish-1' });
  await lab.user('without');
  const { resource } = (await lab.store.read('test', (view) => view.get('User', '1042')))!;
  for (const filter of [
    'password eq "Sw0rdfish-1"',
    `password eq "${String(resource.password)}"`,
    'password sw "S"',
    'password sw "fingerprint"',
    'password pr',
    'password ne "x"',
    'password eq null',
    'not (password pr)',
  ]) {
    const matches = async (name: string) =>
      (await lab.get(`/Users?${query({ filter: `userName eq "${name}" and ${filter}` })}`)).json
        .totalResults;
    expect([filter, await matches('with')]).toEqual([filter, await matches('without')]);
  }
});

test('FLT-62 no answer holds more than filter.maxResults', async () => {
  const lab = await bench();
  await lab.store.write('test', { exchange: 'x', actor: 'x', at: '' }, async (edit) => {
    for (let at = 0; at < 1100; at += 1)
      await edit.put('User', { id: `n${at}`, schemas: [core], userName: `n${at}`, meta: {} });
  });
  const { json } = await lab.get('/Users?count=5000');
  expect([json.totalResults, json.itemsPerPage]).toEqual([1115, 1000]);
});

test('equality on an indexed attribute looks nowhere else, and the trace says so', async () => {
  const lab = await four();
  const steps = async (filter: string) =>
    (await lab.get(`/Users?${query({ filter })}`)).answer.trace.map(({ what }) => what);
  expect(await steps('userName eq "anna" and title pr')).toContain(
    'Looked up `userName` in its index: 1 user',
  );
  expect(await steps('title pr')).toContainEqual(
    expect.stringMatching(/^Compared 19 users with the filter: \d+ match$/),
  );
});
