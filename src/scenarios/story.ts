// Describes a story as data: acts with plain words, what happens on which lane and when, and what must then be true.
import type { Facts, Conversation } from '../idp/conversation.ts';
import type { Dialect, Target } from '../idp/dialects/dialect.ts';
import type { ProfileId } from '../scim/profile.ts';
import type { LifecycleKind } from '../vault/exposureBaseline.ts';
import type { Scene } from './scene.ts';

/** The four places a message travels between. */
export type Lane = 'hr' | 'idp' | 'scim' | 'vault';

/** The lanes from left to right. */
export const lanes: readonly Lane[] = ['hr', 'idp', 'scim', 'vault'];

/** What a beat is called on screen: a sentence, and the short line for the wire below it. */
export interface Words {
  readonly says: string;
  readonly wire?: string;
}

/** Every beat has its lab time (ISO 8601): the clock is moved there before it is played. */
interface Timed {
  readonly id: string;
  readonly at: string;
  /** How the clock gets there: it runs while the story plays, or jumps (30 days are not waited for). */
  readonly clock?: 'run' | 'jump';
}

/** Something that happens in one place. `tell` works its words out from the directory as it is then. */
export interface NoteBeat extends Timed {
  readonly kind: 'note';
  readonly lane: Lane;
  readonly says: string;
  readonly wire?: string;
  readonly tell?: (scene: Scene) => Words;
  /** Marks the HR event from which exposure, or time to access, is measured. */
  readonly measures?: true;
  /** Marks the HR event from which rights are due again, so that nothing is measured any more. */
  readonly settles?: true;
}

/** A message between neighbours that is no SCIM: HR and the provider. */
export interface MessageBeat extends Timed {
  readonly kind: 'message';
  readonly from: Lane;
  readonly to: Lane;
  readonly says: string;
  readonly wire?: string;
  /** The answer to the message before. */
  readonly back?: true;
}

/** A conversation of the provider with the SCIM server: one step for each request. */
export interface TalkBeat extends Timed {
  readonly kind: 'talk';
  /** What it is about, before it starts: "The provider disables Ana". */
  readonly says: string;
  readonly start: (context: TalkContext) => Conversation;
  /** It needs the SCIM id that an earlier conversation found; without one it fails in words. */
  readonly needsAccount?: true;
}

/** What an administrator does by hand in Secret Server: takes away every grant by hand of the person the story is about. */
export interface HandBeat extends Timed {
  readonly kind: 'hand';
  /** What it is about, before it is done. */
  readonly says: string;
}

/** What a conversation may use. `facts` are what earlier conversations of the story found out. */
export interface TalkContext {
  readonly dialect: Dialect;
  readonly target: Target;
  readonly facts: Facts;
}

/** One beat of a story. */
export type Beat = NoteBeat | MessageBeat | TalkBeat | HandBeat;

/** What must be true of the person when an act ends: what the account is, and the secrets that open, by name. */
export interface Expectation {
  readonly account: 'none' | 'enabled' | 'disabled';
  readonly opens: readonly string[];
}

/** An act: a few beats that belong together. */
export interface Act {
  readonly id: string;
  readonly title: string;
  /** What happens, in one or two plain sentences. */
  readonly description: string;
  readonly beats: readonly Beat[];
  readonly expects: Expectation;
  /** The reader decides whether the act happens; if not, the story goes on behind it. */
  readonly choice?: Choice;
}

/** A question before an act, and what the two buttons say. */
export interface Choice {
  readonly asks: string;
  readonly yes: string;
  readonly no: string;
}

/** What stands along the measured time: at its start, when the provider notices (ISO 8601), and at its end. */
export interface AxisWords {
  readonly starts: string;
  readonly notices: { readonly at: string; readonly says: string };
  readonly ends: string;
}

/** What a story measures between its HR event and its end. */
export type Measure =
  | {
      /** How long rights stay open that should be gone: everything that is not in `keeps`, by name. */
      readonly kind: 'exposure';
      readonly keeps: readonly string[];
      readonly axis: AxisWords;
      /** What the same is compared with by hand. */
      readonly lifecycle: LifecycleKind;
    }
  | {
      /** How long it takes until the person can open these secrets, by name. */
      readonly kind: 'timeToAccess';
      readonly needs: readonly string[];
      readonly axis: AxisWords;
      readonly lifecycle: LifecycleKind;
    };

/**
 * A story. `version` grows whenever acts or beats change, so that an old saved run is not resumed
 * into the wrong place. `clock` is the lab time at which it opens (ISO 8601).
 */
export interface Scenario {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly useCase: string;
  /** How long it takes to play through, in minutes of wall time. */
  readonly minutes: number;
  readonly summary: string;
  readonly world: string;
  readonly clock: string;
  readonly profile: ProfileId;
  readonly lanes: Readonly<Record<Lane, { readonly name: string; readonly role: string }>>;
  /** The person whose access is watched. */
  readonly subject: { readonly userName: string; readonly name: string; readonly called: string };
  readonly measure: Measure;
  readonly acts: readonly Act[];
  /** What in this story is invented, one sentence each: shown beside it as *simulated*. */
  readonly simulated: readonly string[];
  /** What to take away from it, shown at the end. */
  readonly lesson: string;
}
