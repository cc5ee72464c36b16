// Describes a course as data: what the parser makes of an author's Markdown, and what checks, progress and screens read.
import type { ProfileId } from '../scim/profile.ts';

/** How much a lesson asks: a first contact, practice of what is known, or a task without rails. */
export type Level = 'start' | 'practice' | 'challenge';

/** A chapter of the course. `about` is rendered prose (HTML made at build time). */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  readonly about: string;
}

/**
 * What the course map needs of a lesson. `clock` is the lab time it starts at, in milliseconds;
 * `teaches` are skill ids, `needs` are skills that an earlier lesson teaches.
 */
export interface LessonMeta {
  readonly id: string;
  readonly title: string;
  readonly part: string;
  readonly summary: string;
  readonly level: Level;
  readonly minutes: number;
  readonly teaches: readonly string[];
  readonly needs: readonly string[];
  readonly world: string;
  readonly clock: number;
  readonly profile: ProfileId;
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

/** A whole lesson. `intro` is rendered prose that stands above the first step, empty if there is none. */
export interface Lesson {
  readonly meta: LessonMeta;
  readonly intro: string;
  readonly steps: readonly Step[];
}

/** One screenful: a heading with what belongs to it, in the author's order. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** One piece of a step. Inline texts may hold `code`, **strong** and RFC references (`inline.ts`). */
export type Block =
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'note'; readonly html: string; readonly simulated: boolean }
  | RequestBlock
  | ({ readonly kind: 'predict'; readonly about: string } & Question)
  | { readonly kind: 'check'; readonly checks: readonly Check[] }
  | Hints
  | ({ readonly kind: 'quiz' } & Question)
  | { readonly kind: 'solution'; readonly requests: readonly string[] };

/**
 * A request in short form (`GET /Users?count=3`, headers and body below). `blanks` counts the
 * `____` to fill in; `broken` says that its fault is on purpose.
 */
export interface RequestBlock {
  readonly kind: 'request';
  readonly id: string;
  readonly text: string;
  readonly blanks: number;
  readonly broken: boolean;
}

/** Three hints, from a nudge to the answer. */
export interface Hints {
  readonly kind: 'hints';
  readonly look: string;
  readonly rule: string;
  readonly show: string;
}

/** A question. `hash` follows from its content, so that a changed question is asked again. */
export interface Question {
  readonly id: string;
  readonly hash: string;
  readonly prompt: string;
  readonly options: readonly Option[];
  readonly keepOrder: boolean;
}

/** An answer to choose, with the reason why it is right or wrong; a wrong one names its misconception. */
export interface Option {
  readonly text: string;
  readonly reason: string;
  readonly right: boolean;
  readonly misconception?: string;
}

/**
 * A task that the lab checks. `task` is what to reach, `say` what to tell when it is not reached,
 * with places like `{found}` to fill; `rule` is an RFC section. `id` follows from the content.
 */
export interface Check {
  readonly id: string;
  readonly task: string;
  readonly say: string;
  readonly rule?: string;
  readonly condition: Condition;
}

/** An inclusive range of counts; without `most` there is no upper end. */
export interface Bound {
  readonly least: number;
  readonly most?: number;
}

/** What a check looks at. Filters are SCIM filters (RFC 7644 §3.4.2.2) that were parsed once at build time. */
export type Condition =
  | ResourceCondition
  | ExchangeCondition
  | {
      readonly kind: 'requests';
      readonly counts: readonly { readonly pattern: string; readonly bound: Bound }[];
    }
  | AccessCondition
  | { readonly kind: 'answered'; readonly question: string };

/** Of the users or groups that match `filter`: how many there are, and what each has or lacks. */
export interface ResourceCondition {
  readonly kind: 'resource';
  readonly type: 'User' | 'Group';
  readonly filter: string;
  readonly count: Bound;
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  readonly hasMembers: readonly string[];
  readonly lacksMembers: readonly string[];
}

/** Of one exchange: its request line and its answer. `scimType: none` asks for an answer without one. */
export interface ExchangeCondition {
  readonly kind: 'exchange';
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly scimType?: string;
  /** A SCIM filter that a returned resource meets. */
  readonly returns?: string;
  /** The `totalResults` of a list answer (RFC 7644 §3.4.2). */
  readonly total?: Bound;
}

/** Whether a person can open (View or more) secrets, named one by one or by the folder above them. */
export interface AccessCondition {
  readonly kind: 'access';
  readonly can: boolean;
  readonly who: string;
  readonly secrets:
    | { readonly all: 'none' | 'any' }
    | { readonly folder: string }
    | { readonly names: readonly string[] };
}

/** The course as the map shows it: parts and lessons in their order, and each skill as a sentence. */
export interface Course {
  readonly parts: readonly Part[];
  readonly lessons: readonly LessonMeta[];
  readonly skills: Readonly<Record<string, string>>;
}
