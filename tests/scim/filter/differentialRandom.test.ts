// Compares the filter engine with scim2-parse-filter on random filters and people, and proves each of that package's known faults.
import fc from 'fast-check';
import type { Filter } from 'scim2-parse-filter';
import { filter as peerTest, parse as peerParse } from 'scim2-parse-filter';
import { expect, test } from 'vitest';
import { assertNever } from '../../../src/base/assertNever.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import type { FilterNode } from '../../../src/scim/filter/node.ts';
import { parseFilter } from '../../../src/scim/filter/parse.ts';
import { printAttribute } from '../../../src/scim/filter/print.ts';
import { core, enterprise, filterFor, laboratoryUrn, testType, valueOf } from '../kit.ts';
import type { FilterFault } from './randomQuestions.ts';
import { filtersIn, peopleIn } from './randomQuestions.ts';

const runs = { numRuns: 1000 };

type Answer = readonly boolean[] | 'refused';

function peerAnswer(filter: string, everyone: readonly JsonObject[]): Answer {
  try {
    const matches = peerTest(peerParse(filter));
    return everyone.map((who) => matches(who));
  } catch {
    return 'refused';
  }
}

function answer(filter: string, everyone: readonly JsonObject[]): Answer {
  const { matches } = valueOf(filterFor(filter, [testType]));
  return everyone.map((who) => matches(who));
}

test('both answer alike where no fault is known', () => {
  fc.assert(
    fc.property(filtersIn('fair'), peopleIn('fair'), ({ text, risks }, everyone) => {
      expect(risks).toEqual([]);
      expect(peerAnswer(text, everyone)).toEqual(answer(text, everyone));
    }),
    runs,
  );
});

test('over the whole grammar they differ only where a filter can run into a known fault', () => {
  fc.assert(
    fc.property(filtersIn('wild'), peopleIn('wild'), ({ text, risks }, everyone) => {
      const ours = answer(text, everyone);
      if (risks.length === 0) expect(peerAnswer(text, everyone)).toEqual(ours);
    }),
    runs,
  );
});

type Shape = readonly unknown[];

function shapeOf(node: FilterNode): Shape {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [node.kind, ...node.terms.map(shapeOf)];
    case 'not':
      return ['not', shapeOf(node.term)];
    case 'valuePath':
      return ['[]', printAttribute(node.attribute), shapeOf(node.filter)];
    case 'present':
      return ['pr', printAttribute(node.attribute)];
    case 'compare':
      return [node.operator, printAttribute(node.attribute), node.value];
    default:
      return assertNever(node);
  }
}

function peerShape(node: Filter): Shape {
  switch (node.op) {
    case 'and':
    case 'or':
      return [node.op, ...node.filters.map(peerShape)];
    case 'not':
      return ['not', peerShape(node.filter)];
    case '[]':
      return ['[]', node.attrPath, peerShape(node.valFilter)];
    case 'pr':
      return ['pr', node.attrPath];
    default:
      return [node.op, node.attrPath, node.compValue];
  }
}

const inSyntax: readonly FilterFault[] = ['dollar', 'escape', 'signedNumber', 'partBehindBrackets'];

test('both read the same tree, whatever stands in it', () => {
  const readable = filtersIn('wild').filter(
    ({ risks }) => !risks.some((risk) => inSyntax.includes(risk)),
  );
  fc.assert(
    fc.property(readable, ({ text }) => {
      expect(peerShape(peerParse(text))).toEqual(shapeOf(valueOf(parseFilter(text))));
    }),
    runs,
  );
});

/** One person and one filter that show a fault: ours gives `right`, and the package does not. */
interface Proof {
  readonly why: string;
  readonly filter: string;
  readonly who: JsonObject;
  readonly right: boolean;
}

const ana = (more: JsonObject): JsonObject => ({ schemas: [core], userName: 'ana', ...more });

const proofs: Readonly<Record<FilterFault, Proof>> = {
  letterCase: {
    why: 'compares text with regard to letter case whatever caseExact says (RFC 7643 §2.2)',
    ...{ filter: 'userName eq "ANA"', who: ana({}), right: true },
  },
  wholeComplex: {
    why: 'does not take a complex attribute without sub-attribute for its value (RFC 7644 §3.4.2.2)',
    ...{ filter: 'emails co "a"', who: ana({ emails: [{ value: 'a' }] }), right: true },
  },
  coreUrn: {
    why: 'finds nothing under the URN of the core schema (RFC 7644 §3.10)',
    ...{ filter: `${core}:title pr`, who: ana({ title: 'dba' }), right: true },
  },
  bareExtension: {
    why: 'knows no extension attribute without its URN (RFC 7644 §3.10 recommends the URN only)',
    ...{ filter: 'department pr', who: ana({ [enterprise]: { department: 'a' } }), right: true },
  },
  plainList: {
    why: 'knows no plain values in a list (RFC 7643 §2.4)',
    filter: `${laboratoryUrn}:tags eq "a"`,
    who: ana({ [laboratoryUrn]: { tags: ['a'] } }),
    right: true,
  },
  date: {
    why: 'compares dates as text, not in time (RFC 7644 §3.4.2.2)',
    filter: 'meta.lastModified eq "2026-01-01T01:00:00+01:00"',
    who: ana({ meta: { lastModified: '2026-01-01T00:00:00.000Z' } }),
    right: true,
  },
  absent: {
    why: 'takes an absent attribute neither for null nor for unlike a value (RFC 7643 §2.5)',
    ...{ filter: 'title ne "dba"', who: ana({}), right: true },
  },
  oneElement: {
    why: 'asks each part of what is in brackets of any element, not all of the same one (RFC 7644 §3.4.2.2)',
    filter: 'emails[type eq "work" and value eq "b"]',
    who: ana({ emails: [{ value: 'a', type: 'work' }, { value: 'b' }] }),
    right: false,
  },
  partBehindBrackets: {
    why: 'asks what stands behind brackets of any element, not of the one in the brackets',
    filter: 'emails[type eq "work"].value eq "b"',
    who: ana({ emails: [{ value: 'a', type: 'work' }, { value: 'b' }] }),
    right: false,
  },
  dollar: {
    why: 'cannot read $ref (RFC 7643 §2.4)',
    filter: `${enterprise}:manager.$ref pr`,
    who: ana({ [enterprise]: { manager: { value: 'a', $ref: '../Users/a' } } }),
    right: true,
  },
  escape: {
    why: 'takes the escapes of JSON strings to the letter (RFC 7644 §3.4.2.2, RFC 8259 §7)',
    ...{ filter: 'userName eq "\\u0061na"', who: ana({}), right: true },
  },
  signedNumber: {
    why: 'cannot read a number with a sign before a blank (RFC 8259 §6)',
    filter: `${laboratoryUrn}:badge eq -1 and userName pr`,
    who: ana({ [laboratoryUrn]: { badge: -1 } }),
    right: true,
  },
};

test.each(Object.values(proofs))('the package still $why', ({ filter, who, right }) => {
  expect(answer(filter, [who])).toEqual([right]);
  expect(peerAnswer(filter, [who])).not.toEqual([right]);
});
