// Tells the URLs the lab answers from all others.
import { isLabHost } from '../http/labHosts.ts';

/** True for an absolute http or https URL that the lab answers; false for anything else. */
export function isLabUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && isLabHost(hostname);
}
