// Checks that a report's subject is found by its name, by a part of it, and never by mistake.
import { expect, test } from 'vitest';
import { readDirectory } from '../../../src/app/directory.ts';
import {
  chosenBy,
  choicesFor,
  offered,
  offeredAtOnce,
} from '../../../src/ui/secretServer/reports/choices.ts';
import { bench } from '../../server/kit.ts';

const directory = async () => {
  const { store, tenant } = await bench();
  return readDirectory(store, tenant.id);
};

test('people of one name are told apart by their userName, secrets by their folder', async () => {
  const found = await directory();
  const labels = choicesFor('user', found).map(({ label }) => label);
  expect(labels.filter((label) => label.startsWith('Maria Garcia'))).toHaveLength(2);
  expect(new Set(labels).size).toBe(labels.length);
  expect(choicesFor('secret', found)[0]).toEqual({
    id: '310',
    label: 'bank-portal, in \\Finance\\Treasury',
  });
});

test('two things of the very same label are told apart by id', async () => {
  const found = await directory();
  const [first] = found.vault.secrets;
  const twice = {
    ...found,
    vault: { ...found.vault, secrets: [first!, { ...first!, id: '999' }] },
  };
  expect(choicesFor('secret', twice).map(({ label }) => label)).toEqual([
    'ora-prod-1, in \\IT\\Databases\\Prod, id 301',
    'ora-prod-1, in \\IT\\Databases\\Prod, id 999',
  ]);
});

test('a part of a name is enough where it fits one thing, with or without accents', async () => {
  const choices = choicesFor('user', await directory());
  expect(chosenBy(choices, 'omar')?.id).toBe('1007');
  expect(chosenBy(choices, 'jurgen')?.id).toBe('1058');
  expect(chosenBy(choices, 'maria garcia')).toBeUndefined();
  expect(chosenBy(choices, 'nobody')).toBeUndefined();
  expect(chosenBy(choices, ' ')).toBeUndefined();
});

test('of many things only some are offered at once', () => {
  const many = Array.from({ length: 1000 }, (_, n) => ({ id: String(n), label: `Person ${n}` }));
  expect(offered(many, '')).toHaveLength(offeredAtOnce);
  expect(offered(many, 'person 777')).toEqual([{ id: '777', label: 'Person 777' }]);
});
