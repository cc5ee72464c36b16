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

/** Which policy wins, and how far a folder's reaches. */
export const ownPolicyRule: Source = {
  kind: 'simulated',
  note: 'Delinea documents that each item of a secret policy is Not Set, Default or Enforced, and that policies are assigned to secrets or folders. Which wins is the lab’s own rule: what the folder’s policy enforces, then the secret’s own policy, then the folder’s defaults; a folder’s policy does not reach the folders below. The product has more items than the three here, and the lab carries none of them out.',
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

/** Where the SCIM endpoint stands. */
export const ownBasePath: Source = {
  kind: 'simulated',
  note: 'The lab uses the base path of the course’s guide. Delinea’s public documents describe /SCIMConnector/v2 for the connector on premises and <tenant>.delinea.app/scim/v2 in the cloud. The path is the only thing you would change.',
};

/** How attributes land in Secret Server, and which events a provider pushes. */
export const guideMapping: Source = {
  kind: 'simulated',
  note: 'The mapping is that of the course’s guide. In a provider it can be changed.',
};

/** The token endpoint. */
export const ownTokenEndpoint: Source = {
  kind: 'simulated',
  note: 'Modelled on the token endpoint Delinea documents for its platform, https://<tenant>.delinea.app/identity/api/oauth2/token/xpmplatform with the scope xpm.platform. Here it stands at the tenant’s own host, and client ids are the lab’s.',
};

/** Switching SCIM on and off, and where tokens are listed. */
export const ownTokenPage: Source = {
  kind: 'simulated',
  note: 'Delinea documents that the connector generates a token, that it lives 730 days, and that generating another ends it. Names, holders, scopes and the list are the lab’s own.',
};
