// Gathers what the query of a URL asks for (RFC 7644 §3.4.2).
import { noteIgnored, type Call } from './call.ts';
import { parameterOf } from './query.ts';

/** The parameters of a query as they came; numbers are still text, since not all text is a number. */
export interface Asked {
  readonly filter?: string | undefined;
  readonly sortBy?: string | undefined;
  readonly sortOrder?: string | undefined;
  readonly startIndex?: string | undefined;
  readonly count?: string | undefined;
  readonly cursor?: string | undefined;
  readonly attributes?: string | readonly string[] | undefined;
  readonly excludedAttributes?: string | readonly string[] | undefined;
}

/** Names of the parameters, as RFC 7644 writes them. */
export const parameterNames: readonly (keyof Asked)[] = [
  ...(['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor'] as const),
  ...(['attributes', 'excludedAttributes'] as const),
];

/** What the URL asks for; what means nothing here is noted and ignored. */
export function askedByUrl(call: Call): Asked {
  noteIgnored(call, parameterNames);
  return Object.fromEntries(parameterNames.map((name) => [name, parameterOf(call.query, name)]));
}
