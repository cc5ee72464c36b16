// Says what the headers of a SCIM answer are for, and where the rule stands.
import { rfc, type Source } from '../../scim/trace.ts';

/** Meaning of a header field, by its name in lower case. */
export const headerMeanings: Readonly<
  Record<string, { readonly says: string; readonly source?: Source }>
> = {
  'content-type': { says: 'JSON, as SCIM wants it', source: rfc('7644', '3.1') },
  'content-length': { says: 'bytes of the body' },
  location: { says: 'where the resource is from now on', source: rfc('7644', '3.3') },
  'content-location': { says: 'address of what was answered' },
  etag: { says: 'version of the resource, for If-Match', source: rfc('7644', '3.14') },
  'www-authenticate': { says: 'how to show who you are', source: rfc('7644', '2') },
  allow: { says: 'methods this address knows', source: rfc('9110', '10.2.1') },
  'retry-after': { says: 'seconds to wait before trying again', source: rfc('9110', '10.2.3') },
  'cache-control': { says: 'whether a cache may keep it' },
  'x-request-id': {
    says: 'the lab’s number of this exchange',
    source: {
      kind: 'simulated',
      note: 'SCIM has no such header; the lab adds it to find the exchange in its history.',
    },
  },
};
