// Tells the resource types of privileged access from all others.
import type { ResourceType } from '../scim/schema.ts';

const home = 'urn:ietf:params:scim:schemas:pam:1.0:';

/** True for a type whose resources lie in the vault rather than in the directory. */
export const isPam = ({ schema }: ResourceType): boolean => schema.id.startsWith(home);
