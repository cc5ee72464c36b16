// Describes what a check may look at: one moment of a room, and the requests since the step began.
import type { JsonObject } from '../../base/json.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import type { AccessGraph, Vault } from '../../vault/vault.ts';
import type { Bound } from '../lesson.ts';

/** An exchange as checks need it; `no` grows with each one. The lab's own exchanges are such. */
export interface SeenExchange {
  readonly no: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** Everything a check may look at. `exchanges` are those since the step began, newest first. */
export interface Situation {
  /** The room's SCIM base URL, without a slash at its end. */
  readonly baseUrl: string;
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
  readonly access: AccessGraph;
  readonly exchanges: readonly SeenExchange[];
  /** Ids of the questions that are answered rightly. */
  readonly answered: ReadonlySet<string>;
}

/** What a look at one condition gave; `found` fills the places of the check's `say`. */
export interface Finding {
  readonly passed: boolean;
  readonly found: Readonly<Record<string, string>>;
}

/** True if a count lies in a range. */
export const within = (count: number, bound: Bound): boolean =>
  count >= bound.least && (bound.most === undefined || count <= bound.most);
