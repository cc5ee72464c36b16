// Holds docs/PROTOCOL.md to the tables it is written from, and those to the code and the suite.
import { existsSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { featureGroups } from '../../src/conformance/features.ts';
import { isMeant } from '../../src/conformance/ids.ts';
import { protocolText } from '../../src/conformance/protocolText.ts';
import { policies } from '../../src/scim/policies.ts';
import { conform } from './kit.ts';

const features = featureGroups.flatMap((group) => group.features);

test('docs/PROTOCOL.md says what the tables say', async () => {
  const file = '../../docs/PROTOCOL.md';
  const style = await resolveConfig('docs/PROTOCOL.md');
  const text = await format(protocolText(), { ...style, parser: 'markdown' });
  await expect(text).toMatchFileSnapshot(file);
});

test('every file that a feature names is there', () => {
  const named = [...new Set(features.flatMap(({ code }) => code))];
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every policy belongs to a feature, and features name no other policies', () => {
  const named = new Set(features.flatMap((feature) => feature.policies));
  expect([...named].sort()).toEqual(policies.map(({ id }) => id).sort());
});

test('every feature has checks that exist, and every check of the suite belongs to a feature', async () => {
  const levels = ['M', 'S', 'P', 'D'] as const;
  const { results } = await conform('strict', { levels, plain: true });
  const ids = results.map(({ check }) => check.id);
  const forms = features.flatMap(({ checks }) => checks);
  expect(forms.filter((form) => !ids.some((id) => isMeant(form, id)))).toEqual([]);
  expect(ids.filter((id) => !forms.some((form) => isMeant(form, id)))).toEqual([]);
}, 60_000);

test('a feature is told once, with sections as the RFCs number them', () => {
  const titles = features.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const { title, rfc } of features)
    for (const section of rfc)
      expect(section, title).toMatch(/^(7643|7644|9865|9967|9110|6749|6750) \d+(\.\d+)*$/);
});
