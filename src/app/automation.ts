// Hands the lab to scripts of trainers and end-to-end tests, as `window.scimLab`.
import { durationMs } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import { northwindTenants } from '../server/tenants.ts';
import type { Lab, TenantView } from '../ui/lab.ts';
import { viewOf } from './rooms.ts';

/** What `tenants()` tells of each tenant. */
export type ScriptedTenant = Pick<TenantView, 'id' | 'name' | 'profile' | 'baseUrl' | 'token'>;

/** The handle. Everything that returns a promise rejects with an Error whose message is a whole sentence. */
export interface ScimLab {
  readonly version: string;
  /** Resolves when a plain `fetch` to every tenant's base URL is answered by the lab. */
  readonly ready: Promise<void>;
  /** The tenants of the workbench's company. */
  tenants(): readonly ScriptedTenant[];
  /** Starts every world afresh, the workbench in the starting world of that name; progress stays. */
  reset(world?: string): Promise<void>;
  /** Everything the lab has stored, as one JSON value that `importAll` takes. */
  exportAll(): Promise<JsonObject>;
  /** Puts exported data in place of everything. Damaged or foreign data is refused, and nothing changes. */
  importAll(data: unknown): Promise<void>;
  readonly clock: {
    /** Present lab time of the workbench's company, in milliseconds since 1970-01-01T00:00:00Z. */
    now(): number;
    /** Moves lab time on by an ISO 8601 duration such as `P30D` or `PT40M`; gives the new time in milliseconds. */
    advance(duration: string): Promise<number>;
  };
}

declare global {
  interface Window {
    scimLab: ScimLab;
  }
}

/** Makes the handle for a lab that may still be starting. */
export function scimLab(version: string, starting: Promise<Lab>): ScimLab {
  let lab: Lab | undefined;
  const ready = starting.then((started) => void (lab = started));
  ready.catch(() => undefined); // told where the lab is started; scripts see it when they await it
  return {
    version,
    ready,
    tenants: () => (lab?.tenants.get() ?? northwindTenants(0).map(viewOf)).map(scripted),
    reset: async (world) => (await starting).reset(world),
    exportAll: async () => (await starting).exportAll(),
    importAll: async (data) => {
      const done = await (await starting).importAll(data);
      if (!done.ok)
        throw new Error(`The data was refused, nothing was changed. ${done.trouble.join(' ')}`);
    },
    clock: {
      now: () => {
        if (!lab) throw new Error('The lab has not started yet: await scimLab.ready first.');
        return lab.current.get().now();
      },
      advance: async (duration) => advance(await starting, duration),
    },
  };
}

const scripted = ({ id, name, profile, baseUrl, token }: TenantView): ScriptedTenant => ({
  id,
  name,
  profile,
  baseUrl,
  token,
});

async function advance(lab: Lab, duration: string): Promise<number> {
  const ms = durationMs(duration);
  if (ms === undefined)
    throw new Error(
      `“${duration}” is no ISO 8601 duration of weeks, days, hours, minutes and seconds, such as P30D or PT40M.`,
    );
  const room = lab.current.get();
  await room.jumpTo(room.now() + ms);
  return room.now();
}
