// Answers a request to a tenant at which something is to go wrong: as the fault wants it where it hits, else as ever.
import type { HttpRequest } from '../http/message.ts';
import { respond } from '../server/respond.ts';
import type { Answer, World } from '../server/world.ts';
import { struck } from '../wire/faults.ts';
import { takeFault } from './faultRecords.ts';

/** An answer, and whether it has to get lost. */
export interface FaultyAnswer {
  readonly answer: Answer;
  readonly isLost: boolean;
}

/** Answers a request and counts it; a request that is not hit is answered by the server alone. */
export async function answerWithFaults(request: HttpRequest, world: World): Promise<FaultyAnswer> {
  const plan = await takeFault(world.store.records, world.tenant);
  if (!plan) return { answer: await respond(request, world), isLost: false };
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const answer = await struck({ plan, request, world, respond, wait });
  return { answer, isLost: plan.kind === 'lost' };
}
