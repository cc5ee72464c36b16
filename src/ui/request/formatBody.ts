// Lays out the JSON body of typed request text; everything above the body stays as it was.
import { fail, ok, type Result } from '../../base/result.ts';
import { findJsonMistake } from '../../http/jsonMistake.ts';
import { formatJson } from '../code/formatJson.ts';

/** The text with its body laid out; the trouble is a sentence: there is no body, or it is no JSON. */
export function formatBody(text: string): Result<string, string> {
  const gap = /\n[ \t]*\r?\n/.exec(text);
  const body = gap ? text.slice(gap.index + gap[0].length).trim() : '';
  if (!gap || body === '') return fail('This request has no body.');
  const mistake = findJsonMistake(body);
  if (mistake) return fail(`The body is no JSON yet. ${mistake.message}`);
  return ok(`${text.slice(0, gap.index)}\n\n${formatJson(body)}`);
}
