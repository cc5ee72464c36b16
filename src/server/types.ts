// Says which kinds of resources a tenant has: the standard ones, and those it defines itself.
import { typesDefined } from '../scim/definitions.ts';
import { resourceTypes } from '../scim/resourceTypes.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { Tenant } from './world.ts';

/** The resource types of a tenant, in the order discovery lists them. */
export const typesOf = ({ definitions }: Pick<Tenant, 'definitions'>): readonly ResourceType[] =>
  definitions === undefined ? resourceTypes : typesDefined(definitions);
