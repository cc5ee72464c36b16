// Lists what the lab invents around the real protocol, with the reason.

/** One invention: what it is, and how the lab does it. */
export interface Simulated {
  readonly what: string;
  readonly how: string;
}

/** Everything that is not protocol, in plain words. */
export const simulated: readonly Simulated[] = [
  {
    what: 'Secret Server behind the endpoint',
    how: 'Folders, secrets and rights follow Delinea’s documents. Secrets have names and templates, never values.',
  },
  {
    what: 'Which group gives which role',
    how: 'Delinea documents no mapping of SCIM groups to roles, so it is data of the lab.',
  },
  {
    what: 'Base addresses',
    how: 'Delinea’s public documents and guides name several forms; the tenants of the lab show each of them.',
  },
  {
    what: 'Licences',
    how: 'Enabled, named users take one each. What a server answers when none is left is not published.',
  },
  {
    what: 'Events',
    how: 'The names are Secret Server’s; which SCIM change gives which event is the lab’s table.',
  },
  {
    what: 'Work by hand',
    how: 'What the same takes with tickets is worked out from assumptions that you can set under Exposure; no study stands behind the usual ones.',
  },
  {
    what: 'Event subscriptions',
    how: 'Secret Server sends them by e-mail or to a chat. The lab sends nothing: it shows a notice and keeps a list.',
  },
  {
    what: 'SCIM set-up',
    how: 'That the connector generates a token which lives 730 days, and ends the one before, is documented; names, scopes, rotation and what is answered while SCIM is off are the lab’s. The token endpoint is modelled on that of Delinea’s platform.',
  },
  {
    what: 'Clock, network and tokens',
    how: 'Lab time stands, runs or jumps as you like. Requests never leave this tab, so CORS and TLS are not part of it.',
  },
  {
    what: 'Identity providers',
    how: 'The provider of the stories is an invention that sends plain RFC 7644; how often it asks HR and provisions is lab time.',
  },
];
