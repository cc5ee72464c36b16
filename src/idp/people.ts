// Keeps the people as HR knows them: who is hired, changes job, leaves, and until when a contract runs.
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { assertNever } from '../base/assertNever.ts';

/** A person as HR records one. Instants are ISO 8601; `manager` is an employee number. */
export interface HrPerson {
  readonly employeeNumber: string;
  readonly kind: 'employee' | 'contractor';
  readonly givenName: string;
  readonly familyName: string;
  readonly workEmail: string;
  /** As RFC 3966 writes it: `tel:+44-20-7946-0142`. */
  readonly phone?: string;
  readonly organization: string;
  readonly job: Job;
  readonly startsAt: string;
  /** From this instant on the person no longer works here. */
  readonly endsAt?: string;
}

/** What a person does, and for whom. */
export interface Job {
  readonly title: string;
  readonly division: string;
  readonly department: string;
  readonly costCenter: string;
  readonly manager?: string;
}

/** Something HR does, at a lab instant (ISO 8601). Names follow Workday's business processes. */
export type HrEvent =
  | { readonly kind: 'hire'; readonly at: string; readonly person: HrPerson }
  | {
      readonly kind: 'changeJob';
      readonly at: string;
      readonly employeeNumber: string;
      readonly job: Job;
    }
  | {
      readonly kind: 'terminate';
      readonly at: string;
      readonly employeeNumber: string;
      readonly effective: string;
    }
  | {
      readonly kind: 'extend';
      readonly at: string;
      readonly employeeNumber: string;
      readonly endsAt: string;
    };

/** True if the person works here at an instant (ISO 8601). */
export const isAtWork = (person: HrPerson, at: string): boolean =>
  Date.parse(person.startsAt) <= Date.parse(at) &&
  (person.endsAt === undefined || Date.parse(at) < Date.parse(person.endsAt));

/** The name people see: given name, then family name. */
export const fullName = (person: HrPerson): string => `${person.givenName} ${person.familyName}`;

/**
 * The people after an event; the list given stays as it was. Trouble, as a sentence: a hire whose
 * number is taken, or an event about a number that nobody has.
 */
export function afterEvent(
  people: readonly HrPerson[],
  event: HrEvent,
): Result<readonly HrPerson[], string> {
  if (event.kind === 'hire') return hired(people, event.person);
  const person = people.find((each) => each.employeeNumber === event.employeeNumber);
  if (!person) return fail(`HR has nobody with the number ${event.employeeNumber}.`);
  const changed = changedBy(person, event);
  return ok(people.map((each) => (each === person ? changed : each)));
}

function hired(people: readonly HrPerson[], person: HrPerson): Result<readonly HrPerson[], string> {
  const twin = people.find((each) => each.employeeNumber === person.employeeNumber);
  if (twin) return fail(`The number ${person.employeeNumber} belongs to ${fullName(twin)}.`);
  return ok([...people, person]);
}

function changedBy(person: HrPerson, event: Exclude<HrEvent, { kind: 'hire' }>): HrPerson {
  switch (event.kind) {
    case 'changeJob':
      return { ...person, job: event.job };
    case 'terminate':
      return { ...person, endsAt: event.effective };
    case 'extend':
      return { ...person, endsAt: event.endsAt };
    default:
      return assertNever(event);
  }
}

/** The business process an event runs under, as the HR lane of a story shows it. */
export const processOf = (event: HrEvent): string =>
  ({
    hire: 'Hire Employee',
    changeJob: 'Change Job',
    terminate: 'Terminate Employee',
    extend: 'Contract Contingent Worker',
  })[event.kind];
