// Gives an effect on access the colour it wears.
import type { AuditEffect } from '../../../vault/effect.ts';

/** The class of an effect: what opens is green, what closes red, what stays open all the same ochre. */
export const effectTone = ({ kind, kept }: AuditEffect): string =>
  kept > 0
    ? 'warn'
    : {
        more: 'ok',
        less: 'bad',
        both: 'chg',
        changed: 'chg',
        kept: 'warn',
        seen: 'dim',
        none: 'dim',
      }[kind];
