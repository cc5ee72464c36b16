// Works out how far the six steps of the set-up have come, from what is so and not from what was clicked.
import type { SetupView, TokenRow } from '../../../vault/scimSetup.ts';

/** The steps of the guide, in its order. */
export const stepIds = ['enable', 'connect', 'mapping', 'groups', 'events', 'test'] as const;

/** One of them. */
export type StepId = (typeof stepIds)[number];

/** What each step is called. */
export const stepTitles: Readonly<Record<StepId, string>> = {
  enable: 'Enable SCIM, and generate a bearer token',
  connect: 'Create the SCIM application in the identity provider, and test the connection',
  mapping: 'Map the attributes',
  groups: 'Synchronise groups',
  events: 'Choose the lifecycle events to push',
  test: 'Test every lifecycle event',
};

/** How a token stands at a lab instant. */
export type TokenState = 'good' | 'ending' | 'expired' | 'replaced' | 'revoked';

/** The state of a token at a lab instant in milliseconds; `ending` still works, and another takes its place. */
export function tokenState(token: TokenRow, now: number): TokenState {
  if (token.revokedAt !== undefined) return 'revoked';
  const isOver = token.expiresAt <= now;
  if (token.replacedBy !== undefined) return isOver ? 'replaced' : 'ending';
  return isOver ? 'expired' : 'good';
}

/** True while a token is accepted. */
export const isAccepted = (token: TokenRow, now: number): boolean =>
  ['good', 'ending'].includes(tokenState(token, now));

/** True for a step that stands as the lab brings it: nobody has done it by hand in a tenant that is set up. */
export function isAsBrought({ isBare, steps }: SetupView, id: StepId): boolean {
  const own: Readonly<Record<StepId, unknown>> = {
    enable: true,
    connect: steps.provider ?? steps.connected,
    ...{ mapping: steps.mapping, groups: steps.groups, events: steps.events, test: steps.tested },
  };
  return !isBare && own[id] === undefined;
}

/** Which steps are done. A tenant that the lab brings is set up, as long as SCIM is on and a token is good. */
export function stepsDone(view: SetupView, now: number): ReadonlySet<StepId> {
  const { steps, isOn, tokens, clients } = view;
  const hasKey =
    tokens.some((token) => isAccepted(token, now)) ||
    clients.some(({ revokedAt }) => revokedAt === undefined);
  const isDone: Readonly<Record<StepId, boolean>> = {
    enable: isOn && hasKey,
    connect: steps.provider !== undefined && steps.connected !== undefined,
    mapping: steps.mapping !== undefined,
    groups: steps.groups !== undefined,
    events: steps.events !== undefined,
    test: steps.tested !== undefined,
  };
  return new Set(stepIds.filter((id) => isDone[id] || isAsBrought(view, id)));
}
