// A small whole lesson, and ways to spoil one thing in it.

/** The path that lessons of these tests are said to stand at. */
export const file = 'lessons/basics/01-sample/lesson.md';

/** A lesson without a mistake. Line numbers in tests count from its first line. */
export const goodLesson = `---
id: sample
title: Ana joins
summary: Create an account.
minutes: 3
teaches: [create-user]
needs: [find-user]
---

A word before all.

## Create Ana {#create}

One \`POST\` creates her. See RFC 7644 §3.3.

\`\`\`request id=make blanks=1
POST /Users

{ "userName": "____" }
\`\`\`

\`\`\`predict for=make
What comes back?
- * 201 and the record :: A new record is answered with 201.
- 200 and a list :: A list answers a search. {m:search-answer}
\`\`\`

\`\`\`check
- user userName eq "ana.ruiz@northwind.example":
    has: { active: true }
  task: Ana exists
  say: "I found {found}."
  rule: RFC 7643 §4.1.1
\`\`\`

\`\`\`hints
look: What is missing?
rule: A name is a text.
show: "userName": "ana.ruiz"
\`\`\`

\`\`\`quiz id=who-owns-id
Who chooses the id?
- * The server :: It must be unique (RFC 7643 §3.1).
- The client :: Its own key is externalId. {m:client-chooses-id}
\`\`\`

\`\`\`solution
POST /Users

{ "userName": "ana.ruiz" }
\`\`\`
`;

/** The good lesson with one text replaced; throws if the text is not in it. */
export function spoiled(from: string, to: string): string {
  if (!goodLesson.includes(from)) throw new Error(`Expected the sample to hold ${from}`);
  return goodLesson.replace(from, to);
}

/** The 1-based line of a text in the good lesson. */
export const lineOf = (text: string): number =>
  goodLesson.slice(0, goodLesson.indexOf(text)).split('\n').length;
