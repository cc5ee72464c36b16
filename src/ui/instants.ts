// Writes lab time as the screens show it: exact, in UTC, never "just now".

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

/** `Mon 30 Nov 2026 09:40:08` for milliseconds since 1970, in UTC. */
export function clockText(labTime: number): string {
  const at = new Date(labTime);
  const date = `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${date} ${timeText(labTime)}`;
}

/** `09:40:08`, in UTC. */
export function timeText(labTime: number): string {
  const at = new Date(labTime);
  return [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
}

/** `30 Dec`, in UTC. */
export function dayText(labTime: number): string {
  const at = new Date(labTime);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
}

/** The value a `datetime-local` field shows and gives: `2026-11-30T09:40`, in UTC. */
export const fieldText = (labTime: number): string => new Date(labTime).toISOString().slice(0, 16);

/** Reads such a value back into milliseconds; undefined for anything else. */
export function fieldTime(text: string): number | undefined {
  const time = Date.parse(`${text}:00Z`);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && !Number.isNaN(time) ? time : undefined;
}

/** Milliseconds as a whole number, and below one with a decimal: `22`, `0.6`. */
export const msText = (ms: number): string =>
  ms >= 1 ? String(Math.round(ms)) : String(Math.round(ms * 10) / 10);
