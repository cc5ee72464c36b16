// Checks that the tenants of the conformance suite come and go without a trace, and are in no export.
import { expect, test } from 'vitest';
import { aloneUnder } from '../../src/app/alone.ts';
import type { LabServer } from '../../src/app/answer.ts';
import { provingGround } from '../../src/app/proving.ts';
import { withoutProving } from '../../src/app/provingNames.ts';
import { ensureTenant } from '../../src/app/seeding.ts';
import { countingIds } from '../../src/base/ids.ts';
import type { StoreDump } from '../../src/store/dump.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { worldNamed } from '../server/kit.ts';

const store = memoryStore();
const lab: LabServer = {
  ...{ store, keep: store.keepExchange, alone: aloneUnder('test'), wall: () => 0 },
  seedNamed: (id) => Promise.resolve(worldNamed(id)),
  ids: countingIds('exchange'),
};

test('its tenant is left out of exports while it is there, and holds nothing once it is left', async () => {
  await ensureTenant(lab, 'northwind-prod');
  const before = withoutProving(await store.dump());
  const ground = await provingGround(lab, 'lenient');
  await ground.restart();
  const during = (await store.dump()) as unknown as StoreDump;
  const made = during.tenants.find(({ tenant }) => tenant === 'conformance/lenient');
  expect(made?.resources.length).toBeGreaterThan(10);
  expect(withoutProving(during as unknown as typeof before)).toEqual(before);
  await ground.leave();
  const after = (await store.dump()) as unknown as StoreDump;
  const left = after.tenants.find(({ tenant }) => tenant === 'conformance/lenient');
  expect(left).toMatchObject({ resources: [], documents: {}, journal: [], exchanges: [] });
  expect(Object.keys(after.records).filter((key) => key.includes('conformance'))).toEqual([]);
  await ground.restart();
  const again = (await store.dump()) as unknown as StoreDump;
  expect(again.tenants.find(({ tenant }) => tenant === made?.tenant)?.resources.length).toBe(
    made?.resources.length,
  );
});
