// Says how a resource is called where others refer to it.
import type { StoredResource } from '../store/store.ts';

/** Its displayName, userName or name, else its id. */
export function displayOf({ id, resource }: StoredResource): string {
  const { displayName, userName, name } = resource;
  return [displayName, userName, name].find((each) => typeof each === 'string') ?? id;
}
