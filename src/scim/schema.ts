// Describes SCIM schemas as data (RFC 7643 §7): the list that validation, filters, PATCH and /Schemas all read.

/** Data types of an attribute (RFC 7643 §2.3). */
export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';

/** One attribute and its characteristics (RFC 7643 §2.2, §7). Names are compared without regard to case. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
  /**
   * The server works the value out itself whenever it answers (`members.$ref`, `User.groups`): what a
   * client sends is ignored, nothing is stored. The lab's own note, not part of `/Schemas`.
   */
  readonly derived?: true;
  /**
   * What a create gives the attribute when the client leaves it out; a PUT that leaves it out keeps
   * what is there. The lab's own note, not part of `/Schemas`.
   */
  readonly initial?: boolean;
}

/** A schema: a URN and its attributes (RFC 7643 §7). */
export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** A kind of resource the server keeps, with its schemas resolved (RFC 7643 §6). */
export interface ResourceType {
  readonly name: string;
  readonly endpoint: string;
  readonly description: string;
  readonly schema: Schema;
  readonly extensions: readonly { readonly schema: Schema; readonly required: boolean }[];
}
