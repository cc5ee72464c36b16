// Carries out what an administrator does to the SCIM set-up: the set-up as it is then, or why it cannot be done.
import { fail, ok, type Result } from '../base/result.ts';
import { profiles } from '../scim/profiles.ts';
import type { SetupDeed, Shown } from '../vault/scimSetup.ts';
import type { VaultEvent } from '../vault/vault.ts';
import { isGood } from './authenticate.ts';
import { scopeFor } from './scopes.ts';
import { digestOf } from './seal.ts';
import { bareSetup, withSetup, type ScimSetup } from './setup.ts';
import { tokenUrlOf } from './tokenUrl.ts';
import { typesOf } from './types.ts';
import type { OAuthClient, Tenant, Token } from './world.ts';

/**
 * What a deed is done with: the tenant as it begins, its set-up, lab time in milliseconds, and two texts
 * that nothing else has: a name, and a secret nobody can guess.
 */
export interface SetupMoment {
  readonly tenant: Tenant;
  readonly setup: ScimSetup;
  readonly now: number;
  readonly id: string;
  readonly secret: string;
}

/** What came of a deed; without `event` it is nothing for the audit. */
export interface SetupDone {
  readonly setup: ScimSetup;
  readonly event?: VaultEvent;
  readonly shown?: Shown;
}

type Outcome = Result<SetupDone, string>;
type DeedOf<Kind extends SetupDeed['kind']> = Extract<SetupDeed, { readonly kind: Kind }>;

/** The longest life of a token that can be asked for, in days. */
export const mostDays = 3650;

/** Does a deed. The trouble is a whole sentence, and nothing has changed then. */
export function setupAfter(deed: SetupDeed, moment: SetupMoment): Outcome {
  const { setup, tenant, now } = moment;
  const at = new Date(now).toISOString();
  const steps = { ...setup.steps };
  switch (deed.kind) {
    case 'enableScim':
    case 'disableScim':
      return switched(deed.kind === 'enableScim', moment);
    case 'beginSetup':
      return ok({
        setup: bareSetup,
        event: told('SCIM Set-up Begin', tenant.name, 'off, no token'),
      });
    case 'generateToken':
      return generated(deed, moment);
    case 'revokeToken':
      return revoked(deed, moment);
    case 'rotateToken':
      return rotated(deed, moment);
    case 'generateClient':
      return clientMade(deed, moment);
    case 'renewSecret':
    case 'revokeClient':
      return clientChanged(deed, moment);
    case 'switchConnectorOn': // done in the tenant's own document, see `threshold.ts`
      return ok({ setup });
    case 'chooseProvider':
      return ok({ setup: { ...setup, steps: { ...steps, provider: deed.provider } } });
    case 'connected':
      return ok({ setup: { ...setup, steps: { ...steps, connected: { at, token: deed.token } } } });
    case 'confirm':
      return ok({ setup: { ...setup, steps: { ...steps, [deed.step]: at } } });
    case 'chooseEvents':
      return ok({ setup: { ...setup, steps: { ...steps, events: deed.events } } });
  }
}

const told = (name: string, subject: string, detail: string): VaultEvent => ({
  name,
  subject,
  detail,
});

function switched(isOn: boolean, { setup, tenant }: SetupMoment): Outcome {
  if (isOn === !setup.isOff) return fail(`SCIM is ${isOn ? 'on' : 'off'} already.`);
  return ok({
    setup: { ...setup, isOff: !isOn },
    event: told(isOn ? 'SCIM Enabled' : 'SCIM Disabled', tenant.name, isOn ? 'on' : 'off'),
  });
}

// — Tokens

/** The scopes that tokens of a tenant can be limited to, in the order of its endpoints. */
export const scopesOf = (tenant: Tenant): readonly string[] => [
  ...typesOf(tenant).flatMap((type) => [scopeFor(type, 'read'), scopeFor(type, 'write')]),
  ...['me:read', 'me:write'],
];

function generated(deed: DeedOf<'generateToken'>, moment: SetupMoment): Outcome {
  const { setup, tenant, now, id, secret } = moment;
  const name = deed.name.trim();
  const mistake =
    nameMistake(name, moment) ?? scopeMistake(deed.scopes, tenant) ?? daysMistake(deed);
  if (mistake) return fail(mistake);
  const token: Token = {
    ...{ id, name, holder: deed.holder.trim() || name },
    ...(deed.keep ? { value: secret } : { value: '', digest: digestOf(secret) }),
    ...(deed.scopes && { scopes: deed.scopes }),
    ...{ issuedAt: now, expiresAt: now + deed.days * 86_400_000 },
  };
  const dead = isOneTokenOnly(tenant) ? replacedAtOnce(moment, token) : [];
  const lives = `${deed.days} ${deed.days === 1 ? 'day' : 'days'}`;
  const opens = deed.scopes ? deed.scopes.join(' ') : 'all scopes';
  const ends = dead.length > 0 ? `, ends ${dead.map((each) => each.name).join(', ')}` : '';
  return ok({
    setup: withTokens(setup, [...dead, token]),
    event: told('SCIM Token Create', name, `${opens}, ${lives}${ends}`),
    shown: { id, secret },
  });
}

/** Delinea documents of the connector: generating a token ends the one before. */
export const isOneTokenOnly = ({ profile }: Pick<Tenant, 'profile'>): boolean =>
  profiles[profile].errorThreshold !== undefined;

/** The connector's tokens that a new one ends. The lab's own tokens for learners are not the connector's. */
function replacedAtOnce({ tenant, setup, now }: SetupMoment, by: Token): readonly Token[] {
  const own = tenant.tokens.filter(({ id }) => id !== 'idp').map(({ id }) => id);
  return withSetup(tenant, setup)
    .tokens.filter((token) => !own.includes(token.id) && isGood(token, now))
    .map((token) => ({ ...token, revokedAt: now, replacedBy: by.name }));
}

/** The set-up with these tokens in place of those of their ids. */
function withTokens(setup: ScimSetup, tokens: readonly Token[]): ScimSetup {
  const changed = new Map(tokens.map((token) => [token.id, token]));
  const known = setup.tokens.map((token) => changed.get(token.id) ?? token);
  const added = tokens.filter(({ id }) => !setup.tokens.some((token) => token.id === id));
  return { ...setup, tokens: [...known, ...added] };
}

const nameRule =
  'A name has letters, digits, blanks and . _ @ ( ) -, at most 60 of them, and begins with a letter or digit.';

const labelShape = /^[\p{L}\p{N}][\p{L}\p{N} ._@()-]{0,59}$/u;

function nameMistake(name: string, { tenant, setup }: SetupMoment): string | undefined {
  if (name === '') return 'A token needs a name, so that the audit can tell whose it is.';
  if (!labelShape.test(name)) return nameRule;
  const isTaken = withSetup(tenant, setup).tokens.some((token) => token.name === name);
  return isTaken ? `Another token is called ${name} already.` : undefined;
}

function scopeMistake(scopes: readonly string[] | undefined, tenant: Tenant): string | undefined {
  if (scopes === undefined) return undefined;
  if (scopes.length === 0) return 'Choose at least one scope: without any it could do nothing.';
  const known = scopesOf(tenant);
  const wrong = scopes.find((scope) => !known.includes(scope));
  return wrong === undefined ? undefined : `This tenant has no scope ${wrong}.`;
}

const daysMistake = ({ days }: DeedOf<'generateToken'>): string | undefined =>
  Number.isInteger(days) && days >= 1 && days <= mostDays
    ? undefined
    : `A token lives a whole number of days, from 1 to ${mostDays}.`;

/** A token that is still accepted, or why there is none such. */
function goodToken(id: string, { tenant, setup, now }: SetupMoment): Result<Token, string> {
  const token = withSetup(tenant, setup).tokens.find((each) => each.id === id);
  if (!token) return fail('This token is not there any more.');
  if (token.revokedAt !== undefined) return fail(`${token.name} is revoked already.`);
  if (!isGood(token, now)) return fail(`${token.name} has expired already.`);
  return ok(token);
}

function revoked({ token: id }: DeedOf<'revokeToken'>, moment: SetupMoment): Outcome {
  const token = goodToken(id, moment);
  if (!token.ok) return token;
  return ok({
    setup: withTokens(moment.setup, [{ ...token.value, revokedAt: moment.now }]),
    event: told('SCIM Token Revoke', token.value.name, `of ${token.value.holder}`),
  });
}

/** A new token with the rights of the old one, which works on until a chosen moment. */
function rotated({ token: old, until }: DeedOf<'rotateToken'>, moment: SetupMoment): Outcome {
  const found = goodToken(old, moment);
  if (!found.ok) return found;
  const { id, secret, now, setup, tenant } = moment;
  if (isOneTokenOnly(tenant))
    return fail(
      'The connector has one token at a time: generating a new one ends the old one at once.',
    );
  const token = found.value;
  if (!(until >= now && until <= token.expiresAt))
    return fail('The old token can work on from now until it expires, not before and not after.');
  const life = token.expiresAt - (token.issuedAt ?? now);
  const name = nextName(token.name, withSetup(tenant, setup).tokens);
  const { holder, scopes, subject } = token;
  const next: Token = {
    ...{ id, name, holder, issuedAt: now, expiresAt: now + life },
    ...(scopes && { scopes }),
    ...(subject !== undefined && { subject }),
    ...(token.value === '' ? { value: '', digest: digestOf(secret) } : { value: secret }),
  };
  const end = new Date(until).toISOString();
  return ok({
    setup: withTokens(setup, [{ ...token, expiresAt: until, replacedBy: name }, next]),
    event: told('SCIM Token Rotate', token.name, `${name} takes its place, ends ${end}`),
    shown: { id, secret },
  });
}

/** `okta` becomes `okta 2`, `okta 2` becomes `okta 3`. */
function nextName(name: string, tokens: readonly Token[]): string {
  const [, base = name] = /^(.*?)( \d+)?$/.exec(name) ?? [];
  let count = 2;
  while (tokens.some((token) => token.name === `${base} ${count}`)) count += 1;
  return `${base} ${count}`;
}

// — Clients

function clientMade(deed: DeedOf<'generateClient'>, moment: SetupMoment): Outcome {
  const { setup, tenant, now, id, secret } = moment;
  if (tokenUrlOf(tenant) === undefined)
    return fail('This tenant has no token endpoint: its profile takes bearer tokens only.');
  const name = deed.name.trim();
  if (name === '') return fail('A client needs a name, so that the audit can tell whose it is.');
  if (!labelShape.test(name)) return fail(nameRule);
  if (setup.clients.some((client) => client.name === name))
    return fail(`Another client is called ${name} already.`);
  const mistake = scopeMistake(deed.scopes, tenant);
  if (mistake) return fail(mistake);
  const client: OAuthClient = {
    ...{ id, name, holder: deed.holder.trim() || name, digest: digestOf(secret), issuedAt: now },
    ...(deed.scopes && { scopes: deed.scopes }),
  };
  const opens = deed.scopes ? deed.scopes.join(' ') : 'all scopes';
  return ok({
    setup: { ...setup, clients: [...setup.clients, client] },
    event: told('SCIM Client Create', name, `${id}, ${opens}`),
    shown: { id, secret },
  });
}

function clientChanged(
  { kind, client: id }: DeedOf<'renewSecret' | 'revokeClient'>,
  { setup, now, secret }: SetupMoment,
): Outcome {
  const client = setup.clients.find((each) => each.id === id);
  if (!client) return fail('This client is not there any more.');
  if (client.revokedAt !== undefined) return fail(`${client.name} is revoked already.`);
  const isRevoked = kind === 'revokeClient';
  const after = isRevoked ? { ...client, revokedAt: now } : { ...client, digest: digestOf(secret) };
  return ok({
    setup: { ...setup, clients: setup.clients.map((each) => (each.id === id ? after : each)) },
    event: isRevoked
      ? told('SCIM Client Revoke', client.name, 'and every token it was given')
      : told('SCIM Client Secret Renew', client.name, 'ends every token it was given'),
    ...(!isRevoked && { shown: { id, secret } }),
  });
}
