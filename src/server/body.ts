// Reads the body of a write: media type first, then JSON, then the object a SCIM message must be.
import { isObject, parseJson, type Json, type JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { placeOf } from '../base/span.ts';
import { findJsonMistake } from '../http/jsonMistake.ts';
import { headerOf, type HttpRequest } from '../http/message.ts';
import { limits } from '../scim/limits.ts';
import { problem, type Problem } from '../scim/problem.ts';

/** Deeper than any SCIM message: a bulk PATCH of a value with sub-attributes needs about ten levels. */
const deepest = 64;

/** The body as an object, and the media type it was sent as (undefined: none was named). */
export interface Body {
  readonly json: JsonObject;
  readonly mediaType: string | undefined;
}

/** Reads a request's body; problems are 400, 413 and 415 (RFC 7644 §3.8, §3.12). */
export function readBody({ method, headers, body = '' }: HttpRequest): Result<Body, Problem> {
  if (body.trim() === '') return fail(problem('bodyMissing', { method }));
  const header = headerOf(headers, 'Content-Type');
  const mediaType = mediaTypeOf(header);
  if (mediaType !== undefined && !isJsonType(mediaType))
    return fail(problem('unsupportedMediaType', { seen: mediaType }));
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(header ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    // the one encoding of JSON (RFC 8259 §8.1)
    return fail(problem('unsupportedMediaType', { seen: `${mediaType}; charset=${charset}` }));
  const size = bytesOf(body);
  if (size > limits.maxPayloadSize)
    return fail(problem('payloadTooLarge', { size, limit: limits.maxPayloadSize }));
  if (depthOf(body) > deepest) return fail(problem('bodyTooDeep', { limit: deepest }));
  const json = parseJson(body);
  if (json === undefined) return fail(notJson(body));
  if (/\\ud[89a-f]/i.test(body) && hasHalfCharacter(json))
    return fail(problem('bodyHalfCharacter', {}));
  return isObject(json)
    ? ok({ json, mediaType })
    : fail(problem('bodyNotObject', { seen: kindOf(json) }));
}

/** Says where the first mistake is. What stands there is not repeated: it could be a password. */
function notJson(body: string): Problem {
  const found = problem('bodyNotJson', {});
  const mistake = findJsonMistake(body);
  if (!mistake) return found;
  const { line, column } = placeOf(body, mistake.span.start);
  const what = mistake.message.includes('`') ? '' : `: ${mistake.message}`;
  const where = `The first mistake is at line ${line}, column ${column}${what}`;
  return { ...found, detail: `${found.detail} ${where.replace(/\.?$/, '.')}`, span: mistake.span };
}

/** JSON writes a surrogate that stands alone as an escape, and no other. */
const hasHalfCharacter = (json: Json): boolean =>
  /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(json));

/** The type itself, without parameters such as `charset=utf-8` (RFC 9110 §8.3.1). */
const mediaTypeOf = (header: string | undefined): string | undefined =>
  header?.split(';')[0]!.trim().toLowerCase() || undefined;

/** RFC 7644 §3.8: application/scim+json MUST be accepted, application/json SHOULD. */
const isJsonType = (type: string): boolean =>
  type === 'application/scim+json' || type === 'application/json';

function kindOf(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  return `a ${typeof json}`;
}

/** Bytes of a text in UTF-8; a lone surrogate counts as the three bytes it is replaced by. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** How deep brackets are nested, outside strings; told before parsing, so that no text can overflow the stack. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isInString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') isInString = false;
    } else if (letter === '"') isInString = true;
    else if (letter === '{' || letter === '[') most = Math.max(most, (depth += 1));
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return most;
}
