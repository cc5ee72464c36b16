// Says what an administrator has made of a tenant's SCIM set-up: tokens, clients and whether SCIM is on at all.
import type { SetupSteps } from '../vault/scimSetup.ts';
import type { VaultEvent } from '../vault/vault.ts';
import type { OAuthClient, Tenant, Token } from './world.ts';

/**
 * The set-up of a tenant, as far as it differs from how the tenant begins. Whoever answers reads it
 * together with the tenant's clock, so a request costs no further transaction for it.
 */
export interface ScimSetup {
  readonly isOff?: boolean;
  /** The set-up was begun afresh: the tokens the tenant began with are gone. */
  readonly isBare?: boolean;
  /** Tokens generated since, and those of the beginning that were changed, whole. */
  readonly tokens: readonly Token[];
  readonly clients: readonly OAuthClient[];
  readonly steps?: SetupSteps;
  /** What was done and is not yet in the journal, oldest first. */
  readonly notes?: readonly SetupNote[];
}

/** An event of the set-up for the audit. `at` is lab time, ISO 8601. */
export interface SetupNote extends VaultEvent {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
}

/** A tenant before anybody has set SCIM up: switched off, without a token. */
export const bareSetup: ScimSetup = { isOff: true, isBare: true, tokens: [], clients: [] };

/** The tenant as its set-up makes it. */
export function withSetup(tenant: Tenant, setup: ScimSetup | undefined): Tenant {
  if (!setup) return tenant;
  const begun = setup.isBare ? [] : tenant.tokens;
  const changed = new Map(setup.tokens.map((token) => [token.id, token]));
  const kept = begun.map((token) => changed.get(token.id) ?? token);
  const added = setup.tokens.filter(({ id }) => !begun.some((token) => token.id === id));
  return {
    ...tenant,
    tokens: [...kept, ...added],
    clients: setup.clients,
    ...(setup.isOff && { isOff: true }),
  };
}
