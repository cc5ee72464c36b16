// Makes the people that the checks of queries share: every query is asked about them, others are not looked at.
import type { JsonObject } from '../base/json.ts';
import { userBody, type Bench, type Cast, type Made } from './bench.ts';
import { lacking, urn } from './survey.ts';

/**
 * Ana has everything, Bo is like her but for letter case and the types of his e-mails, Cy has next
 * to nothing, and Di's texts are full of signs that mean something in a filter. `team` holds Ana
 * and Bo, `outer` holds `team`.
 */
export async function gather(bench: Bench): Promise<Cast> {
  const { tag } = bench;
  const make = (body: JsonObject): Promise<Made> => bench.made('/Users', userBody(body));
  const cy = await make({ userName: `Cy.${tag}` });
  const bo = await make(boOf(tag));
  const isExtended = !lacking(bench.survey, 'enterprise');
  const ana = await make({ ...anaOf(tag), ...(isExtended && enterpriseOf(tag, bo.id)) });
  const di = await make(diOf(tag));
  if (lacking(bench.survey, 'groups')) return { tag, people: { ana, bo, cy, di } };
  const team = await bench.group([ana.id, bo.id], { externalId: `Team-${tag}` });
  const outer = await bench.group([team.id]);
  return { tag, people: { ana, bo, cy, di, team, outer } };
}

const anaOf = (tag: string): JsonObject => ({
  userName: `Ana.${tag}@d.example`,
  externalId: `Ext-${tag}-A`,
  name: { familyName: `O'Malley ${tag}`, givenName: 'Ana', honorificPrefix: 'Dr.' },
  displayName: `Ana ${tag}`,
  title: `Engineer ${tag}`,
  userType: 'Employee',
  active: true,
  emails: [
    { value: `ana-${tag}@d.example`, type: 'work', primary: true },
    { value: `ana-${tag}@home.example`, type: 'home' },
  ],
  ims: [{ value: `ana-${tag}`, type: 'xmpp' }],
});

const enterpriseOf = (tag: string, manager: string): JsonObject => ({
  [urn.enterprise]: {
    department: `Dep ${tag}`,
    employeeNumber: `N-${tag}`,
    manager: { value: manager },
  },
});

const boOf = (tag: string): JsonObject => ({
  userName: `bo.${tag}`,
  externalId: `ext-${tag}-a`,
  name: { familyName: `Bo ${tag}` },
  displayName: `ana ${tag}`,
  title: `Clerk ${tag}`,
  userType: 'Intern',
  active: false,
  emails: [
    { value: `bo-${tag}@d.example`, type: 'home', primary: true },
    { value: `bo-${tag}@home.example`, type: 'work' },
  ],
});

const diOf = (tag: string): JsonObject => ({
  userName: `di+é.${tag}`,
  displayName: `quote " back \\ tab \t ${tag}`,
  nickName: `a and b) or (c ] x [ d eq "e ${tag}`,
  active: true,
  emails: [{ value: `di+plus-${tag}@d.example`, type: 'work' }],
});
