// Decides in whose words a refusal is sent: the lab's own sentences, or those of the product that is played.
import { isObject, parseJson } from '../base/json.ts';
import type { HttpRequest } from '../http/message.ts';
import { connectorText } from '../scim/connectorTexts.ts';
import { profiles } from '../scim/profiles.ts';
import { parameterOf, parseQuery } from './query.ts';
import type { Wording } from './reply.ts';
import type { Tenant } from './world.ts';

/** The wording of a tenant's refusals; the trace explains in the lab's words whatever is sent. */
export function wordingOf(request: HttpRequest, { profile }: Tenant): Wording {
  if (profiles[profile].errorTexts === 'lab') return ({ detail }) => detail;
  return (found) => connectorText(found, filterOf(request)) ?? found.detail;
}

/** The filter of a query or of a search by POST, as it was written. */
function filterOf({ url, body = '' }: HttpRequest): string {
  const inUrl = parameterOf(parseQuery(url.replace(/^[^?]*\??/, '')), 'filter');
  if (inUrl !== undefined) return inUrl;
  const json = parseJson(body);
  return isObject(json) && typeof json.filter === 'string' ? json.filter : '';
}
