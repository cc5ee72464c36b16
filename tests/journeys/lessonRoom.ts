// Plays a lesson's room in memory: the real server over the real starting world, seen as a check sees it.
import { readFileSync } from 'node:fs';
import { countingIds } from '../../src/base/ids.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';
import { completeRequestText, parseRequestText } from '../../src/http/requestText.ts';
import type { Situation } from '../../src/course/judge/situation.ts';
import type { LessonMeta } from '../../src/course/lesson.ts';
import { respond } from '../../src/server/respond.ts';
import { seedOf } from '../../src/server/seed.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { accessOf } from '../../src/vault/access.ts';
import type { Vault } from '../../src/vault/vault.ts';

/** A room that a lesson's requests are sent in. */
export interface LessonRoom {
  /** Sends a request in short form; one that cannot be sent is a defect of the lesson, and throws. */
  send(text: string): Promise<HttpResponse>;
  /** The situation of checks; only exchanges after number `after` are seen. */
  situation(after: number, answered?: ReadonlySet<string>): Promise<Situation>;
  /** How many requests were sent. */
  readonly sent: () => number;
}

/** Opens the room of a lesson, seeded with its world. */
export async function openLessonRoom(meta: LessonMeta): Promise<LessonRoom> {
  const tenant = roomTenant(`lesson/${meta.id}`, meta.profile, meta.clock);
  const store = memoryStore();
  await store.seed(seedOf(worldNamed(meta.world), tenant.id));
  const ids = countingIds('exchange');
  const clock = { now: () => meta.clock };
  const exchanges: { no: number; request: HttpRequest; response: HttpResponse }[] = [];
  const context = { baseUrl: tenant.baseUrl, token: tenant.tokens[0]!.value };
  return {
    async send(text) {
      const parsed = parseRequestText(completeRequestText(text, context), context);
      if (!parsed.ok) throw new Error(`Expected a request, got: ${parsed.trouble[0]?.message}`);
      const world = { store, clock, tenant, exchange: ids.next() };
      const { response } = await respond(parsed.value, world);
      exchanges.unshift({ no: exchanges.length + 1, request: parsed.value, response });
      return response;
    },
    situation: (after, answered = new Set()) =>
      store.read(tenant.id, async (view) => {
        const resources = async (type: string): Promise<readonly JsonObject[]> =>
          (await view.all(type)).map(({ resource }) => resource);
        const users = await resources('User');
        const groups = await resources('Group');
        const vault = (await view.document('vault')) as unknown as Vault;
        const access = accessOf({ users, groups }, vault);
        const seen = exchanges.filter(({ no }) => no > after);
        const { baseUrl } = tenant;
        return { baseUrl, users, groups, vault, access, exchanges: seen, answered };
      }),
    sent: () => exchanges.length,
  };
}

function worldNamed(name: string): WorldSeed {
  const url = new URL(`../../lessons/worlds/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as WorldSeed;
}
