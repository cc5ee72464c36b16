// Names people, groups and states in the rows of reports.
import type { JsonObject } from '../base/json.ts';
import { idOf, isEnabled, nameOf } from './members.ts';
import type { ReportInput } from './report.ts';
import type { Grantee } from './vault.ts';

/** `enabled` or `disabled`. */
export const stateOf = (user: JsonObject): string => (isEnabled(user) ? 'enabled' : 'disabled');

/** The resource with an id; one that is gone has its id alone. */
export const foundIn = (list: readonly JsonObject[], id: string): JsonObject =>
  list.find((each) => idOf(each) === id) ?? { id };

/** The name of whoever has a right; the bare id of one who is gone. */
export const granteeName = ({ kind, id }: Grantee, { users, groups }: ReportInput): string =>
  nameOf(foundIn(kind === 'user' ? users : groups, id));
