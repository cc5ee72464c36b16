// Lists the identity providers that may use a tenant, with what each calls the two things it asks for.

/** A provider. `asks` is the request of its own connection test, below the base URL, where it is documented. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** Where its administrator makes the SCIM application. */
  readonly where: string;
  /** What it calls the endpoint's address. */
  readonly url: string;
  /** What it calls the token. */
  readonly token: string;
  readonly asks?: string;
  readonly note: string;
}

/** The providers of the guide, and any other that speaks SCIM. */
export const providers: readonly Provider[] = [
  {
    ...{ id: 'okta', name: 'Okta', where: 'an application of its catalogue, or one with SCIM' },
    ...{ url: 'the base URL', token: 'the value of the Authorization header' },
    asks: '/Users?startIndex=1&count=2',
    note: 'Okta never deletes a user: it sends active: false. It reads no ServiceProviderConfig.',
  },
  {
    ...{
      id: 'entra',
      name: 'Microsoft Entra ID',
      where: 'an enterprise application, Provisioning',
    },
    ...{ url: 'Tenant URL', token: 'Secret Token' },
    asks: '/Users?filter=userName eq "3f0c1c9e-6d0b-4d53-9a5e-0c1b7f2f6f11"',
    note: 'Entra tests with a userName nobody has, and wants 200 with an empty list. It sends its changes in cycles of about 40 minutes.',
  },
  {
    ...{ id: 'ping', name: 'Ping Identity', where: 'a provisioning connection' },
    ...{ url: 'the SCIM base URL', token: 'the bearer token' },
    note: 'PingFederate replaces users with PUT, and polls its data store for changes.',
  },
  {
    ...{ id: 'onelogin', name: 'OneLogin', where: 'an application with SCIM provisioning' },
    ...{ url: 'the SCIM base URL', token: 'the bearer token' },
    asks: '/Users?filter=userName eq "nobody"',
    note: 'OneLogin replaces users with PUT, and disables, deletes or does nothing, as it is set.',
  },
  {
    ...{ id: 'generic', name: 'Another SCIM client', where: 'its generic SCIM connector' },
    ...{ url: 'the base URL', token: 'the bearer token' },
    note: 'Whatever speaks SCIM 2.0 needs the same two things.',
  },
];
