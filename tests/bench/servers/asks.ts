// Lists what servers are asked in rows 3 and 4, and how an answer is known to be right.
import type { JsonObject } from '../../../src/base/json.ts';
import { userType } from '../../../src/scim/resourceTypes.ts';
import { patchOp } from '../../scim/kit.ts';
import { mustBe } from '../script.ts';
import type { Ask, Reply } from './metered.ts';

/** People in the world that generated ones come on top of. */
export const companySize = 15;

/** The id of one of nine generated people, whose ids follow each other. */
const idOf = (turn: number): string => String(1042 + (turn % 9));

/** One sort of request. `turn` never comes twice, so that no two requests are the same. */
export interface Kind {
  readonly name: string;
  readonly ask: (turn: number) => Ask;
  /** Throws if an answer is not the one there must be. */
  readonly check: (reply: Reply, turn: number) => void;
}

const filtered = (filter: string, rest = ''): Ask => ({
  method: 'GET',
  path: `/Users?filter=${encodeURIComponent(filter)}${rest}`,
});

const bodyOf = ({ text }: Reply): JsonObject => JSON.parse(text) as JsonObject;

const listOf = (reply: Reply): readonly JsonObject[] =>
  bodyOf(reply).Resources as readonly JsonObject[];

/** Reads one person by id. */
export const get: Kind = {
  name: 'get',
  ask: (turn) => ({ method: 'GET', path: `/Users/${idOf(turn)}` }),
  check: (reply, turn) => mustBe('the id', bodyOf(reply).id, idOf(turn)),
};

const nameAt = (turn: number): string => `turn.${turn}@bench.example`;

/** Looks for a person by userName; an index answers. */
export const byName: Kind = {
  name: 'userName eq',
  ask: (turn) => filtered(`userName eq "${companyNames[turn % companyNames.length]}"`),
  check: (reply, turn) => {
    mustBe('totalResults', bodyOf(reply).totalResults, 1);
    mustBe('the name', listOf(reply)[0]?.userName, companyNames[turn % companyNames.length]);
  },
};

const companyNames = [
  'omar.haddad@northwind.example',
  'grace.okoye@northwind.example',
  'amara.abe.1@northwind.example',
  'bruno.abe.2@northwind.example',
];

/** Looks for people by the beginning of their userName: one in 380 matches. */
export const byPrefix: Kind = {
  name: 'userName sw',
  ask: () => filtered('userName sw "amara.abe."', '&count=10'),
  check: (reply) => mustBe('the first', listOf(reply)[0]?.userName, companyNames[2]),
};

/** A page of 100 that begins at an index counted from 1, in a directory of `size`. */
export const page = (name: string, startIndex: number, size: number): Kind => ({
  name,
  ask: () => ({ method: 'GET', path: `/Users?startIndex=${startIndex}&count=100` }),
  check: (reply) => {
    const { totalResults } = bodyOf(reply);
    mustBe('the page', [totalResults, listOf(reply).length], [size, 100]);
  },
});

/** Replaces one attribute of one person. */
export const patch: Kind = {
  name: 'PATCH',
  ask: (turn) => ({
    method: 'PATCH',
    path: `/Users/${idOf(turn)}`,
    body: patchOp({ op: 'replace', path: 'title', value: `Clerk ${turn}` }),
  }),
  check: (reply, turn) => mustBe('the title', bodyOf(reply).title, `Clerk ${turn}`),
};

/** A person as an identity provider sends one. */
const newcomer = (name: string): JsonObject => ({
  schemas: [userType.schema.id],
  externalId: `X${name}`,
  userName: name,
  name: { formatted: 'New Comer', familyName: 'Comer', givenName: 'New' },
  displayName: 'New Comer',
  title: 'Clerk',
  active: true,
  emails: [{ value: name, type: 'work', primary: true }],
});

/** Creates one person; `removal` takes them away again. */
export const create: Kind = {
  name: 'create',
  ask: (turn) => ({ method: 'POST', path: '/Users', body: newcomer(nameAt(turn)) }),
  check: (reply, turn) =>
    mustBe('the answer', [reply.status, bodyOf(reply).userName], [201, nameAt(turn)]),
};

/** Deletes what an answer of `create` tells of. */
export const removal = (reply: Reply): Ask => ({
  method: 'DELETE',
  path: `/Users/${String(bodyOf(reply).id)}`,
});

const bulkSize = 1000;

/** Creates a thousand people in one request. They stay. */
export const bulk: Kind = {
  name: 'bulk of 1,000 creates',
  ask: (turn) => ({
    method: 'POST',
    path: '/Bulk',
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: Array.from({ length: bulkSize }, (_, at) => ({
        method: 'POST',
        path: '/Users',
        bulkId: `b${at}`,
        data: newcomer(`bulk.${turn}.${at}@bench.example`),
      })),
    },
  }),
  check: (reply) => {
    const done = bodyOf(reply).Operations as readonly JsonObject[];
    const created = done.filter(({ status }) => status === '201').length;
    mustBe('people created', created, bulkSize);
  },
};
