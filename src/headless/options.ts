// Reads the flags of the Node front door; a mistake is one sentence.
import { fail, ok, type Result } from '../base/result.ts';
import type { ProfileId } from '../scim/profile.ts';

/**
 * How to serve. `port` 0 means any free one; `users` is how many generated people to add. `scopes`
 * and `subject` are those of the token; `publicUrl` is the origin that clients know the server by.
 */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly profile: ProfileId;
  readonly world: string;
  readonly users: number;
  readonly scopes?: readonly string[];
  readonly subject?: string;
  readonly publicUrl?: string;
  /** An export of the lab, whose tenants are served in place of a starting world. */
  readonly export?: string;
}

/** What `--help` prints. */
export const help = `Serves the lab's SCIM server over HTTP. Nothing is kept when it ends.

  --port 8080         port; 0 takes any that is free
  --host 127.0.0.1    address to listen on; 0.0.0.0 lets other machines in
  --profile strict    strict, lenient, connector or cloud
  --world northwind   a starting world of lessons/worlds
  --users 0           so many generated people besides
  --scopes LIST       what the token may do: users:read,groups:write and so on; without it, everything
  --subject ID        the user the token acts for, who answers at /Me
  --export FILE       the tenants of an export of the lab, at /<tenant>/api/v1/scim, on its lab
                      clock, with the tokens they have there; the flags above but port and host
                      are not read then
  --public-url URL    where clients reach it, such as https://scim.example.test behind a tunnel:
                      Location and $ref begin with it. X-Forwarded-Host and X-Forwarded-Proto are
                      not read, since any client can send them.

The first line it prints is JSON: baseUrl, token, profile, and publicBaseUrl if there is one;
with the profile cloud also tokenUrl, clientId and clientSecret, for access tokens by
client credentials (OAuth 2.0).`;

const defaults: Options = {
  port: 8080,
  host: '127.0.0.1',
  profile: 'strict',
  world: 'northwind',
  users: 0,
};

const profileIds: readonly ProfileId[] = ['strict', 'lenient', 'connector', 'cloud'];

/** The most generated people: what a memory store of this machine holds with ease. */
const mostUsers = 200_000;

/** Reads `--port 8080` or `--port=8080`, in any order; each flag needs a value. */
export function readOptions(args: readonly string[]): Result<Options, string> {
  const words = args.flatMap((arg) => splitFlag(arg));
  let options = defaults;
  for (let at = 0; at < words.length; at += 2) {
    const [flag, value] = [words[at]!, words[at + 1]];
    const read = readFlag(flag, value);
    if (!read.ok) return read;
    options = { ...options, ...read.value };
  }
  return ok(options);
}

function splitFlag(arg: string): readonly string[] {
  const found = /^(--[^=]+)=(.*)$/s.exec(arg);
  return found ? [found[1]!, found[2]!] : [arg];
}

type Reader = (value: string) => Result<Partial<Options>, string>;

/** Every flag, and how its value is read; a mistake completes "--flag takes …" or stands alone. */
const readers: Readonly<Record<string, Reader>> = {
  '--port': (value) =>
    wholeNumber(value, 65_535).ok
      ? ok({ port: Number(value) })
      : fail(`--port takes a number from 0 to 65535, not ${value}.`),
  '--host': (host) => ok({ host }),
  '--profile': (value) => {
    const profile = profileIds.find((id) => id === value);
    return profile
      ? ok({ profile })
      : fail(`--profile is one of ${profileIds.join(', ')}, not ${value}.`);
  },
  '--world': (world) => ok({ world }),
  '--users': (value) =>
    wholeNumber(value, mostUsers).ok
      ? ok({ users: Number(value) })
      : fail(`--users takes a number from 0 to ${mostUsers}, not ${value}.`),
  '--scopes': readScopes,
  '--subject': (subject) => ok({ subject }),
  '--export': (file) => ok({ export: file }),
  '--public-url': (value) =>
    /^https?:\/\/[^\s/?#@]+\/?$/i.test(value)
      ? ok({ publicUrl: value.replace(/\/$/, '') })
      : fail(
          `--public-url takes scheme and host, such as https://scim.example.test, not ${value}.`,
        ),
};

/** Scopes are named after endpoints (`scopeFor`), and after `/Me`. */
function readScopes(value: string): Result<Partial<Options>, string> {
  const scopes = value.split(',').map((scope) => scope.trim());
  const wrong = scopes.find((scope) => !/^[a-z]+:(read|write)$/.test(scope));
  return wrong === undefined
    ? ok({ scopes })
    : fail(`--scopes takes words like users:read, with commas between them, not ${wrong}.`);
}

function readFlag(flag: string, value: string | undefined): Result<Partial<Options>, string> {
  const read = Object.hasOwn(readers, flag) ? readers[flag] : undefined;
  if (!read) {
    const known = Object.keys(readers);
    return fail(
      `Unknown flag ${flag}. There are ${known.slice(0, -1).join(', ')} and ${known.at(-1)}; --help tells more.`,
    );
  }
  return value === undefined || value === '' ? fail(`${flag} needs a value.`) : read(value);
}

const wholeNumber = (text: string, most: number): Result<number, undefined> =>
  /^\d{1,9}$/.test(text) && Number(text) <= most ? ok(Number(text)) : fail(undefined);
