// Names what an administrator does to the SCIM set-up of Secret Server, and what the console shows of it.
import type { JsonObject } from '../base/json.ts';
import type { VaultEvent } from './vault.ts';

/**
 * One deed. Tokens are named by their `id`, clients by their `client_id`; `days` is how long a token
 * lives, `until` a lab instant in milliseconds. `keep` lets the lab keep the value for the workbench.
 */
export type SetupDeed =
  | { readonly kind: 'enableScim' | 'disableScim' | 'switchConnectorOn' | 'beginSetup' }
  | {
      readonly kind: 'generateToken';
      readonly name: string;
      readonly holder: string;
      readonly scopes?: readonly string[];
      readonly days: number;
      readonly keep: boolean;
    }
  | { readonly kind: 'revokeToken'; readonly token: string }
  | { readonly kind: 'rotateToken'; readonly token: string; readonly until: number }
  | {
      readonly kind: 'generateClient';
      readonly name: string;
      readonly holder: string;
      readonly scopes?: readonly string[];
    }
  | { readonly kind: 'renewSecret' | 'revokeClient'; readonly client: string }
  | { readonly kind: 'chooseProvider'; readonly provider: string }
  | { readonly kind: 'connected'; readonly token: string }
  | { readonly kind: 'confirm'; readonly step: 'mapping' | 'groups' | 'tested' }
  | { readonly kind: 'chooseEvents'; readonly events: readonly string[] };

/** What a deed brings that is shown this once: the new token or the client's secret, and whose it is. */
export interface Shown {
  readonly id: string;
  readonly secret: string;
}

/** How far the six steps have come that no token and no switch tells by itself. Instants are lab time, ISO 8601. */
export interface SetupSteps {
  /** Id of the identity provider that will use it. */
  readonly provider?: string;
  /** When the connection test last passed, and the name of its token. */
  readonly connected?: { readonly at: string; readonly token: string };
  readonly mapping?: string;
  readonly groups?: string;
  /** The events that are to be pushed. */
  readonly events?: readonly string[];
  /** When the whole life of an account was last tested. */
  readonly tested?: string;
}

/** What is known of a token beside its value; instants are lab time in milliseconds. */
export interface TokenFacts {
  readonly id: string;
  readonly name: string;
  /** Who holds it, as the history shows it: `You`, `Northwind IdP`. */
  readonly holder: string;
  /** What it may do, `users:read` for one (the server's `scopes.ts` tells which there are); absent: everything. */
  readonly scopes?: readonly string[];
  /** Id of the user it acts for, who answers at `/Me` (RFC 7644 §3.11). */
  readonly subject?: string;
  readonly issuedAt?: number;
  readonly expiresAt: number;
  readonly revokedAt?: number;
  /** Name of the token that takes its place; it still works until `expiresAt`. */
  readonly replacedBy?: string;
}

/** A token as the console lists it. */
export interface TokenRow extends TokenFacts {
  readonly lastUsed?: number;
  /** The tenant began with it: the lab's own, for the workbench, lessons and scenarios. */
  readonly isBegun: boolean;
  /** The lab keeps its value, so the workbench can send it. */
  readonly isKept: boolean;
}

/** What is known of a client of the token endpoint (RFC 6749 §2) beside its secret. */
export interface ClientFacts {
  /** Its `client_id`. */
  readonly id: string;
  readonly name: string;
  readonly holder: string;
  /** What its tokens may do at most; absent: everything. */
  readonly scopes?: readonly string[];
  readonly issuedAt: number;
  readonly revokedAt?: number;
}

/** A client as the console lists it. */
export interface ClientRow extends ClientFacts {
  readonly lastUsed?: number;
}

/** The whole set-up as the console shows it. */
export interface SetupView {
  readonly isOn: boolean;
  readonly isBare: boolean;
  readonly tokens: readonly TokenRow[];
  readonly clients: readonly ClientRow[];
  readonly steps: SetupSteps;
  /** Address of the token endpoint, where the profile has one. */
  readonly tokenUrl?: string;
  /** Scopes that a token can be limited to. */
  readonly scopes: readonly string[];
  /** Errors in a row and how many switch the connector off; absent where there is no threshold. */
  readonly connector?: {
    readonly errors: number;
    readonly limit: number;
    readonly offSince?: string;
  };
}

/**
 * Deeds are journalled as resources of this type. No SCIM endpoint serves it, and going back to an earlier
 * moment leaves the set-up as it is: a revoked token stays revoked.
 */
export const setupChangeType = 'ScimSetting';

/** The journal's record of a deed. */
export const setupChange = (
  id: string,
  { name, subject, detail }: VaultEvent,
): JsonObject & { readonly id: string } => ({ id, name, subject, detail });

/** The event that such a record tells. */
export const setupEvent = (resource: JsonObject): VaultEvent => ({
  name: String(resource['name']),
  subject: String(resource['subject']),
  detail: String(resource['detail']),
});
