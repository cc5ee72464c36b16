// Turns a played story into a case of exposure: from HR's word to the last right gone, as far as the story was played.
import type { ExposureCase, ExposureStep } from '../vault/exposureCases.ts';
import { windowOf, type Run } from './run.ts';
import type { Scenario } from './story.ts';

/** A story's case; `isOver` says that it was played to its end. */
export interface StoryCase extends ExposureCase {
  readonly story: string;
  readonly title: string;
  readonly isOver: boolean;
}

/**
 * The case of a run, up to its last step; undefined before HR's word, and for a story that measures how
 * long somebody waits for access.
 */
export function exposureOfRun(
  scenario: Scenario,
  run: Run,
  isOver: boolean,
): StoryCase | undefined {
  const { measure, subject } = scenario;
  const now = Math.max(...run.lines.map(({ at }) => at), run.openedAt ?? 0);
  const window = windowOf(run, now);
  if (measure.kind !== 'exposure' || measure.lifecycle === 'joiner' || !window) return undefined;
  return {
    ...{ id: `story.${scenario.id}`, story: scenario.id, title: scenario.title, isOver },
    kind: measure.lifecycle,
    person: { id: run.stand?.id ?? '', name: subject.name, userName: subject.userName },
    ...{ measuredFrom: 'HR', window, steps: stepsOf(run) },
    opening: run.samples[0]?.open.length ?? 0,
  };
}

/** A line for each step since HR's word, with what stood open too long after it. */
function stepsOf({ lines, samples, openedAt = 0 }: Run): readonly ExposureStep[] {
  const firsts = lines.filter((line, at) => line.step !== lines[at - 1]?.step);
  return firsts
    .filter(({ at }) => at >= openedAt)
    .map(({ step, says }) => {
      const at = lines.findLast((line) => line.step === step)!.at;
      const sample = samples.findLast((each) => each.at <= at);
      return { at, says, open: sample?.open.length ?? 0 };
    });
}
