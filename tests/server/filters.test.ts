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

test.each<readonly [string, string, readonly string[]]>([
  ['FLT-01', 'userName eq "anna"', ['anna']],
  ['FLT-03', 'userName eq "BERT"', ['Bert']],
  ['FLT-04', 'USERNAME Eq "anna" AND title PR', ['anna']],
  ['FLT-06', 'userName co "ER"', ['Bert']],
  ['FLT-06', 'userName sw "A"', ['anna', odd]],
  ['FLT-06', 'userName ew "RO"', ['caro']],
  ['FLT-06', 'displayName co "bell"', ['anna']],
  ['FLT-06', 'externalId sw "Ext-"', ['anna', 'Bert']],
  ['FLT-06', 'externalId sw "ext-"', []],
  ['FLT-47', 'externalId eq "Ext-A"', ['anna']],
  ['FLT-08', 'title pr', ['anna', 'caro']],
  ['FLT-09', 'name pr', ['anna']],
  ['FLT-10', 'emails pr', ['anna', 'caro']],
  ['FLT-10', 'ims pr', ['caro']],
  ['FLT-11', 'not (title pr)', ['Bert', odd]],
  ['FLT-12', 'active eq true', ['anna', 'caro', odd]],
  ['FLT-12', 'active eq false', ['Bert']],
  ['FLT-24', '(userName eq "anna" or userName eq "bert") and title pr', ['anna']],
  ['FLT-26', 'not(userName eq "anna" or title pr)', ['Bert', odd]],
  ['FLT-30', 'emails.value co "@d"', ['anna', 'caro']],
  ['FLT-31', 'emails co "@x"', ['caro']],
  ['FLT-32', 'emails.type eq "work" and emails.value co "@d"', ['anna', 'caro']],
  ['FLT-32', 'emails[type eq "work" and value co "@d"]', ['anna']],
  ['FLT-39', 'emails[primary eq true]', ['anna']],
  ['FLT-41', `${core}:userName eq "anna"`, ['anna']],
  ['FLT-41', `${core}:name.givenName eq "anna"`, ['anna']],
  ['FLT-44', `${core}:emails[type eq "work" and value co "@d"]`, ['anna']],
  ['FLT-43', `${enterprise}:manager.value eq "1007"`, ['anna']],
  ['FLT', `${enterprise}:manager.displayName co "Omar"`, ['anna']],
  ['FLT', `${enterprise}:department eq "it"`, ['anna']],
  ['FLT-58', 'name.familyName co "O\'Malley"', ['anna']],
  ['FLT-56', 'displayName eq "Bert \\"B\\" C\\\\D"', ['Bert']],
  ['FLT-56', 'displayName co "tab\\there \\u00e9"', [odd]],
  ['FLT-57', 'userName eq "a) or (b] x [c eq \\""', [odd]],
  ['policy', 'title eq null', ['Bert', odd]],
  ['policy', 'title ne null', ['anna', 'caro']],
  ['FLT', 'meta.location ew "/Users/1042"', ['anna']],
  ['FLT', 'groups pr', []],
])('%s %s', async (_, filter, names) => {
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

test.each<readonly [string, string]>([
  ['FLT-13', 'active eq "true"'],
  ['FLT-14', 'active gt false'],
  ['FLT-15', 'x509Certificates.value lt "x"'],
  ['FLT-18', 'meta.lastModified gt "not-a-date"'],
  ['FLT-51', 'userName regex "x"'],
  ['FLT-53', '(userName eq "x"'],
  ['FLT-53', 'userName eq "x'],
  ['FLT-53', 'emails[type eq "work"'],
  ['FLT-53', 'emails[]'],
  ['FLT-53', '()'],
  ['FLT-53', 'not ()'],
  ['policy', 'not userName eq "x"'],
  ['FLT-55', 'userName sw x'],
  ['policy', 'shoeSize eq 44'],
  ['policy', 'not (shoeSize pr)'],
  ['policy', 'name.shoeSize pr'],
  ['policy', 'emails.shoeSize pr'],
  ['FLT-53', ''],
  ['FLT-53', ' '],
  ['FLT-53', 'userName'],
  ['FLT-53', 'userName eq'],
  ['FLT-53', '('.repeat(5000)],
  ['FLT-53', `${'('.repeat(3000)}title pr${')'.repeat(3000)}`],
])('%s a filter that cannot be is 400 invalidFilter: %s', async (_, filter) => {
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
