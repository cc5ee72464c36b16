// Words refusals as Delinea's SCIM Connector words them, where its documents give the text.
import type { Problem, ProblemCode } from './problem.ts';
import { dataOf } from './problem.ts';

/** Texts of the connector's list of errors, by the problem they stand for; braces as in the catalogue. */
const texts: Readonly<Partial<Record<ProblemCode, string>>> = {
  immutable: "Attribute '{attribute}' is immutable and cannot be changed.",
  readOnly: "Attribute '{attribute}' is immutable and cannot be changed.",
  uniqueness: "Attribute '{at}' MUST be unique.",
  notFound: "Resource '{id}' not found.",
  memberUnknown: "'{id}' not found or disabled.",
  forbidden: 'Operation is not permitted based on the supplied authorization.',
  accountProtected: 'Operation is not permitted based on the supplied authorization.',
  groupSynchronised: "Attribute '{attribute}' is immutable and cannot be changed.",
  bulkTooMany: 'The size of the bulk operation exceeds the maxOperation ({limit}).',
};

/**
 * A problem in the connector's words, or undefined where its documents have none. `filter` is the
 * filter of the request, if it has one. Source: the known issues of Delinea's SCIM Connector.
 */
export function connectorText(found: Problem, filter = ''): string | undefined {
  if (found.scimType === 'invalidFilter')
    return `Filter string '${filter}' is not in proper format.`;
  const text = texts[found.code as ProblemCode]; // a code that is not in the table has no text
  const data = dataOf(found);
  return text?.replace(/\{(\w+)\}/g, (_, name: string) =>
    String((name === 'at' ? found.at : data[name]) ?? ''),
  );
}
