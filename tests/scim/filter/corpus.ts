// Lists filters with the people they match (by id), or `refused`: the corpus that every part of the filter engine is held to.
import { core, enterprise, laboratoryUrn } from '../kit.ts';

/** A filter and the ids it matches, in the order of the people; null if it must be refused. */
export interface Case {
  readonly filter: string;
  readonly ids: string | null;
  readonly about: string;
}

const about =
  (topic: string) =>
  (filter: string, ids: string | null): Case => ({ filter, ids, about: topic });

const rfc = about('an example of RFC 7644');
const lookUp = about('a look-up of a provider');
const urn = about('a name with its URN');
const order = about('the order of operators');
const not = about('not');
const brackets = about('brackets on one element');
const text = about('signs within text');
const letters = about('letter case');
const empty = about('unassigned values');
const number = about('numbers');
const boolean = about('booleans');
const date = about('dates across zones');
const names = about('names that begin like a keyword');
const parts = about('parts and lists');
const refused = about('must be refused');

export const corpus: readonly Case[] = [
  rfc('userName eq "bjensen@example.com"', 'b'),
  rfc('name.familyName co "O\'Malley"', 'o'),
  rfc('userName sw "J"', 'jo'),
  rfc(`${core}:userName sw "J"`, 'jo'),
  rfc('title pr', 'boa'),
  rfc('meta.lastModified gt "2011-05-13T04:42:34Z"', 'oa'),
  rfc('meta.lastModified ge "2011-05-13T04:42:34Z"', 'bjoa'),
  rfc('meta.lastModified lt "2011-05-13T04:42:34Z"', 'r'),
  rfc('meta.lastModified le "2011-05-13T04:42:34Z"', 'bjr'),
  rfc('title pr and userType eq "Employee"', 'ba'),
  rfc('title pr or userType eq "Intern"', 'bjoa'),
  rfc(`schemas eq "${enterprise}"`, 'ba'),
  rfc('userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")', 'b'),
  rfc(
    'userType ne "Employee" and not (emails co "example.com" or emails.value co "home.org")',
    'or',
  ),
  rfc('userType eq "Employee" and (emails.type eq "work")', 'ba'),
  rfc('userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', 'b'),
  rfc(
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
    'b',
  ),
  rfc('userName Eq "JSMITH"', 'j'),
  rfc('Username eq "jsmith"', 'j'),
  lookUp('userName eq "ana.ruiz"', 'a'),
  lookUp('externalId eq "BJ-1"', 'b'),
  lookUp('emails[type eq "work"].value eq "ANA.ruiz@northwind.example"', 'a'),
  lookUp('id eq "b" and manager eq "a"', 'b'),
  urn(`${core}:name.familyName eq "smith"`, 'j'),
  urn(`${enterprise}:department eq "tours"`, 'b'),
  urn(`${enterprise}:manager.value eq "a"`, 'b'),
  urn(`${enterprise}:manager eq "a"`, 'b'),
  urn(`${core.toUpperCase()}:USERNAME eq "jsmith"`, 'j'),
  urn(`${core}:emails[type eq "home"]`, 'bj'),
  urn(`${core}:id eq "j"`, 'j'),
  urn('department eq "DBA"', 'a'),
  order('userType eq "Intern" or userType eq "Employee" and title eq "DBA"', 'ja'),
  order('(userType eq "Intern" or userType eq "Employee") and title eq "DBA"', 'a'),
  order('title eq "DBA" and userType eq "Intern" or userName eq "Robot"', 'r'),
  not('not (title pr)', 'jr'),
  not('not(title pr or userType pr)', 'r'),
  not('not (not (title pr))', 'boa'),
  not('not (userName sw "j") and active eq true', 'ba'),
  brackets('emails[type eq "work" and value co "jsmith"]', 'j'),
  brackets('emails[type eq "home" and value co "jsmith"]', ''),
  brackets('emails[not (type eq "work")]', 'bj'),
  brackets('emails[(type eq "work" or type eq "home") and value ew ".org"]', 'bj'),
  brackets('emails[primary eq true]', 'b'),
  brackets('emails[primary pr]', 'ba'),
  brackets('name[familyName eq "smith" and givenName sw "J"]', 'j'),
  brackets(`${laboratoryUrn}:tags[value eq "RED"]`, 'b'),
  parts('emails.type eq "work" and emails.value co "other"', 'j'),
  parts('emails.type eq "home" and emails.value co "jsmith"', 'j'),
  parts(`${laboratoryUrn}:tags eq "red"`, 'b'),
  parts('phoneNumbers[type ne "mobile"]', 'o'),
  parts('emails.type ne "work"', 'bjor'),
  text('displayName co "\\"the guide\\""', 'b'),
  text('displayName eq "ana\\truiz \\u00eb"', 'a'),
  text('title co "] or (title pr) and \\\\"', 'o'),
  text('userName eq "a" or title co " and " or title co "zzz) or ("', 'o'),
  letters('USERNAME EQ "jsmith" AND NOT (TITLE PR)', 'j'),
  letters('externalId eq "bj-1"', 'j'),
  letters(`${laboratoryUrn}:code eq "Ab"`, 'b'),
  letters(`${laboratoryUrn}:code sw "a"`, 'o'),
  letters('id eq "B"', ''),
  empty('title eq null', 'jr'),
  empty('title ne null', 'boa'),
  empty('emails pr', 'bja'),
  empty('emails eq null', 'or'),
  empty('name pr', 'bjo'),
  empty('title ne "DBA"', 'bjor'),
  empty('title co ""', 'boa'),
  number(`${laboratoryUrn}:badge eq 7`, 'b'),
  number(`${laboratoryUrn}:badge lt 0`, 'o'),
  number(`${laboratoryUrn}:score ge 15e-1`, 'b'),
  number(`${laboratoryUrn}:badge ne -20 and ${laboratoryUrn}:badge pr`, 'b'),
  boolean('active eq true', 'boa'),
  boolean('active ne true', 'jr'),
  boolean('active eq false', 'j'),
  date('meta.lastModified eq "2011-05-13T00:42:34-04:00"', 'bj'),
  date('meta.lastModified gt "2026-11-30T10:00:00.122+01:00"', 'a'),
  date(`${laboratoryUrn}:hiredAt lt "2026-11-30T00:00:00Z"`, 'o'),
  date('meta.lastModified sw "2011-05"', 'bj'),
  names('notes eq "x"', 'b'),
  names('orderedBy eq "ana" and notes pr', 'b'),
  refused('', null),
  refused('userName', null),
  refused('userName eq', null),
  refused('title pr and', null),
  refused('userName eq bjensen', null),
  refused("userName eq 'bjensen'", null),
  refused('userName eq "bjensen', null),
  refused('userName regex "x"', null),
  refused('(title pr', null),
  refused('title pr)', null),
  refused('()', null),
  refused('not ()', null),
  refused('not title pr', null),
  refused('emails[]', null),
  refused('emails[type eq "work"', null),
  refused('emails[nope eq "work"]', null),
  refused('emails[emails.type eq "work"]', null),
  refused('emails[type[value eq "x"]]', null),
  refused('userName[value eq "x"]', null),
  refused('nope eq "x"', null),
  refused('not (nope pr)', null),
  refused('name.nope pr', null),
  refused('urn:example:nope:userName pr', null),
  refused('name eq "Jensen"', null),
  refused('addresses co "x"', null),
  refused('active eq "true"', null),
  refused('active gt false', null),
  refused('active co "t"', null),
  refused('x509Certificates.value lt "x"', null),
  refused('meta.lastModified gt "not-a-date"', null),
  refused('meta.lastModified gt "2011-02-30T00:00:00Z"', null),
  refused('meta.lastModified gt "2011-05-13"', null),
  refused('userName eq 7', null),
  refused('userName gt null', null),
  refused(`${laboratoryUrn}:badge eq "7"`, null),
  refused(`${laboratoryUrn}:badge co 7`, null),
  refused('password eq "x"', null),
  refused('password pr', null),
  refused('userName eq "a" or "b"', null),
  refused('userName eq "a"and title pr', null),
  refused('userName eq 01', null),
  refused('userName eq TRUE', null),
  refused('a.b.c pr', null),
  refused('__proto__ pr', null),
  refused('constructor pr', null),
  refused('name.constructor pr', null),
  refused('title eq "\\x"', null),
  refused('title eq "line\nbreak"', null),
];
