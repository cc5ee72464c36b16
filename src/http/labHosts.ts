// Says which hosts belong to the lab: what is addressed to them never leaves the tab.

/** Hosts of the lab, as people read them; the stars stand for one or more labels. */
export const labHostPatterns = [
  'secretserver.example.com',
  '*.northwind.example',
  '*.secretservercloud.com',
] as const;

/** True for a host name (no port, any letter case) that the lab answers for. */
export function isLabHost(host: string): boolean {
  const name = host.toLowerCase();
  return labHostPatterns.some((pattern) =>
    pattern.startsWith('*')
      ? name.endsWith(pattern.slice(1)) && name.length > pattern.length - 1
      : name === pattern,
  );
}
