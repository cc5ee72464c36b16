// Puts what a story measures into words: an exposure window, or a wait for access, at each of its stages.
import type { Measure } from '../../scenarios/story.ts';
import { lengthWords } from '../../vault/exposure.ts';
import type { ExposureWindow } from '../../vault/exposure.ts';

/** The words of the strip; `mood` colours it: an open door is bad, waiting is calm, nothing is good. */
export interface MeasureWords {
  readonly title: string;
  readonly label: string;
  readonly length: string;
  readonly detail: string;
  readonly mood: 'bad' | 'calm' | 'good';
}

/** What stands in the strip for a window, or before there is one; `hasEnded` says that the story is over. */
export function measureWords(
  kind: Measure['kind'],
  window: ExposureWindow | undefined,
  hasEnded: boolean,
): MeasureWords {
  return kind === 'exposure' ? exposureWords(window, hasEnded) : waitWords(window);
}

function exposureWords(window: ExposureWindow | undefined, hasEnded: boolean): MeasureWords {
  const title = 'Exposure window';
  if (!window)
    return {
      title,
      label: title,
      length: 'not open',
      detail: 'begins with the HR event',
      mood: 'calm',
    };
  if (window.state === 'none')
    return {
      title,
      label: `${title}, closed`,
      length: 'none',
      detail: 'nothing was open',
      mood: 'good',
    };
  const minutes = Math.round(window.secretMinutes);
  return {
    title,
    label: `${title}, ${window.state === 'closed' ? 'closed' : hasEnded ? 'still open' : 'running'}`,
    length: lengthWords(window.length),
    detail: `${countWords(window.secrets.length)}, ${minutes.toLocaleString('en')} secret-${minutes === 1 ? 'minute' : 'minutes'}`,
    mood: 'bad',
  };
}

function waitWords(window: ExposureWindow | undefined): MeasureWords {
  const title = 'Time to access';
  if (!window)
    return {
      title,
      label: title,
      length: 'not begun',
      detail: 'begins with the HR event',
      mood: 'calm',
    };
  const needed = countWords(window.secrets.length);
  const open = window.secrets.length - window.open.length;
  return {
    title,
    label: window.state === 'running' ? `${title}, running` : title,
    length: lengthWords(window.length),
    detail:
      window.state === 'running' ? `${open} of ${needed} open` : `${needed} open, none by hand`,
    mood: window.state === 'closed' ? 'good' : 'calm',
  };
}

const countWords = (count: number): string => (count === 1 ? '1 secret' : `${count} secrets`);
