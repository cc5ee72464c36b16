// Counts errors in a row for the connector, which switches itself off when there are too many, until somebody switches it on again.
import type { JsonObject } from '../base/json.ts';
import type { HttpRequest } from '../http/message.ts';
import { problem } from '../scim/problem.ts';
import type { Profile } from '../scim/profile.ts';
import { profiles } from '../scim/profiles.ts';
import type { TraceStep } from '../scim/trace.ts';
import type { Cause, Store } from '../store/store.ts';
import { setupChange, setupChangeType } from '../vault/scimSetup.ts';
import { refusalAnswer } from './answer.ts';
import { trail } from './trail.ts';
import type { Answer, World } from './world.ts';

/** The tenant's document that keeps the count. */
const key = 'connector';

/** How the connector stands: errors since the last answer that was none, and since when it is off (ISO 8601). */
export interface ConnectorState {
  readonly errors: number;
  readonly offSince?: string;
}

const fresh: ConnectorState = { errors: 0 };

/** Reads how a tenant's connector stands. */
export async function connectorState(store: Store, tenant: string): Promise<ConnectorState> {
  const kept = await store.read(tenant, (view) => view.document(key));
  return (kept as ConnectorState | undefined) ?? fresh; // written below and nowhere else
}

/**
 * Switches a tenant's connector on again, as an administrator does in Secret Server; errors count from 0.
 * The journal tells it under the name of the cause. False if it was on.
 */
export const switchOn = (store: Store, tenant: string, cause: Cause): Promise<boolean> =>
  store.write(tenant, cause, async (edit) => {
    const { errors, offSince } =
      ((await edit.document(key)) as ConnectorState | undefined) ?? fresh;
    await edit.putDocument(key, { ...fresh });
    if (offSince === undefined) return false;
    const event = {
      ...{ name: 'SCIM Connector Enable', subject: 'SCIM Connector' },
      detail: `off since ${offSince}, after ${errors} errors in a row`,
    };
    await edit.put(setupChangeType, setupChange(cause.exchange, event));
    return true;
  });

/**
 * Answers a request by `answer`, unless the connector is off: then every request gets 403. Where the
 * profile has a threshold, errors in a row are counted; a request without a valid token is none of
 * the connector's errors.
 */
export async function watched(
  request: HttpRequest,
  world: World,
  answer: (request: HttpRequest, world: World) => Promise<Answer>,
): Promise<Answer> {
  const { errorThreshold: limit = Infinity } = profiles[world.tenant.profile];
  const state = await connectorState(world.store, world.tenant.id);
  if (state.offSince !== undefined) return off(request, world, { limit, since: state.offSince });
  const given = await answer(request, world);
  const { status } = given.response;
  if (status === 401 || (status < 400 && state.errors === 0)) return given;
  return counted(world, given, limit);
}

function off(
  request: HttpRequest,
  world: World,
  data: { readonly limit: number; readonly since: string },
): Answer {
  const about = { request, world, steps: trail(), actor: 'Unknown' };
  return refusalAnswer(about, { problems: [problem('connectorOff', data)] });
}

/** Refuses whatever is asked of a tenant in which SCIM is switched off. */
export function scimOff(request: HttpRequest, world: World): Answer {
  const steps = trail();
  steps.note({
    kind: 'warn',
    what: `SCIM is off in ${world.tenant.name}`,
    why: 'An administrator enables it in Secret Server, as the first step of the set-up.',
    source: {
      kind: 'simulated',
      note: 'No document of Delinea that the lab knows says what is answered while SCIM is off. The lab answers 403.',
    },
  });
  const found = problem('scimOff', { tenant: world.tenant.name });
  return refusalAnswer({ request, world, steps, actor: 'Unknown' }, { problems: [found] });
}

/** The answer, with the count after it as the last but one step of its trace. */
async function counted(world: World, given: Answer, limit: number): Promise<Answer> {
  const isError = given.response.status >= 400;
  const { store, tenant, exchange, clock } = world;
  const at = new Date(clock.now()).toISOString();
  const cause = { exchange, actor: given.actor, at };
  const state = await store.write(tenant.id, cause, async (edit) => {
    const old = ((await edit.document(key)) as ConnectorState | undefined) ?? fresh; // as above
    const errors = isError ? old.errors + 1 : 0;
    const isOff = errors >= limit || old.offSince !== undefined;
    const next = isOff ? { errors, offSince: old.offSince ?? at } : { errors };
    await edit.putDocument(key, next satisfies JsonObject);
    if (isOff && old.offSince === undefined)
      await edit.put(
        setupChangeType,
        setupChange(`off-${exchange}`, {
          ...{ name: 'SCIM Connector Disable', subject: 'SCIM Connector' },
          detail: `switched itself off after ${errors} errors in a row`,
        }),
      );
    return next;
  });
  if (!isError) return given;
  return { ...given, trace: given.trace.toSpliced(-1, 0, step(state, limit)) };
}

const source = {
  kind: 'profile',
  profile: 'connector' satisfies Profile['id'],
  rule: 'After 20 errors in a row the connector switches itself off.',
} as const;

const step = ({ errors, offSince }: ConnectorState, limit: number): TraceStep =>
  offSince === undefined
    ? {
        kind: 'plain',
        what: `That is error ${errors} of ${limit} in a row`,
        why: 'The next request that succeeds sets the count back to 0.',
        source,
      }
    : {
        kind: 'act',
        what: `The connector switched itself off after ${errors} errors in a row`,
        why: 'It answers nothing more until an administrator switches it on again.',
        source,
      };
