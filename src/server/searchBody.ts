// Gathers what the body of a search by POST asks for: the same as the query of a URL (RFC 7644 §3.4.3).
import { isList, type Json, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { messageUrn } from '../scim/messages.ts';
import { ignore, startNotes, tolerate, type Notes } from '../scim/notes.ts';
import { problem, type Problem } from '../scim/problem.ts';
import { rfc } from '../scim/trace.ts';
import { valueNamed } from '../scim/validate.ts';
import { wordFor } from '../scim/words.ts';
import { parameterNames, type Asked } from './asked.ts';
import { noteIgnored, type Call } from './call.ts';
import { refuse, type Refusal } from './reply.ts';

/** What a parameter takes in the body of a search. */
const kinds: Readonly<Record<keyof Asked, 'a string' | 'a whole number' | 'a list of names'>> = {
  filter: 'a string',
  sortBy: 'a string',
  sortOrder: 'a string',
  startIndex: 'a whole number',
  count: 'a whole number',
  cursor: 'a string',
  attributes: 'a list of names',
  excludedAttributes: 'a list of names',
};

const examples = {
  'a string': '"text"',
  'a whole number': '10',
  'a list of names': '["userName"]',
} as const;

/**
 * What a SearchRequest asks for; the URL is not asked. Names may be in any letter case, null is no
 * value (RFC 7643 §2.1, §2.5). Problems: 400 invalidSyntax for another message, invalidValue for
 * values of another type.
 */
export function askedByBody(call: Call, body: JsonObject): Result<Asked, Refusal> {
  noteIgnored(call, []);
  const notes = startNotes(call.profile);
  checkMessage(body, notes);
  const asked: Record<string, string | readonly string[]> = {};
  for (const [key, value] of Object.entries(body)) {
    if (value === null || value === undefined || key.toLowerCase() === 'schemas') continue;
    const name = parameterNames.find((each) => each.toLowerCase() === key.toLowerCase());
    const read = name && valueOf(name, value);
    if (!name) ignore(notes, { path: key, value, why: unknown, source: rfc('7644', '3.4.3') });
    else if (read === undefined) notes.problems.push(wrongType(name, value));
    else asked[name] = read;
  }
  call.trail.follow(notes.steps);
  return notes.problems.length > 0 ? refuse(...notes.problems) : ok(asked);
}

const unknown = 'A search has no such parameter.';

/** The body MUST name the SearchRequest schema. */
function checkMessage(body: JsonObject, notes: Notes): void {
  const schemas = valueNamed(body, 'schemas');
  const wanted = messageUrn.searchRequest.toLowerCase();
  if (isList(schemas) && schemas.some((urn) => String(urn).toLowerCase() === wanted)) return;
  const seen = isList(schemas) ? JSON.stringify(schemas) : wordFor(schemas);
  if (notes.profile.missingSchemas === 'refuse')
    notes.problems.push(problem('searchSchemas', { seen }));
  else tolerate(notes, 'Took the body for a SearchRequest message', 'schemas may be left out');
}

function valueOf(name: keyof Asked, value: Json): string | readonly string[] | undefined {
  if (kinds[name] === 'a whole number')
    return typeof value === 'number' ? String(value) : undefined;
  if (kinds[name] === 'a string') return typeof value === 'string' ? value : undefined;
  return isList(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

function wrongType(attribute: keyof Asked, value: Json): Problem {
  const kind = kinds[attribute];
  const data = { attribute, kind, seen: wordFor(value), example: examples[kind] };
  return problem('valueType', data, { at: attribute });
}
