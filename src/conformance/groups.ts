// Names the groups of checks, in the order they run.
import { groupOf } from './check.ts';

/** Titles by the letters that ids begin with. */
export const groupTitles: Readonly<Record<string, string>> = {
  DSC: 'Discovery',
  USR: 'Users',
  GRP: 'Groups',
  FLT: 'Filters',
  PAT: 'PATCH',
  PAG: 'Pages by index',
  SRT: 'Order',
  CUR: 'Pages by cursor',
  PRJ: 'Chosen attributes',
  SRC: 'Searches',
  BLK: 'Bulk jobs',
  ETG: 'Versions',
  ERR: 'Errors and HTTP',
  SEC: 'Security',
  ME: 'The own user',
  EVT: 'Asynchronous requests',
  VLT: 'Folders and secrets',
  OKF: 'Okta',
  ENF: 'Microsoft Entra ID',
  GGF: 'Google',
  LIF: 'Lives of accounts',
  PROP: 'Random cases',
  GEN: 'Every attribute',
  INV: 'Every answer',
};

/** The title of the group of a check. */
export const groupTitle = (id: string): string => groupTitles[groupOf(id)] ?? groupOf(id);

/** What the levels mean, for those who read results. */
export const levelTitles = {
  M: 'demanded',
  S: 'recommended',
  P: 'policy',
  D: 'dialect',
} as const;
