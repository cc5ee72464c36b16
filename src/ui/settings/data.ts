// Puts the state of the stored data into words, and reads a file that is to be imported.
import { parseJson, type Json } from '../../base/json.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { StorageHealth } from '../lab.ts';

/** `812 B`, `3.4 kB`, `12 MB`, `10.7 GB`: decimal units, at most three digits. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit]}`;
}

/** Where the data is and how safe, in a sentence or two. */
export function storageSentence(health: StorageHealth): string {
  if (health.kind === 'memory')
    return `Nothing is saved. ${health.reason ?? 'The browser gave no storage, so everything is gone when this tab is closed.'}`;
  if (health.persisted === true)
    return 'Saved in this browser, and the browser has promised to keep it.';
  return 'Saved in this browser. The browser may remove it when the disk is full; an export is the safe copy.';
}

/** Name of an export file: `scim-lab-2026-11-30.json`, by the wall clock. */
export const exportName = (now: Date): string => `scim-lab-${now.toISOString().slice(0, 10)}.json`;

/** Reads an export file; the trouble ends a sentence that begins with the file's name. */
export function readExport(text: string): Result<Json, string> {
  if (text.trim() === '') return fail('is empty.');
  const value = parseJson(text);
  return value === undefined ? fail('is no JSON, so it is no export of the lab.') : ok(value);
}
