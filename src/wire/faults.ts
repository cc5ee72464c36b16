// Makes a request go wrong on purpose: refuses it, holds it back or loses its answer, and says so in the trace.
import type { FaultKind, FaultPlan } from '../http/fault.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { authenticate } from '../server/authenticate.ts';
import type { Answer, World } from '../server/world.ts';

/** A request that a fault hits, and how the server would answer it. */
export interface Struck {
  readonly plan: FaultPlan;
  readonly request: HttpRequest;
  readonly world: World;
  readonly respond: (request: HttpRequest, world: World) => Promise<Answer>;
  /** Waits, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/**
 * The answer to a request that a fault hits. One that is refused never reaches the server; one that
 * is slow, or whose answer gets lost, does: who sends the answer on has to lose it.
 */
export async function struck(of: Struck): Promise<Answer> {
  const { plan, request, world, respond } = of;
  if (plan.kind === 'slow') {
    await of.wait(plan.seconds * 1000);
    const answer = await respond(request, world);
    return { ...answer, trace: [stepOf(plan), ...answer.trace], response: marked(plan, answer) };
  }
  if (plan.kind === 'lost') {
    const answer = await respond(request, world);
    return { ...answer, trace: [...answer.trace, stepOf(plan)], response: marked(plan, answer) };
  }
  return refused(of, refusals[plan.kind](plan));
}

type Step = Answer['trace'][number];

const source = {
  kind: 'simulated',
  note: "The lab's own: you asked for this fault. Secret Server's SCIM endpoint had no part in it.",
} as const;

const stepOf = (plan: FaultPlan): Step => {
  const [what, why] = words[plan.kind](plan);
  const kind = plan.kind === 'slow' ? 'warn' : 'bad';
  return { kind, what: `Fault injected: ${what}`, why, source };
};

const untouched = 'The server never saw the request, so nothing was changed.';
const secondsOf = (count: number): string => `${count} ${count === 1 ? 'second' : 'seconds'}`;

/** What the trace says of each fault: what happened, and what it means. */
const words: Readonly<
  Record<FaultKind, (plan: FaultPlan) => readonly [what: string, why: string]>
> = {
  tooMany: ({ seconds }) => [
    '429 Too Many Requests',
    `${untouched} A client waits the ${secondsOf(seconds)} of \`Retry-After\` and sends it again (RFC 6585 §4).`,
  ],
  broken: () => [
    '500 Internal Server Error',
    `${untouched} A client cannot know that, so it looks before it sends a POST again.`,
  ],
  unavailable: ({ seconds }) => [
    '503 Service Unavailable',
    `${untouched} A client waits the ${secondsOf(seconds)} of \`Retry-After\` and sends it again (RFC 9110 §15.6.4).`,
  ],
  expired: () => [
    '401 for an expired token',
    `${untouched} The token is good in truth; a client whose token has run out gets a new one and goes on.`,
  ],
  slow: ({ seconds }) => [
    `the request was held back for ${secondsOf(seconds)}`,
    'The server got it only then. A client that gives up sooner cannot tell whether it was carried out.',
  ],
  lost: () => [
    'the answer was lost on the way',
    'The server carried the request out and answered; the client never heard of it, so it has to look before it sends this again.',
  ],
};

/** A refusal as the client sees it: an ordinary SCIM Error (RFC 7644 §3.12), as any server would send. */
interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly headers: HttpResponse['headers'];
}

const retryAfter = ({ seconds }: FaultPlan): HttpResponse['headers'] => [
  ['Retry-After', String(seconds)],
];

const refusals: Readonly<
  Record<Exclude<FaultKind, 'slow' | 'lost'>, (plan: FaultPlan) => Refusal>
> = {
  tooMany: (plan) => ({
    status: 429,
    detail: `Too many requests. Try again in ${secondsOf(plan.seconds)}.`,
    headers: retryAfter(plan),
  }),
  broken: () => ({
    status: 500,
    detail: 'The server failed while it answered this request.',
    headers: [],
  }),
  unavailable: (plan) => ({
    status: 503,
    detail: `The server is not available. Try again in ${secondsOf(plan.seconds)}.`,
    headers: retryAfter(plan),
  }),
  expired: () => ({
    status: 401,
    detail: 'The token has expired.',
    headers: [
      [
        'WWW-Authenticate',
        'Bearer realm="SCIM", error="invalid_token", error_description="The token has expired"',
      ],
    ],
  }),
};

function refused({ plan, request, world }: Struck, { status, detail, headers }: Refusal): Answer {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail,
  };
  const response: HttpResponse = {
    status,
    headers: [['Content-Type', 'application/scim+json'], ...headers],
    ...(request.method === 'HEAD' ? {} : { body: JSON.stringify(body) }),
  };
  const sender = authenticate(request, world);
  return {
    response: marked(plan, { response }),
    actor: sender.ok ? sender.value.holder : 'Unknown',
    trace: [stepOf(plan), { kind: 'end', what: `Answered ${status}`, why: detail, source }],
    ...{ changes: [], access: [], events: [] },
  };
}

/** Scripts see no trace, so a header tells them too. */
const marked = (plan: FaultPlan, { response }: Pick<Answer, 'response'>): HttpResponse => ({
  ...response,
  headers: [...response.headers, ['X-Lab-Fault', plan.kind]],
});
