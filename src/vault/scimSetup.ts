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

/** A token as the console lists it; instants are lab time in milliseconds. */
export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly holder: string;
  readonly scopes?: readonly string[];
  /** The user it acts for. */
  readonly subject?: string;
  readonly issuedAt?: number;
  readonly expiresAt: number;
  readonly revokedAt?: number;
  readonly replacedBy?: string;
  readonly lastUsed?: number;
  /** The tenant began with it: the lab's own, for the workbench, lessons and scenarios. */
  readonly isBegun: boolean;
  /** The lab keeps its value, so the workbench can send it. */
  readonly isKept: boolean;
}

/** A client of the token endpoint. */
export interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly holder: string;
  readonly scopes?: readonly string[];
  readonly issuedAt: number;
  readonly revokedAt?: number;
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
