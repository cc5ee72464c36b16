// Reads the flags of the Node front door; a mistake is one sentence.
import { fail, ok, type Result } from '../base/result.ts';
import type { ProfileId } from '../scim/profile.ts';

/** How to serve. `port` 0 means any free one; `users` is how many generated people to add. */
export interface Options {
  readonly port: number;
  readonly host: string;
  readonly profile: ProfileId;
  readonly world: string;
  readonly users: number;
}

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

function readFlag(flag: string, value: string | undefined): Result<Partial<Options>, string> {
  if (!Object.hasOwn(defaults, flag.replace(/^--/, '')) || !flag.startsWith('--'))
    return fail(`Unknown flag ${flag}. There are --port, --host, --profile, --world and --users.`);
  if (value === undefined || value === '') return fail(`${flag} needs a value.`);
  switch (flag) {
    case '--port':
      return wholeNumber(value, 65_535).ok
        ? ok({ port: Number(value) })
        : fail(`--port takes a number from 0 to 65535, not ${value}.`);
    case '--users':
      return wholeNumber(value, mostUsers).ok
        ? ok({ users: Number(value) })
        : fail(`--users takes a number from 0 to ${mostUsers}, not ${value}.`);
    case '--profile': {
      const profile = profileIds.find((id) => id === value);
      return profile
        ? ok({ profile })
        : fail(`--profile is one of ${profileIds.join(', ')}, not ${value}.`);
    }
    case '--world':
      return ok({ world: value });
    default:
      return ok({ host: value });
  }
}

const wholeNumber = (text: string, most: number): Result<number, undefined> =>
  /^\d{1,9}$/.test(text) && Number(text) <= most ? ok(Number(text)) : fail(undefined);
