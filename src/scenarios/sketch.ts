// Gives a learner who takes over a start: the request that is due with its decisive parts left blank, or whole.
import { assertNever } from '../base/assertNever.ts';
import type { HttpRequest } from '../http/message.ts';
import type { Ask } from '../idp/conversation.ts';

const blank = '____';

/** A request text with `____` where the learner has to think; short, as the editor fills in the rest. */
export function sketchOf({ intent }: Ask): string {
  switch (intent.kind) {
    case 'findUser':
      return `GET /Users?filter=${intent.by} eq "${blank}"`;
    case 'findGroup':
      return `GET /Groups?filter=displayName eq "${blank}"`;
    case 'createUser':
      return withBody('POST /Users', {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: blank,
        externalId: blank,
        active: true,
      });
    case 'updateUser':
      return patchText(`/Users/${blank}`, { op: 'replace', path: blank, value: blank });
    case 'setActive':
      return patchText(`/Users/${blank}`, { op: 'replace', path: 'active', value: blank });
    case 'setMember':
      return patchText(
        `/Groups/${blank}`,
        intent.present
          ? { op: 'add', path: 'members', value: [{ value: blank }] }
          : { op: 'remove', path: `members[value eq "${blank}"]` },
      );
    default:
      return assertNever(intent);
  }
}

/** The provider's own request as short text: target and body, without the headers that carry its token. */
export function solutionOf(ask: Ask): string {
  return ask.body === undefined ? ask.wire : `${ask.wire}\n\n${ask.body}`;
}

const patchText = (target: string, operation: object): string =>
  withBody(`PATCH ${target}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [operation],
  });

const withBody = (line: string, body: object): string =>
  `${line}\n\n${JSON.stringify(body, null, 2)}`;

/** The bare request of an ask, for showing it before it is sent. */
export const requestOf = ({ method, url, headers, body }: Ask): HttpRequest => ({
  method,
  url,
  headers,
  ...(body !== undefined && { body }),
});
