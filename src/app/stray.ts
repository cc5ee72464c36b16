// Answers for a lab host at which no tenant lives, with the reason, as the server itself would.
import type { HttpResponse } from '../http/message.ts';
import type { Answer } from '../server/world.ts';

/** A SCIM error 404 (RFC 7644 §3.12) that names the address. */
export function strayAnswer(url: string): Answer {
  const detail = `No tenant lives at ${url.replace(/[?#].*$/, '')}. Compare the address with the tenant's base URL.`;
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '404',
    detail,
  };
  const response: HttpResponse = {
    status: 404,
    headers: [['Content-Type', 'application/scim+json']],
    body: JSON.stringify(body),
  };
  const source = { kind: 'simulated', note: 'The lab gives each tenant a base URL.' } as const;
  const trace = [
    { kind: 'bad', what: 'No tenant lives at this address', why: detail, source },
    { kind: 'end', what: 'Answered 404', source: { kind: 'rfc', rfc: '7644', section: '3.12' } },
  ] as const;
  return { response, actor: 'Unknown', trace, changes: [], access: [], events: [] };
}
