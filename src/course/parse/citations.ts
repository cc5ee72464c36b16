// Knows which sections the SCIM RFCs have, so that a lesson cannot cite one that is not there.
import { citable } from '../inline.ts';
import { didYouMean, type Report } from './mistake.ts';

/** Section numbers from each table of contents; other citable RFCs are not looked into. */
const sections: Readonly<Record<string, readonly string[]>> = {
  '7642': ranges('1 1.1 2 2.1 2.2 2.2.1-4 2.3 2.3.1-6 2.4 2.4.1-4 3 3.1-5 4 5 5.1-2'),
  '7643': ranges(
    '1 1.1-2 2 2.1-3 2.3.1-8 2.4-5 3 3.1-3 4 4.1 4.1.1-2 4.2-3 5 6 7 8 8.1-7 8.7.1-2 9 9.1-3 10 10.1-2 10.2.1 10.3 10.3.1-2 10.4 11 11.1-2',
  ),
  '7644': ranges(
    '1 1.1-3 2 2.1-2 3 3.1-3 3.3.1 3.4 3.4.1-2 3.4.2.1-5 3.4.3 3.5 3.5.1-2 3.5.2.1-3 3.6-7 3.7.1-4 3.8-14 4 5 6 6.1-2 7 7.1-5 7.5.1-2 7.6-8 8 8.1-2 9 9.1-2',
  ),
  '9865': ranges('1 1.1-2 2 2.1-4 3 4 5 5.1-4 6 7 7.1-2'),
  '9967': ranges('1 1.1-3 2 2.1-3 2.3.1-2 2.4 2.4.1-6 2.5 2.5.1 2.5.1.1-3 3 4 5 6 7 7.1-4 8 8.1-2'),
};

/** Spells out `3.8-14` as 3.8, 3.9, … 3.14. */
function ranges(text: string): readonly string[] {
  return text.split(' ').flatMap((word) => {
    const found = /^((?:\d+\.)*)(\d+)-(\d+)$/.exec(word);
    if (!found) return [word];
    const [from, to] = [Number(found[2]), Number(found[3])];
    return Array.from({ length: to - from + 1 }, (_, at) => `${found[1]!}${from + at}`);
  });
}

/** Reports references to RFCs the course does not cite and to sections that do not exist. */
export function reviewCitations(text: string, report: Report): void {
  text.split(/\r\n|\r|\n/).forEach((line, at) => {
    for (const [reference, rfc, section] of line.matchAll(/RFC (\d{4})(?: §(\d+(?:\.\d+)*))?/g))
      reviewCitation({ reference, rfc: rfc!, section }, at + 1, report);
  });
}

function reviewCitation(
  cited: { readonly reference: string; readonly rfc: string; readonly section: string | undefined },
  line: number,
  report: Report,
): void {
  if (!citable.includes(cited.rfc))
    report(line, `A lesson does not cite ${cited.reference}.`, didYouMean(cited.rfc, citable));
  const known = sections[cited.rfc];
  if (known && cited.section !== undefined && !known.includes(cited.section))
    report(
      line,
      `${cited.reference} does not exist.`,
      `Look the section up. The last one of RFC ${cited.rfc} is ${known.at(-1)!}.`,
    );
}
