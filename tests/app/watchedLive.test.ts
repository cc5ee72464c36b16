// Checks that a dear value is loaded for whoever looks, follows what is stored, and rests while nobody looks.
import { expect, test } from 'vitest';
import { whileWatched } from '../../src/app/watchedLive.ts';

function numbered() {
  const changed = new Set<() => void>();
  let loads = 0;
  const live = whileWatched<number>({
    load: async () => (loads += 1),
    watch: (tell) => {
      changed.add(tell);
      return () => void changed.delete(tell);
    },
  });
  const change = () => changed.forEach((tell) => tell());
  return { live, change, loads: () => loads, followers: () => changed.size };
}

const settled = () => new Promise((done) => setTimeout(done, 0));

test('nothing is loaded before somebody looks', async () => {
  const { live, loads, followers } = numbered();
  await settled();
  expect([live.get(), loads(), followers()]).toEqual([undefined, 0, 0]);
});

test('who looks sees the value come, and every change after it', async () => {
  const { live, change } = numbered();
  const seen: (number | undefined)[] = [];
  live.subscribe((value) => seen.push(value));
  await settled();
  change();
  await settled();
  expect(seen).toEqual([undefined, 1, 2]);
});

test('changes during a load bring one more load, not one each', async () => {
  const { live, change, loads } = numbered();
  live.subscribe(() => undefined);
  change();
  change();
  change();
  await settled();
  expect(loads()).toBe(2);
});

test('after the last one has left nothing is loaded; the next one gets the old value and then the new', async () => {
  const { live, change, loads, followers } = numbered();
  const leave = live.subscribe(() => undefined);
  await settled();
  leave();
  change();
  await settled();
  expect([loads(), followers()]).toEqual([1, 0]);
  const seen: (number | undefined)[] = [];
  live.subscribe((value) => seen.push(value));
  await settled();
  expect(seen).toEqual([1, 2]);
});

test('a load that fails keeps the value, and the next change tries again', async () => {
  let fails = false;
  let tell = () => {};
  const live = whileWatched<string>({
    load: async () => {
      if (fails) throw new Error('the disk is gone');
      return 'here';
    },
    watch: (changed) => {
      tell = changed;
      return () => undefined;
    },
  });
  const seen: (string | undefined)[] = [];
  live.subscribe((value) => seen.push(value));
  await settled();
  fails = true;
  tell();
  await settled();
  expect(live.get()).toBe('here');
  fails = false;
  tell();
  await settled();
  expect(seen).toEqual([undefined, 'here']);
});
