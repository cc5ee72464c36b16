// Carries what a handler came to: an answer to send, or the problems that refuse the request.
import type { JsonObject } from '../base/json.ts';
import { fail } from '../base/result.ts';
import type { HeaderList } from '../http/message.ts';
import type { Change } from '../scim/change.ts';
import type { Problem } from '../scim/problem.ts';
import type { AccessChange, VaultEvent } from '../vault/vault.ts';

/** What a write did to the directory, and what followed from it in the vault. */
export interface Effects {
  readonly changes: readonly Change[];
  readonly access: readonly AccessChange[];
  readonly events: readonly VaultEvent[];
}

/** Nothing happened. */
export const noEffects: Effects = { changes: [], access: [], events: [] };

/** An answer to send; a body makes it `application/scim+json`. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body?: JsonObject;
  /** How the last step of the trace says it: `the whole user`. */
  readonly says: string;
  readonly effects?: Effects;
}

/** Why a request is refused: at least one problem; the first decides the status. */
export interface Refusal {
  readonly problems: readonly Problem[];
  readonly headers?: HeaderList;
}

/** A refusal for problems. */
export const refuse = (
  ...problems: readonly Problem[]
): { readonly ok: false; readonly trouble: Refusal } => fail({ problems });
