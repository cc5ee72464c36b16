// Suggests the attribute somebody may have meant by a name that no schema has.
import { nearest } from '../base/nearest.ts';
import { coreAttribute, type AttributeName } from './attributes.ts';
import { commonAttributes } from './resourceTypes.ts';
import type { Attribute, ResourceType } from './schema.ts';

/** Two letters wrong, or a third of a short name: `usrName`, `emial`, but not `type` for `title`. */
const most = (name: string): number => Math.min(2, Math.floor(name.length / 3));

/**
 * `Did you mean userName? `, with the blank that leads on; empty when no name is near. `within` are
 * resource types, or the parts of one attribute.
 */
export function hintFor(
  name: AttributeName,
  within: readonly ResourceType[] | { readonly parts: readonly Attribute[] },
): string {
  const near =
    'parts' in within
      ? nearest(
          name.name,
          within.parts.map((part) => part.name),
          most,
        )
      : nearIn(name, within);
  return near === undefined ? '' : `Did you mean ${near}? `;
}

function nearIn({ name, sub }: AttributeName, types: readonly ResourceType[]): string | undefined {
  const owner = types.map((type) => coreAttribute(type, name)).find((each) => each !== undefined);
  if (owner && sub !== undefined) return nearPart(owner, sub);
  const known = types.flatMap(namesOf);
  const near = nearest(
    name,
    known.map(({ last }) => last),
    most,
  );
  return known.find(({ last }) => last === near)?.whole ?? placeOfPart(name, types);
}

function nearPart({ name, subAttributes = [] }: Attribute, sub: string): string | undefined {
  const near = nearest(
    sub,
    subAttributes.map((part) => part.name),
    most,
  );
  return near === undefined ? undefined : `${name}.${near}`;
}

interface Named {
  readonly last: string;
  readonly whole: string;
}

/** Names as they are written: core ones as they are, those of extensions behind their URN. */
const namesOf = ({ schema, extensions }: ResourceType): readonly Named[] => [
  ...[...commonAttributes, ...schema.attributes].map(({ name }) => ({ last: name, whole: name })),
  ...extensions.flatMap((extension) =>
    extension.schema.attributes.map(({ name }) => ({
      last: name,
      whole: `${extension.schema.id}:${name}`,
    })),
  ),
];

/** `givenName` alone is a part of `name`. */
function placeOfPart(name: string, types: readonly ResourceType[]): string | undefined {
  for (const { schema } of types)
    for (const attribute of schema.attributes) {
      const part = attribute.subAttributes?.find(
        (each) => each.name.toLowerCase() === name.toLowerCase() && !isEverywhere.has(each.name),
      );
      if (part) return `${attribute.name}.${part.name}`;
    }
  return undefined;
}

/** Parts that most attributes have, so that their name alone says nothing. */
const isEverywhere: ReadonlySet<string> = new Set(['value', 'type', 'display', 'primary', '$ref']);
