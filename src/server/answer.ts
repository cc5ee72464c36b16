// Turns what a handler came to into the HTTP response and the last steps of the trace.
import type { HeaderList, HttpRequest } from '../http/message.ts';
import { titleOf, type Problem } from '../scim/problem.ts';
import { rfc } from '../scim/trace.ts';
import { mostProblems, noEffects, refusalBody, type Refusal, type Reply } from './reply.ts';
import { noteSignals, signalsOf } from './signals.ts';
import { wordingOf } from './wording.ts';
import { sourceOf, type Trail } from './trail.ts';
import type { Answer, World } from './world.ts';

/** The request that is being answered, and who sent it. */
export interface About {
  readonly request: HttpRequest;
  readonly world: World;
  readonly steps: Trail;
  readonly actor: string;
}

const words: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
};

/** The answer to a request that went through. */
export function answerTo({ request, world, steps, actor }: About, reply: Reply): Answer {
  const signals = signalsOf(world, reply.effects?.changes ?? []);
  noteSignals(steps, signals);
  steps.note({
    kind: 'end',
    what: `Answered ${reply.status} ${words[reply.status] ?? ''} ${reply.says}`,
    source: reply.source ?? rfc('7644', sectionFor(request.method)),
  });
  const text = reply.body && JSON.stringify(reply.body);
  return {
    response: response(reply, { request, world, text }),
    actor,
    trace: steps.steps,
    ...(reply.effects ?? noEffects),
    ...(signals.length > 0 ? { signals } : {}),
  };
}

const sectionFor = (method: string): string =>
  ({ POST: '3.3', PUT: '3.5.1', PATCH: '3.5.2', DELETE: '3.6' })[method] ?? '3.4';

/** The answer to a refused request: a SCIM Error, and a step for each problem. */
export function refusalAnswer({ request, world, steps, actor }: About, refusal: Refusal): Answer {
  const { problems: found, headers = [] } = refusal;
  const [first] = found;
  if (!first) throw new Error('Expected a refusal to have at least one problem.');
  for (const each of found.slice(0, mostProblems)) steps.note({ kind: 'bad', ...bad(each) });
  steps.note({
    kind: 'end',
    what: `Answered ${[first.status, first.scimType].join(' ').trim()}`,
    ...(isWrite(request.method) ? { why: 'Nothing was changed.' } : {}),
    source: rfc('7644', '3.12'),
  });
  const text = JSON.stringify(refusalBody(refusal, wordingOf(request, world.tenant)));
  return {
    response: response({ status: first.status, headers }, { request, world, text }),
    actor,
    trace: steps.steps,
    ...noEffects,
  };
}

const isWrite = (method: string): boolean => !['GET', 'HEAD'].includes(method);

const bad = (found: Problem): Parameters<Trail['note']>[0] => ({
  what: titleOf(found.code),
  why: found.detail.replaceAll('`', "'"), // a client's backticks would look like code of ours
  source: sourceOf(found),
});

function response(
  { status, headers }: { readonly status: number; readonly headers: HeaderList },
  about: {
    readonly request: HttpRequest;
    readonly world: World;
    readonly text: string | undefined;
  },
): Answer['response'] {
  const { request, world, text } = about;
  return {
    status,
    headers: [
      ...(text === undefined ? [] : [['Content-Type', 'application/scim+json'] as const]),
      ...headers,
      ['X-Request-Id', world.exchange],
    ],
    // HEAD is GET without the body (RFC 9110 §9.3.2)
    ...(text === undefined || request.method === 'HEAD' ? {} : { body: text }),
  };
}
