// Reads the flags of the conformance runner; a mistake is one sentence.
import { fail, ok, type Result } from '../base/result.ts';
import { levels as everyLevel, type Level } from '../conformance/check.ts';
import type { ProfileId } from '../scim/profile.ts';

/** What to run, and against what. */
export interface Asked {
  /** Base URL without a slash at its end. */
  readonly base: string;
  readonly token: string;
  readonly levels: readonly Level[];
  readonly profile?: ProfileId;
  /** Beginnings of ids, `FLT` or `PAT-07`. */
  readonly only?: readonly string[];
  /** The longest single wait, in seconds. */
  readonly wait: number;
  readonly verbose: boolean;
  /** Prints the report as JSON. */
  readonly json: boolean;
}

/** How to call it. */
export const usage = `npm run conformance -- --base URL --token T [--level M,S] [--profile strict|lenient|connector|cloud]
                       [--only FLT,PAT-07] [--wait SECONDS] [--verbose] [--json]

  --base     base URL of a SCIM server, such as http://127.0.0.1:8080/api/v1/scim
  --token    bearer token; the variable SCIM_TOKEN will do as well
  --level    M demanded, S recommended, P policy of the strict profile, D dialect (M,S,P; with a profile other than strict M,S,P,D)
  --profile  leaves out what a documented profile departs from
  --only     ids of checks, or beginnings of ids
  --wait     longest wait for a cursor to expire and the like (3)
  --verbose  names every check as it ends
  --json     prints the result as JSON, with the exchange of each failure`;

const profileIds: readonly ProfileId[] = ['strict', 'lenient', 'connector', 'cloud'];
const switchNames: readonly string[] = ['--verbose', '--json'];
const names: readonly string[] = ['base', 'token', 'level', 'profile', 'only', 'wait'];

/** Reads `--base URL` or `--base=URL`, in any order. No flags at all is the trouble ''. */
export function readAsked(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<Asked, string> {
  if (args.length === 0) return fail('');
  const given = flagsIn(args);
  if (!given.ok) return given;
  const { base, token = environment['SCIM_TOKEN'], only } = given.value.flags;
  if (base === undefined) return fail('--base is missing: the base URL of the server.');
  if (!/^https?:\/\/[^/]+/i.test(base))
    return fail(`--base takes an http or https URL, not ${base}.`);
  if (token === undefined) return fail('--token is missing.');
  const rest = restOf(given.value.flags);
  if (!rest.ok) return rest;
  return ok({
    ...rest.value,
    base: base.replace(/\/+$/, ''),
    token,
    verbose: given.value.switches.includes('--verbose'),
    json: given.value.switches.includes('--json'),
    ...(only !== undefined && { only: only.split(',') }),
  });
}

type Flags = Readonly<Record<string, string>>;

function flagsIn(
  args: readonly string[],
): Result<{ readonly flags: Flags; readonly switches: readonly string[] }, string> {
  const words = args.flatMap((arg) => /^(--[^=]+)=(.*)$/s.exec(arg)?.slice(1) ?? [arg]);
  const switches = words.filter((word) => switchNames.includes(word));
  const rest = words.filter((word) => !switchNames.includes(word));
  const flags: Record<string, string> = {};
  for (let at = 0; at < rest.length; at += 2) {
    const [flag, value] = [rest[at]!, rest[at + 1]];
    const name = flag.replace(/^--/, '');
    if (!flag.startsWith('--') || !names.includes(name)) return fail(`There is no ${flag}.`);
    if (value === undefined || value === '') return fail(`${flag} needs a value.`);
    flags[name] = value;
  }
  return ok({ flags, switches });
}

function restOf({
  level,
  profile,
  wait = '3',
}: Flags): Result<Pick<Asked, 'levels' | 'profile' | 'wait'>, string> {
  const known = profileIds.find((id) => id === profile);
  if (profile !== undefined && !known)
    return fail(`--profile is one of ${profileIds.join(', ')}, not ${profile}.`);
  const usual = known && known !== 'strict' ? 'M,S,P,D' : 'M,S,P';
  const letters = (level ?? usual).toUpperCase().split(',');
  const levels = everyLevel.filter((each) => letters.includes(each));
  if (levels.length !== letters.length)
    return fail(`--level takes letters of M, S, P and D with commas between, not ${level ?? ''}.`);
  if (!/^\d+$/.test(wait)) return fail(`--wait takes a number of seconds, not ${wait}.`);
  return ok({ levels, wait: Number(wait), ...(known && { profile: known }) });
}
