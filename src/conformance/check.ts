// Says what a check of the suite is: which clause it stands for, what it asks, and what must come back.
import type { Json, JsonObject } from '../base/json.ts';
import type { Bench } from './bench.ts';
import type { Pattern } from './pattern.ts';

/**
 * How binding a check is. M: the RFC demands it. S: the RFC recommends it or plainly shows it.
 * P: a policy of the strict profile where the RFC leaves a choice. D: a dialect of identity
 * providers, which the lenient profile understands.
 */
export type Level = 'M' | 'S' | 'P' | 'D';

/** The levels, most binding first. */
export const levels: readonly Level[] = ['M', 'S', 'P', 'D'];

/** Something a server may lack; a check that needs it does not apply where discovery says no. */
export type Feature =
  | 'patch'
  | 'bulk'
  | 'filter'
  | 'sort'
  | 'etag'
  | 'changePassword'
  | 'cursor'
  | 'index'
  | 'groups'
  | 'enterprise'
  | 'vault';

/** A request as a check writes it. `{ana.id}` in any text stands for a value of what was made before. */
export interface Ask {
  readonly method: string;
  /** Below the base URL; it may hold a raw query, which is sent as it stands. */
  readonly path: string;
  /** Query parameters, not yet encoded. */
  readonly query?: Readonly<Record<string, string | number>>;
  /** Header fields besides the usual ones; null leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: Json;
  /** A body as text, for what is no JSON. */
  readonly text?: string;
}

/** What an answer must be; everything that is said must hold. */
export interface Expected {
  /** The status, or any of several. */
  readonly status?: number | readonly number[];
  /** The keyword of the Error, exactly; `mayBe` also allows none. */
  readonly scimType?: string;
  readonly mayBe?: string;
  /** What the body holds at least. */
  readonly body?: Pattern;
  /** Paths such as `name.givenName` that have no value in the body. */
  readonly without?: readonly string[];
  /** Header fields by name; null: there is none. */
  readonly header?: Readonly<Record<string, Pattern>>;
  /** The body is the same as one that was named before, in every value. */
  readonly same?: string;
  /** A list holds exactly these of the resources the check knows by name; others are not looked at. */
  readonly finds?: readonly string[];
  /** The same, in this order. */
  readonly inOrder?: readonly string[];
}

/** One way an answer may turn out, and what is asked next if it does. */
export interface Branch extends Expected {
  readonly then?: readonly Step[];
}

/** A request and what must come back; `as` gives the answered body a name for later steps. */
export interface Step {
  readonly ask: Ask;
  readonly expect: Expected | readonly Branch[];
  readonly as?: string;
}

/** A resource a check needs beforehand: attributes on top of the least a resource of the type has. */
export interface Given {
  readonly type: 'User' | 'Group';
  readonly attributes: JsonObject;
}

/** What every check says about itself. */
export interface Head {
  /** `FLT-08`: the group, and a number within it. */
  readonly id: string;
  readonly level: Level;
  /** Number and section of the RFC that decides: `7644 3.4.2.2`. */
  readonly rfc: string;
  /** A plain statement of what must happen. */
  readonly title: string;
  readonly needs: readonly Feature[];
}

/** What a check does: steps as data, or a function where requests depend on each other. */
export type Body =
  | {
      readonly given?: Readonly<Record<string, Given>>;
      /** Needs the people that the checks share. */
      readonly cast?: true;
      readonly steps: readonly Step[];
    }
  | { readonly run: (bench: Bench) => Promise<void> };

/** A check. */
export type Check = Head & Body;

type Stamp = `${string}-${string} ${Level} ${number} ${string}`;

/**
 * Makes a check: `check('FLT-08 M 7644 3.4.2.2', 'title pr finds users with a title', …)`. The stamp
 * is id, level, RFC and section.
 */
export function check(
  stamp: Stamp,
  title: string,
  body: Body & { readonly needs?: readonly Feature[] },
): Check {
  const [id, level, ...rfc] = stamp.split(' ');
  return {
    ...{ needs: [], ...body },
    id: id!,
    level: level as Level, // the type of the stamp proves it
    rfc: rfc.join(' '),
    title,
  };
}

/** Adds features that every check of a list needs. */
export const needing = (features: readonly Feature[], checks: readonly Check[]): readonly Check[] =>
  checks.map((each) => ({ ...each, needs: [...features, ...each.needs] }));

/** The group of a check: `FLT` of `FLT-08`. */
export const groupOf = (id: string): string => id.slice(0, id.indexOf('-'));
