// Runs the conformance suite against any SCIM server over HTTP and prints what passed and what did not.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { countsOf, failureText, reportJson, reportText } from '../conformance/report.ts';
import { runConformance } from '../conformance/run.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { readAsked, usage, type Asked } from './conformanceOptions.ts';

const asked = readAsked(process.argv.slice(2), process.env);
if (!asked.ok) {
  console.error(asked.trouble === '' ? usage : `${asked.trouble}\n\n${usage}`);
  process.exitCode = 2;
} else process.exitCode = await run(asked.value);

/** Runs the suite; gives the exit code. */
async function run(wanted: Asked): Promise<number> {
  const { base, token, levels, profile, only, wait, verbose, json } = wanted;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const started = performance.now();
  const { results, stopped } = await runConformance({
    send,
    ...{ baseUrl: base, token, levels, signal: stop.signal },
    ...(profile && { profile }),
    ...(only && { only: ({ id }) => only.some((start) => id.startsWith(start)) }),
    tag: `ck${randomBytes(4).toString('hex')}`,
    wait: async (ms) => {
      if (ms > wait * 1000) return false;
      await sleep(ms);
      return true;
    },
    onResult: (result, { done, total }) => {
      const failure = failureText(result);
      if (verbose || failure !== undefined)
        console.error(`${done}/${total} ${result.check.id} ${result.outcome.kind}`);
    },
  });
  const code = countsOf(results).failed > 0 || stopped || results.length === 0 ? 1 : 0;
  const named = profile ?? 'strict';
  if (json) {
    console.log(
      reportJson(results, { lab: 'SCIM Lab', baseUrl: base, profile: named, levels, token }),
    );
    return code;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `SCIM conformance of ${base}, levels ${levels.join(', ')}${profile ? `, profile ${profile}` : ''}\n`,
  );
  console.log(reportText(results, token));
  console.log(`${seconds} s${stopped ? '; stopped before its end' : ''}`);
  return code;
}

/** Sends over HTTP as it is: redirects are answers, too. */
async function send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    redirect: 'manual',
    ...(body === undefined || body === '' ? {} : { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: [...response.headers],
    ...(text === '' ? {} : { body: text }),
  };
}
