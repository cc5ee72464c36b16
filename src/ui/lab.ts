// Names what the screens ask of the lab; `src/app/` builds it from store, server and worker, a test may build another.
import type { ClockState } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { Live } from '../base/live.ts';
import type { Result } from '../base/result.ts';
import type { ProductKind, TenantKind } from '../http/baseUrl.ts';
import type { FaultPlan, Faults } from '../http/fault.ts';
import type { Exchange, HttpRequest, HttpResponse } from '../http/message.ts';
import type { Change } from '../scim/change.ts';
import type { SecurityEvent } from '../scim/events.ts';
import type { ProfileId } from '../scim/profile.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { Trace } from '../scim/trace.ts';
import type { AuditEvent } from '../vault/audit.ts';
import type { Acted, NotActed, VaultCommand } from '../vault/command.ts';
import type { HandGrant } from '../vault/grants.ts';
import type { PastEntry, Present } from '../vault/past.ts';
import type { SetupDeed, SetupView, Shown } from '../vault/scimSetup.ts';
import type { AccessChange, AccessGraph, Vault, VaultEvent } from '../vault/vault.ts';

/** An exchange with everything that explains it, as history keeps it. It never changes once kept. */
export interface LabExchange extends Exchange {
  readonly trace: Trace;
  readonly changes: readonly Change[];
  readonly access: readonly AccessChange[];
  readonly events: readonly VaultEvent[];
  /** Security events of RFC 9967, one for each change; absent where the tenant's profile has none. */
  readonly signals?: readonly SecurityEvent[];
  /** The answer never reached the client: a fault that somebody had asked for. */
  readonly isLost?: boolean;
}

/** A token as the screens list it; without `scopes` it may do everything, with `subject` it acts for that user. */
export interface TokenView {
  readonly name: string;
  readonly value: string;
  readonly holder: string;
  readonly scopes?: readonly string[];
  readonly subject?: string;
}

/** A tenant as the screens need it; `token` is the learner's own, `tokens` are all there are. */
export interface TenantView {
  readonly id: string;
  readonly name: string;
  readonly world: string;
  /** Absent for rooms. */
  readonly kind?: TenantKind;
  readonly profile: ProfileId;
  readonly baseUrl: string;
  readonly token: string;
  readonly tokens?: readonly TokenView[];
}

/** What a tenant holds, in numbers, for a list of tenants. */
export interface TenantSummary {
  readonly tenant: TenantView;
  /** The lab comes with it, so a reset brings it back. */
  readonly isShipped: boolean;
  /** The world it began in, or the name of the tenant it was copied from. */
  readonly start: { readonly kind: 'world' | 'copy'; readonly of: string };
  readonly users: number;
  readonly enabled: number;
  readonly groups: number;
  readonly folders: number;
  readonly secrets: number;
  /** Licences there are, and those in use. */
  readonly licences: number;
  readonly used: number;
  /** The newest exchange; `at` is lab time, ISO 8601. */
  readonly last?: ExchangeMark & { readonly at: string };
}

/** A tenant to add. It begins in a world (`empty`: only what Secret Server comes with), or as a copy of a tenant. */
export interface TenantPlan {
  readonly name: string;
  readonly kind: ProductKind;
  readonly profile: ProfileId;
  readonly baseUrl: string;
  readonly start:
    | { readonly kind: 'world'; readonly world: string }
    | { readonly kind: 'copy'; readonly tenant: string };
}

/** The tenants of the workbench, to look at side by side, add, rename and remove. Troubles are whole sentences. */
export interface Company {
  /** What each holds, as long as somebody looks; tenants nobody has opened are seeded for it. */
  readonly summaries: Live<readonly TenantSummary[] | undefined>;
  /** Opens a tenant beside the one the workbench shows. @throws Error with a sentence if there is none. */
  open(tenant: string): Promise<Room>;
  add(plan: TenantPlan): Promise<Result<TenantView, string>>;
  rename(tenant: string, name: string): Promise<Result<void, string>>;
  /** Removes a tenant with all it holds; those the lab comes with return with a reset. */
  remove(tenant: string): Promise<Result<void, string>>;
}

/** A tenant's directory and vault at one revision. Users carry their derived `groups`. */
export interface Directory {
  readonly tenant: string;
  readonly revision: number;
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
  readonly access: AccessGraph;
}

/** What the audit says of an exchange: its number in the history, its method and status. */
export interface ExchangeMark {
  readonly no: number;
  readonly method: string;
  readonly status: number;
}

/** A tenant's audit at one revision, newest event first, and what it was worked out from. */
export interface AuditBook {
  readonly tenant: string;
  readonly revision: number;
  readonly events: readonly AuditEvent[];
  /** Oldest first. */
  readonly journal: readonly PastEntry[];
  readonly present: Present;
  /** By the ids that events name. */
  readonly exchanges: ReadonlyMap<string, ExchangeMark>;
}

/** Where the lab keeps its data, and how well. Sizes in bytes, where the browser tells them. */
export interface StorageHealth {
  readonly kind: 'indexeddb' | 'memory';
  /** Why memory had to do: a whole sentence. */
  readonly reason?: string;
  readonly persisted?: boolean;
  readonly usage?: number;
  readonly quota?: number;
}

/** Which part answers lab hosts, and whether the lab would start without a network. */
export interface HostState {
  readonly host: 'starting' | 'worker' | 'page';
  /** Why the page answers itself although a worker would be better: a whole sentence. */
  readonly reason?: string;
  readonly offline: 'preparing' | 'ready' | 'unavailable';
  /** A new version waits to be taken. */
  readonly update: boolean;
}

/**
 * A tenant opened for one purpose: the workbench's own company, a lesson, a scenario. Each has its
 * directory, history and clock, so that a lesson never disturbs the workbench.
 */
export interface Room {
  readonly tenant: TenantView;
  readonly directory: Live<Directory>;
  /** Newest first. */
  readonly history: Live<readonly LabExchange[]>;
  readonly clock: Live<ClockState>;
  /** Undefined until it was worked out for whoever looks first. */
  readonly audit: Live<AuditBook | undefined>;
  /** SCIM set-up: tokens, clients and steps. Undefined until it was read for whoever looks first. */
  readonly setup: Live<SetupView | undefined>;
  /** What goes wrong on purpose at this tenant, in every tab; undefined while everything works. */
  readonly faults: Live<Faults | undefined>;
  /** Present lab time in milliseconds. */
  now(): number;
  stand(): Promise<void>;
  run(rate: number): Promise<void>;
  jumpTo(labTime: number): Promise<void>;
  /**
   * Sends a request to the lab's server. Requests to other hosts are refused without sending:
   * the trouble is a sentence. An exchange with status 4xx is a success: it was answered.
   */
  send(request: HttpRequest): Promise<Result<LabExchange, string>>;
  /** The kinds of resources that this tenant's server has, as discovery lists them. */
  types(): Promise<readonly ResourceType[]>;
  /** Puts back what one exchange changed; refused with a sentence if something changed it since. */
  undo(exchange: string): Promise<Result<void, string>>;
  /**
   * Does by hand what an administrator does in Secret Server: one command, all of it or nothing, judged by
   * the permissions of whoever it acts as. `undo` takes its change back by the name it gives.
   */
  act(command: VaultCommand): Promise<Result<Acted, NotActed>>;
  /**
   * Takes a grant that was given by hand off its folder, as an administrator does in Secret Server;
   * refused with a sentence when there is none.
   */
  removeGrant(grant: HandGrant): Promise<Result<void, string>>;
  /** Changes the SCIM set-up as an administrator does; what it brings is shown this once. The trouble is a sentence. */
  setUp(deed: SetupDeed): Promise<Result<Shown | undefined, string>>;
  /** Makes something go wrong on purpose, in place of anything before, or nothing any more. */
  setFaults(plan: FaultPlan | undefined): Promise<void>;
  /** Puts this tenant into its starting state; `world` names another starting state. */
  restart(world?: string): Promise<void>;
}

/**
 * A tenant that only the conformance suite works in. Unlike a room, nothing on screen follows what
 * happens there, which makes thousands of requests a third faster.
 */
export interface ProvingGround {
  readonly tenant: TenantView;
  /** Sends a request like `Room.send`, and brings the answer alone. */
  send(request: HttpRequest): Promise<Result<HttpResponse, string>>;
  /** The kept exchange of an answer, with its trace. */
  exchangeOf(response: HttpResponse): Promise<LabExchange | undefined>;
  /** Lets so many milliseconds pass on its clock. */
  pass(ms: number): Promise<void>;
  /** Puts it into its starting state: nothing of what was sent is left, and the clock runs. */
  restart(): Promise<void>;
  /** Removes it with all it holds; `restart` makes it anew. */
  leave(): Promise<void>;
}

/** Small records that outlive a reset of the worlds: progress, scenario runs, settings. */
export interface Shelf {
  get(key: string): Promise<JsonObject | undefined>;
  list(prefix: string): Promise<readonly (readonly [key: string, value: JsonObject])[]>;
  put(key: string, value: JsonObject): Promise<void>;
  update(key: string, change: (old: JsonObject | undefined) => JsonObject): Promise<JsonObject>;
  delete(key: string): Promise<void>;
  /** Calls back when this key may have changed, in any tab; returns the stop function. */
  watch(key: string, listener: () => void): () => void;
}

/** The lab, as the screens see it. */
export interface Lab {
  readonly version: string;
  readonly storage: Live<StorageHealth>;
  readonly host: Live<HostState>;
  /** Tenants of the workbench's company. */
  readonly tenants: Live<readonly TenantView[]>;
  /** The tenant the workbench shows; `choose` switches it. */
  readonly current: Live<Room>;
  choose(tenant: string): Promise<void>;
  readonly company: Company;
  /**
   * Opens (and on first use seeds) the room of a lesson or scenario: `lesson/find-a-user`,
   * `scenario/leaver`. `start` gives the starting world, lab time (milliseconds) and profile.
   */
  openRoom(
    name: string,
    start: { readonly world: string; readonly clock: number; readonly profile: ProfileId },
  ): Promise<Room>;
  /** Opens the tenant of a profile that the conformance suite runs in: the company Northwind, apart from the workbench's. */
  openProving(profile: ProfileId): Promise<ProvingGround>;
  readonly shelf: Shelf;
  takeUpdate(): Promise<void>;
  /** Starts every world afresh; progress stays. */
  reset(world?: string): Promise<void>;
  /** Erases worlds, progress and settings. */
  eraseAll(): Promise<void>;
  exportAll(): Promise<JsonObject>;
  /** Refused whole, with every reason, if the data is damaged or foreign; then nothing is changed. */
  importAll(data: unknown): Promise<Result<void, readonly string[]>>;
}
