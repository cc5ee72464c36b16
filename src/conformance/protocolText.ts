// Writes docs/PROTOCOL.md: every feature with its code, checks and policies, out of the tables the lab itself reads.
import { policies, type Policy } from '../scim/policies.ts';
import type { ProfileId } from '../scim/profile.ts';
import { clauses } from './clauses.ts';
import { departuresOf } from './departures.ts';
import { featureGroups, type Feature } from './features.ts';

const profiles: readonly { readonly id: ProfileId; readonly title: string }[] = [
  { id: 'strict', title: 'strict' },
  { id: 'lenient', title: 'lenient' },
  { id: 'connector', title: 'SCIM Connector' },
  { id: 'cloud', title: 'SCIM Cloud Connector' },
];

/** The document as Markdown. It says nothing that the tables do not say, so it is true as long as they are. */
export function protocolText(): string {
  return [
    opening,
    '## Features',
    featuresIntro,
    ...featureGroups.flatMap(({ title, features }) => [`### ${title}`, featureTable(features)]),
    '## Policies',
    policiesIntro,
    ...areasOf(policies).flatMap((area) => [`### ${area}`, policyTable(area)]),
    '## Departures',
    departuresIntro,
    ...profiles.slice(1).flatMap(({ id, title }) => [`### ${title}`, departureTable(id)]),
    '## Clauses that no answer shows',
    clausesIntro(),
    unseenTable(),
    '',
  ].join('\n\n');
}

const opening = `# Protocol

What the lab's SCIM server does of RFC 7643, 7644, 9865 and 9967, where that lives in the code, and what each profile does where the RFCs leave a choice.

This file is written from the tables that the server, the conformance suite and the lab's Reference read: \`src/conformance/features.ts\`, \`src/scim/policies.ts\`, \`src/conformance/departures.ts\` and \`src/conformance/clauses.ts\`. Change those, then run \`npx vitest run --project node tests/conformance/protocol.test.ts -u\`. The same test fails while the file is not current.`;

const featuresIntro = `Checks are those of the conformance suite (\`src/conformance/checks/\`), which runs in the lab at \`#/conformance\`, with \`npm run conformance\`, and in the tests. A star stands for any text. Policies are named as in the tables below.`;

const policiesIntro = `What happens where the RFCs leave a choice. A profile whose cell is empty does as \`strict\` does. The profiles themselves are data: \`src/scim/profiles.ts\`.`;

const departuresIntro = `Checks that a profile does not meet, on purpose. A test holds that each of them really fails without this list, so that none is excused needlessly.`;

function clausesIntro(): string {
  const unseen = clauses.filter((clause) => clause.unseen !== undefined).length;
  return `Of ${clauses.length} clauses of RFC 7643, 7644 and 9865 that say MUST, MUST NOT, SHOULD or SHOULD NOT, ${clauses.length - unseen} are shown by checks (the lab lists them at \`#/reference/clauses\`). These ${unseen} are not, because no answer over HTTP can show them:`;
}

const featureTable = (features: readonly Feature[]): string =>
  table(
    ['Feature', 'RFC', 'Code', 'Checks', 'Policies'],
    features.map(({ title, rfc, code, checks, policies: taken }) => [
      title,
      rfc.map(sectionText).join(', '),
      code.map(coded).join(', '),
      checks.map(coded).join(', '),
      taken.map(coded).join(', '),
    ]),
  );

const policyTable = (area: string): string =>
  table(
    ['Policy', 'Topic', 'Rests on', ...profiles.map(({ title }) => title)],
    policies
      .filter((policy) => policy.area === area)
      .map((policy) => [
        coded(policy.id),
        policy.topic,
        /^\d{4} /.test(policy.source) ? sectionText(policy.source) : policy.source,
        ...profiles.map(({ id }) =>
          id !== 'strict' && policy.texts[id] === policy.texts.strict ? '' : policy.texts[id],
        ),
      ]),
  );

const areasOf = (rows: readonly Policy[]): readonly string[] => [
  ...new Set(rows.map(({ area }) => area)),
];

const departureTable = (profile: ProfileId): string =>
  table(
    ['Why', 'Checks'],
    departuresOf(profile).map(({ reason, ids }) => [reason, ids.map(coded).join(', ')]),
  );

const unseenTable = (): string =>
  table(
    ['RFC', 'Clause', 'Why not'],
    clauses.flatMap(({ rfc, word, says, unseen }) =>
      unseen === undefined ? [] : [[sectionText(rfc), `${word}: ${says}`, unseen]],
    ),
  );

const sectionText = (rfc: string): string => `RFC ${rfc.replace(' ', ' §')}`;

const coded = (text: string): string => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Signs that mean something in a table or to Markdown; code between backticks is left alone. */
const cell = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((piece) =>
      piece.startsWith('`') ? piece : piece.replace(/[*_<>[\]]/g, (sign) => `\\${sign}`),
    )
    .join('')
    .replaceAll('|', '\\|');
