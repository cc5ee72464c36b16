// Says which parts of the console the lab invents, as sources that stand beside them.
import type { JsonObject } from '../../base/json.ts';
import type { Source } from '../../scim/trace.ts';
import type { Room } from '../lab.ts';

/** Which group gives which role. */
export const roleMapping: Source = {
  kind: 'simulated',
  note: 'Delinea documents no mapping of SCIM groups to roles. Which group gives which role is data of the lab.',
};

/** Which permissions a role holds. */
export const rolePermissions: Source = {
  kind: 'simulated',
  note: 'The names of the permissions are Delinea’s. Which of them each role holds is not published, so that is data of the lab.',
};

/** The name of an event that no list of Delinea's confirms. */
export const ownEventName: Source = {
  kind: 'simulated',
  note: 'The documents of Delinea that the lab knows name no such event. The change is real; its name is the lab’s own.',
};

/** A report that is not among Delinea's built-in ones. */
export const ownReportName: Source = {
  kind: 'simulated',
  note: 'This report is the lab’s own: its name is not among the built-in reports that Delinea’s documents list.',
};

/** Which cases answer which control. */
export const ownEvidence: Source = {
  kind: 'simulated',
  note: 'What each framework asks is put in the lab’s own words, and which events make a case (steps less than a day apart) is the lab’s rule. What counts as evidence, an auditor decides.',
};

/** A rule of the console that no document confirms. */
export const ownRule: Source = {
  kind: 'simulated',
  note: 'No document of Delinea that the lab knows says what Secret Server does here, so the rule is the lab’s own.',
};

/** What an exported file says about itself: what it lists, whose it is, and that it is a simulation. */
export const aboutExport = (what: string, { tenant }: Pick<Room, 'tenant'>): JsonObject => ({
  what: `${what} of a simulated Secret Server, SCIM Lab`,
  tenant: tenant.id,
});
