// Gives the provider's tests people of Northwind, answers to give, and a way to play a conversation to its end.
import type { JsonObject } from '../../src/base/json.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';
import type { Ask, Conversation, Outcome } from '../../src/idp/conversation.ts';
import type { HrPerson } from '../../src/idp/people.ts';

export const target = {
  baseUrl: 'https://secretserver.example.com/api/v1/scim',
  token: 'lab-northwind-idp',
};

export const ana: HrPerson = {
  employeeNumber: 'E1042',
  kind: 'employee',
  givenName: 'Ana',
  familyName: 'Ruiz',
  workEmail: 'ana.ruiz@northwind.example',
  phone: 'tel:+44-20-7946-0142',
  organization: 'Northwind Trust',
  job: {
    title: 'Database Administrator',
    division: 'Technology',
    department: 'Database Services',
    costCenter: '4100',
    manager: 'E1007',
  },
  startsAt: '2026-11-30T09:00:00Z',
};

export const tom: HrPerson = {
  ...ana,
  employeeNumber: 'C2003',
  kind: 'contractor',
  givenName: 'Tom',
  familyName: 'Berg',
  workEmail: 'tom.berg@contoso.example',
  organization: 'Contoso',
  job: {
    title: 'Jump Host Engineer',
    division: 'Technology',
    department: 'Vendors',
    costCenter: '4290',
  },
  endsAt: '2026-12-30T00:00:00Z',
};

/** An answer with a JSON body, or without any. */
export const answer = (status: number, body?: JsonObject): HttpResponse => ({
  status,
  headers: [['Content-Type', 'application/scim+json']],
  ...(body && { body: JSON.stringify(body) }),
});

/** A ListResponse with these resources. */
export const listed = (...resources: readonly JsonObject[]): HttpResponse =>
  answer(200, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  });

/** A SCIM error. */
export const refused = (status: number, detail = 'No.'): HttpResponse =>
  answer(status, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail,
  });

/** What was asked, in order, and how it ended. */
export interface Played {
  readonly asks: readonly Ask[];
  readonly outcome: Outcome;
}

/** Plays a conversation against something that answers; gives up after fifty requests. */
export async function play(
  conversation: Conversation,
  server: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>,
): Promise<Played> {
  const asks: Ask[] = [];
  let step = conversation.next();
  while (!step.done) {
    if (asks.length === 50) throw new Error('Expected the conversation to end within 50 requests.');
    asks.push(step.value);
    step = conversation.next(await server(step.value));
  }
  return { asks, outcome: step.value };
}

/** Plays a conversation with these answers, the last one for ever. */
export function playWith(
  conversation: Conversation,
  ...answers: readonly HttpResponse[]
): Promise<Played> {
  let at = 0;
  return play(conversation, () => answers[Math.min(at++, answers.length - 1)]!);
}
