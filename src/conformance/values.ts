// Knows values of each data type: whether a JSON value is one, and samples to send.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import type { Attribute, AttributeType } from '../scim/schema.ts';
import { told } from './pattern.ts';

/** `xsd:dateTime` with a date and a time (RFC 7643 §2.3.5). */
const dateTime = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Why a value is not of its attribute's type (RFC 7643 §2.3, §2.4); undefined if it is. */
export function misfit(value: Json, attribute: Attribute): string | undefined {
  if (attribute.multiValued) {
    if (!isList(value)) return `${told(value)} for a list`;
    const wrong = value.find((element) => !isOf(element, attribute.type));
    return wrong === undefined ? undefined : `${told(wrong)} in a list of ${attribute.type}`;
  }
  return isOf(value, attribute.type) ? undefined : `${told(value)} for ${attribute.type}`;
}

function isOf(value: Json, type: AttributeType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'decimal':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'dateTime':
      return typeof value === 'string' && dateTime.test(value);
    case 'binary':
      return typeof value === 'string' && base64.test(value);
    case 'reference':
      return typeof value === 'string' && !/\s/.test(value);
    case 'complex':
      return isObject(value);
  }
}

/** What a sample is made of. */
export interface Sampling {
  /** A text of its own. */
  readonly text: string;
  /** Another number gives another sample. */
  readonly no: number;
  /** The id of a resource, for what refers to one. */
  readonly referred?: string;
}

/** A value that an attribute takes; undefined where none can be thought up (a reference to a resource). */
export function sample(attribute: Attribute, sampling: Sampling): Json | undefined {
  const one = sampleOne(attribute, sampling);
  if (one === undefined) return undefined;
  return attribute.multiValued ? [one] : one;
}

/** One element of a list, or the value itself. */
export function sampleOne(attribute: Attribute, sampling: Sampling): Json | undefined {
  const { text, no } = sampling;
  const { type, canonicalValues } = attribute;
  if (canonicalValues) return canonicalValues[no % canonicalValues.length]!;
  switch (type) {
    case 'string':
      return textFor(attribute, sampling);
    case 'boolean':
      return no % 2 === 0;
    case 'decimal':
      return no + 0.5;
    case 'integer':
      return no;
    case 'dateTime':
      return `2026-01-0${(no % 9) + 1}T10:00:00Z`;
    case 'binary':
      return no % 2 === 0 ? 'MIIBIjANBgkq' : 'MIICIjANBgkq';
    case 'reference':
      return isExternal(attribute) ? `https://d.example/${text}/${no}` : undefined;
    case 'complex':
      return sampleParts(attribute, sampling);
  }
}

/** References to anything outside (RFC 7643 §2.3.7); of a SCIM resource no address can be made up. */
const isExternal = ({ referenceTypes = [] }: Attribute): boolean =>
  referenceTypes.length === 0 ||
  referenceTypes.some((each) => each === 'external' || each === 'uri');

/** Names that a server may hold to a form of their own. */
const formed: Readonly<Record<string, readonly string[]>> = {
  country: ['DE', 'SE'],
  locale: ['en-US', 'de-DE'],
  preferredlanguage: ['en-US', 'de'],
  timezone: ['Europe/Berlin', 'America/Lima'],
};

function textFor({ name }: Attribute, { text, no }: Sampling): string {
  const forms = formed[name.toLowerCase()];
  return forms ? forms[no % forms.length]! : `${name}-${text}-${no}`;
}

/**
 * Names of the types that the `value` of an attribute may be an id of, as for members and manager
 * (RFC 7643 §2.4); undefined for an attribute that refers to none.
 */
export const refersTo = ({ subAttributes = [] }: Attribute): readonly string[] | undefined =>
  subAttributes.some(({ name }) => name === 'value')
    ? subAttributes.find(({ name }) => name === '$ref')?.referenceTypes
    : undefined;

function sampleParts(attribute: Attribute, sampling: Sampling): JsonObject | undefined {
  if (refersTo(attribute))
    return sampling.referred === undefined ? undefined : { value: sampling.referred };
  const parts = (attribute.subAttributes ?? []).filter(isWritable).flatMap((sub) => {
    const value = sub.name === 'primary' ? undefined : sample(sub, sampling);
    return value === undefined ? [] : [[sub.name, value] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

/** True if a client may give the attribute a value. */
export const isWritable = ({ mutability }: Attribute): boolean => mutability !== 'readOnly';
