// Says in plain words what the request that is due must achieve, for a learner who writes it by hand.
import { assertNever } from '../base/assertNever.ts';
import { isObject } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Ask, Intent } from '../idp/conversation.ts';
import { textOf } from '../vault/members.ts';

/** What must be true after the request, as one or two sentences with `code` in backticks. */
export function needOf({ intent }: Ask): string {
  switch (intent.kind) {
    case 'findUser':
      return searchWords(intent);
    case 'findGroup':
      return `Find the id of the group \`${intent.displayName}\`: a search by its displayName.`;
    case 'createUser':
      return `Create an enabled account: userName \`${textOf(intent.user, 'userName')}\`, externalId \`${textOf(intent.user, 'externalId')}\`.`;
    case 'updateUser':
      return `Change the account \`${intent.id}\`: ${attributeWords(intent.user).join(', ')}. Leave the rest as it is.`;
    case 'setActive':
      return intent.active
        ? `Switch the account \`${intent.id}\` on.`
        : `Switch the account \`${intent.id}\` off. It must stay, with its history.`;
    case 'setMember':
      return membershipWords(intent);
    default:
      return assertNever(intent);
  }
}

const searchWords = ({ by, value, who }: Extract<Intent, { kind: 'findUser' }>): string =>
  `Ask whether ${who} is there: a search of users by ${by} \`${value}\`.`;

const membershipWords = (intent: Extract<Intent, { kind: 'setMember' }>): string =>
  intent.present
    ? `Add the user \`${intent.user}\` to the group \`${intent.group}\` (${intent.groupName}). Nobody else may leave it.`
    : `Take the user \`${intent.user}\` out of the group \`${intent.group}\` (${intent.groupName}). Nobody else may leave it.`;

/** `title to Network Engineer`, an extension's attributes by their own names. */
function attributeWords(user: JsonObject): readonly string[] {
  return Object.entries(user).flatMap(([name, value]) => {
    if (value === undefined || name === 'schemas') return [];
    if (name.startsWith('urn:') && isObject(value)) return attributeWords(value);
    return [`${name} to \`${plainValue(value)}\``];
  });
}

/** A reference by its id; anything else as it is written in JSON, a text without quotes. */
function plainValue(value: Json): string {
  if (typeof value === 'string') return value;
  if (isObject(value) && typeof value['value'] === 'string') return value['value'];
  return JSON.stringify(value);
}
