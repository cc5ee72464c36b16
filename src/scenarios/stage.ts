// Names what a story asks of the outside: sending, the lab clock, the directory, waiting, and keeping a run.
import type { JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { Exchange, HttpRequest } from '../http/message.ts';
import type { Target } from '../idp/dialects/dialect.ts';
import type { Change } from '../scim/change.ts';
import type { HandGrant } from '../vault/grants.ts';
import type { AccessChange, VaultEvent } from '../vault/vault.ts';
import type { Scene } from './scene.ts';

/** An exchange as a story needs it: request, answer, and what it did. */
export interface Sent extends Exchange {
  readonly changes: readonly Change[];
  readonly access: readonly AccessChange[];
  readonly events: readonly VaultEvent[];
}

/** A stretch of wall time that can be cut short. */
export interface Wait {
  readonly over: Promise<'over' | 'cancelled'>;
  cancel(): void;
}

/** The room a story plays in. Instants are lab time in milliseconds. */
export interface Stage {
  /** Where the provider sends to, with the provider's own token. */
  readonly target: Target;
  /** The trouble is a whole sentence; nothing was sent then. */
  send(request: HttpRequest): Promise<Result<Sent, string>>;
  /** Takes a grant by hand off its folder, in Secret Server itself; the trouble is a whole sentence. */
  removeGrant(grant: HandGrant): Promise<Result<void, string>>;
  /** Directory and vault, with everything in them that `send` has answered before. */
  scene(): Promise<Scene>;
  /** True if the room still has this exchange in its history; a room that was reset has lost it. */
  knows(exchange: string): boolean;
  now(): number;
  stand(): Promise<void>;
  run(rate: number): Promise<void>;
  jumpTo(labTime: number): Promise<void>;
  /** Puts directory, history and clock into their starting state. */
  restart(): Promise<void>;
  /** Waits wall time, in milliseconds. */
  wait(milliseconds: number): Wait;
  /** Keeps the run, or forgets it. */
  save(run: JsonObject | undefined): Promise<void>;
}
