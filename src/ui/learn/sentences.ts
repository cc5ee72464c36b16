// Puts the progress of a step into one short sentence for those who cannot see it turn green.
import type { CheckState } from '../../course/checks.ts';
import { spoken } from '../../course/inline.ts';

/** As much as a live region should say at once, in characters. */
const mostSpoken = 160;

/** `201 Created. 1 of 2 tasks passed. Next: Ana can open no secret yet.` */
export function progressSentence(lead: string, states: readonly CheckState[]): string {
  if (states.length === 0) return lead;
  const passed = states.filter(({ state }) => state === 'passed').length;
  const open = states.find(({ state }) => state !== 'passed');
  const tasks = states.length === 1 ? 'task' : 'tasks';
  const count = `${passed} of ${states.length} ${tasks} passed.`;
  if (!open) return `${lead} All tasks passed. You can go on.`;
  const word =
    open.state === 'failed' ? 'Not yet' : open.state === 'lost' ? 'No longer so' : 'Next';
  return shortened(`${lead} ${count} ${word}: ${spoken(open.check.task)}.`);
}

const shortened = (text: string): string =>
  text.length <= mostSpoken ? text : `${text.slice(0, mostSpoken - 1).trimEnd()}…`;
