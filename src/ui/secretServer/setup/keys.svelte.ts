// Holds what the set-up's screens know of a token for as long as the page is open: just generated, or pasted.

/** The choice of a test's token. */
export class TestKey {
  /** `paste`, `client`, or the name of a kept token after `kept:`. */
  source = $state('paste');
  pasted = $state('');
  clientId = $state('');
  clientSecret = $state('');
}

// the choices are reactive themselves; which tenants have one is not
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const keys = new Map<string, TestKey>();

/** The choice made in a tenant; forgotten when the page is left. */
export function testKeyOf(tenant: string): TestKey {
  const known = keys.get(tenant);
  if (known) return known;
  const fresh = new TestKey();
  keys.set(tenant, fresh);
  return fresh;
}
