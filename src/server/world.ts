// Says what the SCIM server is given besides a request: a tenant, its store, and the time.
import type { Clock } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { TenantKind } from '../http/baseUrl.ts';
import type { HttpResponse } from '../http/message.ts';
import type { Change } from '../scim/change.ts';
import type { SecurityEvent } from '../scim/events.ts';
import type { ProfileId } from '../scim/profile.ts';
import type { Trace } from '../scim/trace.ts';
import type { Store } from '../store/store.ts';
import type { ClientFacts, TokenFacts } from '../vault/scimSetup.ts';
import type { AccessChange, Vault, VaultEvent } from '../vault/vault.ts';

/** A bearer token of a tenant. */
export interface Token extends TokenFacts {
  /** Empty where only its `digest` is kept. */
  readonly value: string;
  /** SHA-256 of the value, base64url: all that is kept of one that was shown once. */
  readonly digest?: string;
}

/** A client of the token endpoint. Of its secret only the digest is kept. */
export interface OAuthClient extends ClientFacts {
  /** SHA-256 of its secret, base64url. */
  readonly digest: string;
}

/**
 * An instance of Secret Server with a directory of its own. `world` names the company it belongs
 * to: tenants of one world share a lab clock. `baseUrl` is the SCIM base URL without a slash at its end.
 */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly world: string;
  /** Absent for rooms and for the Node front door: those are the lab's own. */
  readonly kind?: TenantKind;
  readonly profile: ProfileId;
  readonly baseUrl: string;
  readonly tokens: readonly Token[];
  /** Clients of its token endpoint, where its profile has one. */
  readonly clients?: readonly OAuthClient[];
  /** SCIM is switched off: every request is refused. */
  readonly isOff?: boolean;
  /**
   * Schemas, extensions and resource types of its own, as JSON in the form of RFC 7643 §6 and §7;
   * `readDefinitions` says what is wrong with one.
   */
  readonly definitions?: JsonObject;
}

/** What `respond` may touch. `exchange` names the exchange in the journal and in `X-Request-Id`. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly tenant: Tenant;
  readonly exchange: string;
}

/** An answer with everything that explains it. `actor` is the token's holder, or `Unknown`. */
export interface Answer {
  readonly response: HttpResponse;
  readonly actor: string;
  readonly trace: Trace;
  readonly changes: readonly Change[];
  readonly access: readonly AccessChange[];
  readonly events: readonly VaultEvent[];
  /** What receivers of security events would be told (RFC 9967); absent where the profile tells nothing. */
  readonly signals?: readonly SecurityEvent[];
}

/**
 * A company to start from, as data (`lessons/worlds/<id>.json`). Resources are SCIM JSON with their
 * ids, without `meta`; members are `{ value, type }`. `clock` is the lab time it starts at, ISO 8601.
 * `nextIds` says which id the next new resource of each type gets.
 */
export interface WorldSeed {
  readonly id: string;
  readonly title: string;
  readonly clock: string;
  readonly users: readonly (JsonObject & { readonly id: string })[];
  readonly groups: readonly (JsonObject & { readonly id: string })[];
  readonly vault: Vault;
  readonly nextIds: { readonly User: number; readonly Group: number };
  /** Schemas and resource types of the company's own; see `Tenant.definitions`. */
  readonly definitions?: JsonObject;
}
