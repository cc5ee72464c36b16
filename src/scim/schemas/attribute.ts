// Makes schema attributes: what an entry does not say has the value RFC 7643 §2.2 gives it.
import type { Attribute } from '../schema.ts';

/** A string attribute, unless `more` says otherwise; every other characteristic as in RFC 7643 §2.2. */
export const attribute = (
  name: string,
  description: string,
  more: Partial<Attribute> = {},
): Attribute => ({
  name,
  type: 'string',
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

/** A reference; references are always case-exact (RFC 7643 §2.3.7). */
export const reference = (
  name: string,
  description: string,
  more: Partial<Attribute> & { readonly referenceTypes: readonly string[] },
): Attribute => attribute(name, description, { type: 'reference', caseExact: true, ...more });

/** A complex attribute with its parts. */
export const complex = (
  name: string,
  description: string,
  more: Partial<Attribute> & { readonly subAttributes: readonly Attribute[] },
): Attribute => attribute(name, description, { type: 'complex', ...more });

/** What a list of values is about: its elements' `value`, and the usual words for `type`. */
interface ListOf {
  readonly value: Attribute;
  readonly types?: readonly string[];
}

/** A multi-valued attribute with the usual parts: value, display, type, primary (RFC 7643 §2.4). */
export const list = (name: string, description: string, { value, types }: ListOf): Attribute =>
  complex(name, description, {
    multiValued: true,
    subAttributes: [
      value,
      attribute('display', 'A label for people to read.'),
      attribute('type', 'What this value is for.', types && { canonicalValues: types }),
      primary,
    ],
  });

/** The mark of the preferred value; true on one element at most (RFC 7643 §2.4). */
export const primary: Attribute = attribute(
  'primary',
  'True on the preferred value; at most one has it.',
  { type: 'boolean' },
);
