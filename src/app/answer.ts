// Answers one request on behalf of the lab: finds the tenant, asks its server, keeps the exchange; worker and page both use it.
import { labTimeAt } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { respond } from '../server/respond.ts';
import type { Answer } from '../server/world.ts';
import { expecting, OutdatedError, type Expecting } from '../store/expecting.ts';
import type { Store } from '../store/store.ts';
import { exchangeRecord, named } from '../wire/exchange.ts';
import { LostAnswer } from '../wire/handlers.ts';
import { answerWithFaults } from './faults.ts';
import { placeOf, type Place } from './places.ts';
import { forget, remembered } from './remembered.ts';
import { ensureTenant, type Sower } from './seeding.ts';
import { strayAnswer } from './stray.ts';

/** What answering needs: the worlds, unique names, wall time in milliseconds, and who keeps exchanges. */
export interface LabServer extends Sower {
  readonly ids: Ids;
  readonly wall: () => number;
  readonly keep: Store['keepExchange'];
  /** Sees that an exchange is kept once the answer is out; without it the answer waits until it is. */
  readonly later?: (keep: () => Promise<unknown>) => void;
}

/**
 * Answers a request to a lab host; `X-Request-Id` names the exchange, whose record is kept before the
 * answer goes out or, with `later`, soon after: `keptExchange` waits for it. Where no tenant lives, the
 * answer is a SCIM error 404 and nothing is kept.
 * @throws StorageError when the store fails; nothing has changed then, unless it was `keep` that threw.
 * @throws LostAnswer when a fault of the lab's own loses the answer to a request that was carried out.
 */
export async function answer(lab: LabServer, request: HttpRequest): Promise<HttpResponse> {
  const id = lab.ids.next();
  const quick = await fromMemory(lab, { id, request });
  if (quick) return keptAnswer(lab, quick);
  const place = await findPlace(lab, request.url);
  if (!place) return named(strayAnswer(request.url).response, id);
  return keptAnswer(lab, await answerAt(lab, { id, place, request }));
}

interface Asked {
  readonly id: string;
  readonly request: HttpRequest;
}

/** Answers by the records as they are remembered; undefined where they are not, or are others by now. */
async function fromMemory(lab: LabServer, { id, request }: Asked): Promise<Given | undefined> {
  const { records, relied } = remembered(lab.store);
  const place = (await placeOf(records, request.url))?.place;
  if (!place || place.isFaulty) return undefined;
  const stamp = relied();
  const { store, holds } = stamp === undefined ? asRead(lab.store) : expecting(lab.store, stamp);
  try {
    const given = await answerAt({ ...lab, store }, { id, place, request });
    if (await holds()) return given;
  } catch (error) {
    if (!(error instanceof OutdatedError)) throw error;
  }
  forget(lab.store);
  return undefined;
}

/** What was read for the very request is relied on as it is. */
const asRead = (store: Store): Expecting => ({ store, holds: () => Promise.resolve(true) });

async function findPlace(lab: LabServer, url: string): Promise<Place | undefined> {
  const found = await placeOf(lab.store.records, url);
  if (!found || found.place) return found?.place;
  // The first request to this tenant, or one that came while the worlds were reset.
  await ensureTenant(lab, found.id);
  return (await placeOf(lab.store.records, url))?.place;
}

/** An answer with what is kept of it. */
interface Given {
  readonly id: string;
  readonly tenant: string;
  readonly record: JsonObject;
  readonly response: HttpResponse;
  readonly isLost: boolean;
}

async function answerAt(lab: LabServer, of: Asked & { readonly place: Place }): Promise<Given> {
  const { id, place, request } = of;
  const started = performance.now();
  const labTime = labTimeAt(place.clock, lab.wall());
  const { tenant } = place;
  const world = { store: lab.store, clock: { now: () => labTime }, tenant, exchange: id };
  const { answer: given, isLost } = place.isFaulty
    ? await answerWithFaults(request, world)
    : { answer: await respond(request, world), isLost: false };
  const whole: Answer = { ...given, response: named(given.response, id) };
  const at = new Date(labTime).toISOString();
  const ms = performance.now() - started;
  const record = exchangeRecord({ id, tenant: tenant.id, at, ms, request, answer: whole, isLost });
  return { id, tenant: tenant.id, record, response: whole.response, isLost };
}

/** The answer, once its exchange is kept or, with `later`, in good hands. */
async function keptAnswer(lab: LabServer, given: Given): Promise<HttpResponse> {
  const { id, tenant, record, response, isLost } = given;
  const keep = () => lab.keep(tenant, id, record);
  if (lab.later && !isLost) lab.later(keep);
  else await keep();
  if (isLost) throw new LostAnswer();
  return response;
}
