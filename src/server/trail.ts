// Writes down what the server does while it answers: one plain step per decision, each with the rule behind it.
import type { Problem } from '../scim/problem.ts';
import { rfc, type Source, type Trace, type TraceStep } from '../scim/trace.ts';

/** The steps of the request being answered, in the order they are taken. */
export interface Trail {
  readonly steps: Trace;
  /** Adds a step. Kind `plain` when it is left out. */
  note(step: Omit<TraceStep, 'kind'> & { readonly kind?: TraceStep['kind'] }): void;
  follow(steps: Trace): void;
  /**
   * Work that may be run again from its start, when the store moves to another medium under it: what
   * an earlier run noted is taken back first.
   */
  again<Input, Value>(work: (input: Input) => Value): (input: Input) => Value;
}

/** An empty trail. */
export function trail(): Trail {
  const steps: TraceStep[] = [];
  return {
    steps,
    note: (step) => void steps.push({ kind: 'plain', ...step }),
    follow: (more) => void steps.push(...more),
    again: (work) => {
      const here = steps.length;
      return (input) => {
        steps.splice(here);
        return work(input);
      };
    },
  };
}

/** The rule a problem refers to: `RFC 7644 §3.12` or `7644 3.12`. Without a number it is the lab's own. */
export function sourceOf({ rfc: text }: Problem): Source {
  const found = /(7643|7644|9865|9967|9110|6749|6750)\D+([\d.]*\d)/.exec(text);
  if (!found) return { kind: 'simulated', note: text };
  return rfc(found[1] as Parameters<typeof rfc>[0], found[2]!); // the pattern allows only those numbers
}
