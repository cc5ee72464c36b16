// Carries what a handler came to: an answer to send, or the problems that refuse the request.
import type { JsonObject } from '../base/json.ts';
import { fail } from '../base/result.ts';
import type { HeaderList } from '../http/message.ts';
import type { Change } from '../scim/change.ts';
import { errorMessage } from '../scim/messages.ts';
import type { Problem } from '../scim/problem.ts';
import type { Source } from '../scim/trace.ts';
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
  /** The rule behind the last step, where it is not that of the method. */
  readonly source?: Source;
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

/** A body with a hundred mistakes is told about the first few. */
export const mostProblems = 8;

/** Puts a problem into the words that are sent; the lab's own, unless a product's are played. */
export type Wording = (found: Problem) => string;

/**
 * The SCIM Error for a refusal (RFC 7644 §3.12). The first problem decides status and scimType;
 * `detail` holds the sentences of all, so that a body is put right in one go.
 */
export function refusalBody({ problems }: Refusal, wording: Wording): JsonObject {
  const [first] = problems;
  if (!first) throw new Error('Expected a refusal to have at least one problem.');
  const told = problems.slice(0, mostProblems).map(wording);
  return errorMessage({ ...first, detail: told.join(' ') });
}
