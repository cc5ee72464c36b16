// Reads lessons as authors write them: a good one whole, and broken ones with every mistake named by line.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLesson } from '../../src/course/parse/lesson.ts';
import { mistakeLine, mistakeReport } from '../../src/course/parse/mistake.ts';
import { file, goodLesson, lineOf, spoiled } from './sample.ts';

/** What is reported for a text, one line for each mistake. */
function mistakesIn(text: string): readonly string[] {
  const read = parseLesson(text, file);
  return read.ok ? [] : read.trouble.map(mistakeLine);
}

test('a good lesson becomes data', () => {
  const read = parseLesson(goodLesson, file, { world: 'northwind-ana' });
  expect(read).toMatchObject({
    ok: true,
    value: {
      meta: {
        id: 'sample',
        part: 'basics',
        level: 'start',
        world: 'northwind-ana',
        clock: Date.UTC(2026, 10, 30, 9),
        profile: 'strict',
        minutes: 3,
        teaches: ['create-user'],
        needs: ['find-user'],
        steps: [{ id: 'create', title: 'Create Ana' }],
      },
      intro: '<p>A word before all.</p>\n',
      steps: [
        {
          id: 'create',
          blocks: [
            {
              kind: 'prose',
              html: '<p>One <code>POST</code> creates her. See <a class="rfc" href="https://www.rfc-editor.org/rfc/rfc7644#section-3.3" target="_blank" rel="noreferrer">RFC 7644 §3.3</a>.</p>\n',
            },
            { kind: 'request', id: 'make', blanks: 1, broken: false },
            {
              kind: 'predict',
              id: 'predict-make',
              about: 'make',
              prompt: 'What comes back?',
              options: [
                { text: '201 and the record', right: true },
                { text: '200 and a list', right: false, misconception: 'search-answer' },
              ],
            },
            {
              kind: 'check',
              checks: [
                {
                  task: 'Ana exists',
                  say: 'I found {found}.',
                  rule: 'RFC 7643 §4.1.1',
                  condition: {
                    kind: 'resource',
                    type: 'User',
                    filter: 'userName eq "ana.ruiz@northwind.example"',
                    count: { least: 1 },
                    has: ['active eq true'],
                  },
                },
              ],
            },
            { kind: 'hints', look: 'What is missing?', show: '"userName": "ana.ruiz"' },
            { kind: 'quiz', id: 'who-owns-id', prompt: 'Who chooses the id?' },
            { kind: 'solution', requests: ['POST /Users\n\n{ "userName": "ana.ruiz" }'] },
          ],
        },
      ],
    },
  });
});

test('keys of the lesson win over those of its part', () => {
  const read = parseLesson(spoiled('minutes: 3', 'minutes: 3\nworld: northwind'), file, {
    world: 'northwind-ana',
    level: 'challenge',
  });
  expect(read.ok && [read.value.meta.world, read.value.meta.level]).toEqual([
    'northwind',
    'challenge',
  ]);
});

test('a short clock is UTC', () => {
  const read = parseLesson(spoiled('minutes: 3', 'minutes: 3\nclock: 2026-11-30 08:00'), file);
  expect(read.ok && read.value.meta.clock).toBe(Date.UTC(2026, 10, 30, 8));
});

test('the hash of a question changes with its words and not with its reasons', () => {
  const hashIn = (text: string): string => {
    const read = parseLesson(text, file);
    if (!read.ok) throw new Error(mistakeReport(read.trouble));
    const quiz = read.value.steps[0]!.blocks.find((block) => block.kind === 'quiz');
    return quiz?.kind === 'quiz' ? quiz.hash : '';
  };
  const hash = hashIn(goodLesson);
  expect(hashIn(spoiled('It must be unique', 'It has to be unique'))).toBe(hash);
  expect(hashIn(spoiled('- The client ::', '- The sender ::'))).not.toBe(hash);
});

/** From, to, the text whose line is reported, and the mistake. */
type Case = readonly [name: string, from: string, to: string, at: string, mistake: string];

const cases: readonly Case[] = [
  [
    'a misspelt block',
    '```predict',
    '```predcit',
    '```predict',
    '`predcit` is no block. Did you mean `predict`?',
  ],
  [
    'a misspelt key of the head',
    'minutes: 3',
    'minuts: 3',
    'minutes: 3',
    '`minuts` is no key here. Did you mean `minutes`?',
  ],
  [
    'a level nobody knows',
    'minutes: 3',
    'minutes: 3\nlevel: pratice',
    'teaches:',
    '`level` cannot be `pratice`. Did you mean `practice`?',
  ],
  [
    'minutes that are no number',
    'minutes: 3',
    'minutes: three',
    'minutes:',
    '`minutes` needs a whole number from 1 to 60. Write `minutes: 1`, for example.',
  ],
  [
    'a time that is none',
    'minutes: 3',
    'minutes: 3\nclock: Monday',
    'teaches:',
    '`Monday` is no time. Write `clock: 2026-11-30 08:00`. It is UTC.',
  ],
  [
    'an id with capitals',
    'id: sample',
    'id: Sample One',
    'id: sample',
    '`Sample One` cannot be an id. Use lower-case letters, digits and single hyphens, for example `who-owns-id`.',
  ],
  [
    'a wrong count of blanks',
    'blanks=1',
    'blanks=2',
    '```request',
    'The request has 1 blanks (`____`), not 2. Write `blanks=1` behind `request`.',
  ],
  [
    'a misspelt attribute',
    'id=make',
    'name=make',
    '```request',
    '`name` means nothing behind `request`. Use one of `id`, `blanks`, `broken`.',
  ],
  [
    'a prediction about no request',
    'for=make',
    'for=mak',
    '```predict',
    '`mak` is no request of this step. Write `for=make`.',
  ],
  [
    'a wrong option without misconception',
    ' {m:client-chooses-id}',
    '',
    '- The client',
    'The wrong option `The client` names no misconception. End it with `{m:id}`, an id from misconceptions.yml.',
  ],
  [
    'an option without reason',
    'The client :: Its own key is externalId.',
    'The client',
    '- The client',
    '`The client` has no reason. Write `::` and why it is right or wrong.',
  ],
  [
    'no right option',
    '- * The server',
    '- The server',
    '```quiz',
    'No option is right. Mark the right one with `- * `.',
  ],
  [
    'a right answer that gives itself away',
    '* The server ::',
    '* The service provider, since it alone can see to it that no two records share one ::',
    '```quiz',
    'The right option `The service provider, since it alone can see to it that no two records share one` is far longer than the others, which gives it away. Shorten it, or move words into its reason.',
  ],
  [
    'a quiz without id',
    '```quiz id=who-owns-id',
    '```quiz',
    '```quiz',
    'The quiz has no id. Write `quiz id=who-owns-id`. Answers are kept under it, so it never changes.',
  ],
  [
    'a check nobody knows',
    '- user userName',
    '- usr userName',
    '- user userName',
    '`usr userName eq "ana.ruiz@northwind.example"` is no check. Did you mean `user`?',
  ],
  [
    'a misspelt key of a check',
    '    has:',
    '    hass:',
    '    has:',
    '`hass` is no key here. Did you mean `has`?',
  ],
  [
    'a place that cannot be filled',
    '{found}',
    '{fond}',
    '  say:',
    '`{fond}` cannot be filled in this check. Did you mean `found`?',
  ],
  [
    'a rule that is none',
    'rule: RFC 7643 §4.1.1',
    'rule: section 4.1.1',
    '  rule:',
    '`section 4.1.1` is no RFC section. Write `rule: RFC 7643 §3.1`.',
  ],
  [
    'a section that does not exist',
    'RFC 7643 §3.1',
    'RFC 7643 §3.9',
    'RFC 7643 §3.1',
    'RFC 7643 §3.9 does not exist. Look the section up. The last one of RFC 7643 is 11.2.',
  ],
  [
    'a missing hint',
    'rule: A name is a text.\n',
    '',
    '```hints',
    'The hint `rule` is missing. Add `rule:` with the rule that decides it.',
  ],
  [
    'a hint that gives the answer away',
    'look: What is missing?',
    'look: Is it ana.ruiz?',
    '```hints',
    'The hint `look` gives the answer away: `ana.ruiz`. Keep it for `show`.',
  ],
  [
    'a solution that fills no blank',
    'POST /Users\n\n{ "userName": "ana.ruiz" }',
    'POST /Users\n\n{ "username": "ana.ruiz" }',
    '```request',
    'No request of the solution fills in the blanks of `make`. Repeat the request there word for word, with the blanks filled.',
  ],
  [
    'a step that has no title',
    '## Create Ana {#create}',
    '## {#create}',
    '## Create',
    'The step has no title. Write `## Create Ana`.',
  ],
  [
    'a heading too deep',
    '## Create Ana {#create}',
    '## Create Ana {#create}\n\n### More',
    'One `POST`',
    '`### More` is a heading of depth 3. Steps begin with `## `; inside a step use **strong** words.',
  ],
  [
    'an id used twice',
    'id=who-owns-id',
    'id=make',
    '```quiz',
    'The id `make` is used twice in this lesson. Give one of them another id. A step takes one from `## Title {#id}`.',
  ],
  [
    'HTML in prose',
    'creates her.',
    'creates <b>her</b>.',
    'One `POST`',
    '`<b>` is not let through. Write Markdown; put angle brackets into `code`.',
  ],
  [
    'a link to somewhere else',
    'creates her.',
    '[creates](javascript:alert(1)) her.',
    'One `POST`',
    '`[creates](javascript:alert(1))` is not let through. Link to `https://…` or to a page of the lab, `#/…`.',
  ],
  [
    'a block above the first step',
    'A word before all.',
    'A word before all.\n\n```note\nHello.\n```',
    '## Create',
    '`note` stands above the first step. Put a heading `## …` above it.',
  ],
];

describe('a mistake is reported with its line and what would work', () => {
  test.each(cases)('%s', (...[, from, to, at, mistake]: Case) => {
    const found = mistakesIn(spoiled(from, to));
    expect(found).toContain(`${file}:${lineOf(at)}: ${mistake}`);
  });
});

test('a mistake in a request is reported where it stands', () => {
  const found = mistakesIn(spoiled('{ "userName": "____" }', '{ "userName" "____" }'));
  expect(found[0]).toMatch(new RegExp(`^${file}:${lineOf('{ "userName": "____" }')}: `));
});

test('a filter the lab cannot read is reported with what is wrong in it', () => {
  const found = mistakesIn(spoiled('user userName eq', 'user userName equals'));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`:${lineOf('- user')}: The filter \`userName equals "ana.ruiz`);
});

test('YAML that is none is reported with its line', () => {
  const found = mistakesIn(spoiled('  task: Ana exists', '  task: Ana: exists'));
  expect(found[0]).toContain(`:${lineOf('  task:')}: This is no YAML: `);
});

test('a block that is never closed is reported at its opening', () => {
  const text = goodLesson.trimEnd().replace(/```$/, '');
  expect(mistakesIn(text)).toContain(
    `${file}:${lineOf('```solution')}: The block \`solution\` is not closed. Put a line with \`\`\` below its last line.`,
  );
});

test('all mistakes of a file are reported at once', () => {
  const text = goodLesson
    .replace('minutes: 3', 'minutes: 0')
    .replace('{found}', '{fund}')
    .replace(' {m:client-chooses-id}', '');
  expect(mistakesIn(text).map((line) => Number(line.split(':')[1]))).toEqual([
    lineOf('minutes:'),
    lineOf('  say:'),
    lineOf('- The client'),
  ]);
});

test('too many words before something to do are reported', () => {
  const text = spoiled('One `POST` creates her.', 'word '.repeat(117));
  expect(mistakesIn(text)).toEqual([
    `${file}:${lineOf('## Create')}: \`Create Ana\` has 125 words before there is something to do. Use 120 at most, or put a request or a question earlier.`,
  ]);
});

test('an empty file is reported, not thrown at', () => {
  expect(mistakesIn('')[0]).toBe(
    `${file}:1: The file does not begin with front matter. Begin with a line \`---\`.`,
  );
});

test('a report lists mistakes in the order of files and lines', () => {
  const mistake = (where: string, line: number) => ({ file: where, line, seen: 'S.', fix: 'F.' });
  expect(mistakeReport([mistake('b.md', 1), mistake('a.md', 10), mistake('a.md', 9)])).toBe(
    '3 mistakes in the lessons:\na.md:9: S. F.\na.md:10: S. F.\nb.md:1: S. F.',
  );
});

/** Texts that look like lessons: pieces of the good one, mixed with signs that mean something. */
const lessonLike = fc
  .array(
    fc.oneof(
      fc.constantFrom(...goodLesson.split('\n')),
      fc.constantFrom(
        '---',
        '```check',
        '- user',
        '- can open: [',
        '&a *a',
        '- *b',
        '{m:',
        '::',
        '~~~',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 60 },
  )
  .map((lines) => lines.join('\n'));

test('no text makes the parser throw', () => {
  fc.assert(
    fc.property(fc.oneof(lessonLike, fc.string({ unit: 'binary' })), (text) => {
      const read = parseLesson(text, file);
      const last = text.split(/\r\n|\r|\n/).length;
      if (!read.ok)
        for (const { line } of read.trouble) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(last + 1);
        }
    }),
    { numRuns: 1000 },
  );
});
