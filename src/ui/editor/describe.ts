// Describes the attribute under the pointer: its characteristics in words (RFC 7643 §2.2) and what it is for.
import type { Span } from '../../base/span.ts';
import type { Attribute } from '../../scim/schema.ts';
import { attributesAt, sameName, typeOfTarget } from './attributesOf.ts';
import { jsonPlaceAt } from './jsonPlace.ts';
import { requestPlaceAt } from './requestPlace.ts';

/** A description in Markdown paragraphs, and the stretch of text it is about. */
export interface Description {
  readonly span: Span;
  readonly paragraphs: readonly string[];
}

/** Describes the attribute name that stands at `offset` in the body; undefined elsewhere. */
export function describeAt(text: string, offset: number): Description | undefined {
  const word = nameAround(text, offset);
  if (!word) return undefined;
  const place = requestPlaceAt(text, word.start + 1);
  if (place.kind !== 'body') return undefined;
  const json = jsonPlaceAt(text.slice(place.bodyStart), word.start + 1 - place.bodyStart);
  if (json.at !== 'name') return undefined;
  const level = attributesAt({
    method: place.method,
    type: typeOfTarget(place.target),
    path: json.path,
  });
  const name = text.slice(word.start + 1, word.end - 1);
  const found = level.find((each) => sameName(each.name, name));
  if (!found) return undefined;
  return {
    span: word,
    paragraphs: [
      `**${found.name}** ${characteristics(found)}`,
      found.description,
      ...adviceOf(found),
    ],
  };
}

/** The quoted name around an offset, quotes included. */
function nameAround(text: string, offset: number): Span | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const found = [...line.matchAll(/"(?:[^"\\]|\\.)*"/g)].find(
    (each) => lineStart + each.index <= offset && offset <= lineStart + each.index + each[0].length,
  );
  if (!found) return undefined;
  const start = lineStart + found.index;
  return { start, end: start + found[0].length };
}

/** `string, required, unique on the server`: what differs from the defaults of RFC 7643 §2.2. */
export function characteristics(of: Attribute): string {
  const type = of.multiValued ? `list of ${of.type}` : of.type;
  return [
    type,
    of.required && 'required',
    of.caseExact && of.type !== 'boolean' && of.type !== 'complex' && 'case matters',
    of.mutability !== 'readWrite' && of.mutability,
    of.returned === 'always' && 'always returned',
    of.returned === 'never' && 'never returned',
    of.returned === 'request' && 'returned on request',
    of.uniqueness !== 'none' && 'unique',
  ]
    .filter(Boolean)
    .join(', ');
}

function adviceOf(of: Attribute): readonly string[] {
  return [
    ...(of.mutability === 'readOnly'
      ? ['The server sets it; what you send is ignored. RFC 7643 §2.2']
      : []),
    ...(of.canonicalValues ? [`Usual values: ${of.canonicalValues.join(', ')}.`] : []),
  ];
}
