// Teaches Monaco to read requests as people type them: request line, headers, empty line, JSON body.
import type { languages } from 'monaco-editor/editor';

/** The language's id in Monaco. */
export const httpLanguage = 'scim-http';

/**
 * The tokenizer. JSON is part of it rather than Monaco's own language: so schema URNs get a colour,
 * and neither the JSON service nor its worker has to be loaded. Lines are read with their line break,
 * since an empty line is what ends the headers.
 */
export const httpTokens: languages.IMonarchLanguage = {
  includeLF: true,
  defaultToken: 'url',
  tokenizer: {
    root: [
      [/^\s*(?:#|\/\/).*\n?/, 'comment'],
      [/^\s*\n/, ''],
      [/\s*GET\b/, { token: 'method.get', next: '@target' }],
      [/\s*POST\b/, { token: 'method.post', next: '@target' }],
      [/\s*PUT\b/, { token: 'method.put', next: '@target' }],
      [/\s*PATCH\b/, { token: 'method.patch', next: '@target' }],
      [/\s*DELETE\b/, { token: 'method.delete', next: '@target' }],
      [/\s*[^\s]+/, { token: 'method.other', next: '@target' }],
    ],
    target: [
      [/\n/, { token: '', next: '@headers' }],
      [/[^\n]+/, 'url'],
    ],
    headers: [
      [/^\s*\n/, { token: '', next: '@body' }],
      [/^\s*(?:#|\/\/).*\n?/, 'comment'],
      [/^([^:\n]+)(:)/, ['header.name', 'delimiter']],
      [/\n/, ''],
      [/[^\n]+/, 'url'],
    ],
    body: [
      [/"(?:[^"\\\n]|\\.)*"(?=\s*:)/, 'string.key.json'],
      [/"urn:(?:[^"\\\n]|\\.)*"?/, 'string.urn'],
      [/"(?:[^"\\\n]|\\.)*"?/, 'string.value.json'],
      [/-?\d[\d.eE+-]*/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}[\],:]/, 'delimiter'],
      [/\s+/, ''],
      [/[^\s"{}[\],:]+/, 'url'],
    ],
  },
};

/** Brackets, quotes and indents while typing. */
export const httpConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string'] },
  ],
  surroundingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"' },
  ],
  indentationRules: { increaseIndentPattern: /[{[]\s*$/, decreaseIndentPattern: /^\s*[}\]]/ },
  wordPattern: /[\w$.\-:@]+/,
};
