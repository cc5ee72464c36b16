// Says in the lab's own words what three well-known frameworks ask about access, and which family of cases answers it.
import type { ControlFamily } from './evidence.ts';

/** A family of controls. */
export interface Control {
  readonly family: ControlFamily;
  readonly title: string;
  /** What is asked, and how the cases answer it: whole sentences. */
  readonly asks: string;
  readonly answers: string;
  /** Where it stands: framework and clause. */
  readonly clauses: readonly string[];
}

/** The families in the order of a working life. */
export const controls: readonly Control[] = [
  {
    family: 'provisioning',
    title: 'Access given',
    asks: 'Is access given to named people, on somebody’s authority, and no more than the job needs?',
    answers:
      'Each case is one account made or enabled, with who asked for it, through which request, and what it can open afterwards.',
    clauses: ['SOC 2 CC6.2', 'ISO/IEC 27001:2022 A.5.16 and A.5.18', 'PCI DSS 4.0 7.2.2 and 8.2.4'],
  },
  {
    family: 'change',
    title: 'Access changed',
    asks: 'When somebody changes jobs, do the rights of the old one go?',
    answers:
      'Each case is what changed for one person within a day. The window is how long rights that were gone in the end stood open meanwhile.',
    clauses: ['SOC 2 CC6.3', 'ISO/IEC 27001:2022 A.5.18', 'PCI DSS 4.0 7.2.4 and 8.2.4'],
  },
  {
    family: 'removal',
    title: 'Access removed',
    asks: 'When somebody leaves, is access withdrawn at once, and all of it?',
    answers:
      'Each case is one account disabled. The window goes from the first step, or the end of a contract before it, to the moment nothing was open any more.',
    clauses: ['SOC 2 CC6.2 and CC6.3', 'ISO/IEC 27001:2022 A.5.18', 'PCI DSS 4.0 8.2.5'],
  },
];
