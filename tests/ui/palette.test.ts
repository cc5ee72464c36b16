// Finding things in the palette, and where the learner stands for the first page.
import { expect, test } from 'vitest';
import { shelfOf } from '../../src/app/shelf.ts';
import { progressKey, withFact } from '../../src/course/progress.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { courseStanding } from '../../src/ui/home/standing.ts';
import { search } from '../../src/ui/shell/search.ts';

const entry = (label: string, detail: string) => ({
  id: label,
  label,
  detail,
  icon: 'user' as const,
  run: () => undefined,
});
const entries = [
  entry('Workbench', 'page'),
  entry('Leaver: Ana Ruiz', 'scenario'),
  entry('Jürgen Müller', 'juergen.mueller@northwind.example, 1058'),
  entry('Ana joins on Monday', 'lesson'),
];
const found = (wanted: string) => search(entries, wanted).map(({ label }) => label);

test('nothing typed shows everything in its order', () => {
  expect(found('')).toEqual(entries.map(({ label }) => label));
});

test('what begins with the word comes before what only holds it', () => {
  expect(found('ana')).toEqual(['Ana joins on Monday', 'Leaver: Ana Ruiz']);
});

test('letter case and accents do not matter, and every word must be there', () => {
  expect(found('MULLER 1058')).toEqual(['Jürgen Müller']);
  expect(found('ana workbench')).toEqual([]);
});

test('the first page shows the lesson under way, with its step, among its neighbours', async () => {
  const shelf = shelfOf(memoryStore());
  const fresh = await courseStanding(shelf);
  expect(fresh.begun).toBe(false);
  const first = fresh.window[0]!;
  expect(fresh.next).toBe(first.id);
  expect(first.words).toMatch(/^\d+ min$/);
  const at = '2026-11-30T09:00:00Z';
  await shelf.put(progressKey(first.id), withFact(undefined, first.id, { kind: 'started', at }));
  const begun = await courseStanding(shelf);
  expect(begun.begun).toBe(true);
  expect(begun.window[0]).toMatchObject({
    state: 'underWay',
    words: expect.stringMatching(/^step 1 of /) as string,
  });
  await shelf.put(progressKey(first.id), withFact(undefined, first.id, { kind: 'finished', at }));
  const done = await courseStanding(shelf);
  expect(done.window[0]).toMatchObject({ id: first.id, state: 'finished', words: 'done' });
  expect(done.next).toBe(done.window[1]?.id);
  expect(done.parts[0]?.done).toBe(1);
});
