// Renders an author's prose to HTML at build time: no HTML of theirs comes through, links lead to known places only.
import { Marked, type RendererObject } from 'marked';
import { referenceParts } from './inline.ts';
import type { Report } from './parse/mistake.ts';

/**
 * Renders prose that begins at a line of the file. HTML is shown as text, RFC references become
 * links, and links go to RFCs, https pages or routes of the lab (`#/…`); others are reported.
 */
export function renderMarkdown(text: string, firstLine: number, report: Report): string {
  const lineOf = (raw: string): number => {
    const at = text.indexOf(raw);
    return firstLine + (at < 0 ? 0 : text.slice(0, at).split('\n').length - 1);
  };
  const refuse = (raw: string, fix: string): void =>
    report(lineOf(raw), `\`${raw.trim().split('\n')[0]}\` is not let through.`, fix);
  return new Marked({ async: false, gfm: true, renderer: renderer(refuse) }).parse(text, {
    async: false,
  });
}

function renderer(refuse: (raw: string, fix: string) => void): RendererObject<string, string> {
  let inLink = false;
  return {
    html({ raw, text }) {
      refuse(raw, 'Write Markdown; put angle brackets into `code`.');
      return escaped(text);
    },
    image({ raw, text }) {
      refuse(raw, 'Describe it in words: a lesson has no pictures.');
      return escaped(text);
    },
    link({ raw, href, tokens }) {
      inLink = true; // a link in a link is no HTML
      const inside = this.parser.parseInline(tokens);
      inLink = false;
      if (href.startsWith('mailto:')) return inside; // a userName that looks like an address
      if (isRoute(href)) return `<a href="${escaped(href)}">${inside}</a>`;
      if (href.startsWith('https://')) return outside(href, inside);
      refuse(raw, 'Link to `https://…` or to a page of the lab, `#/…`.');
      return inside;
    },
    text(token) {
      if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
      return inLink ? escaped(token.text) : withReferences(token.text);
    },
  };
}

const isRoute = (href: string): boolean => /^#\/[\w/.?=&-]*$/.test(href);

const outside = (href: string, inside: string): string =>
  `<a href="${escaped(href)}" target="_blank" rel="noreferrer">${inside}</a>`;

/** Plain words with their RFC references as links; code and emphasis are Markdown's own. */
const withReferences = (text: string): string =>
  referenceParts(text)
    .map((part) =>
      part.kind === 'rfc'
        ? outside(part.href, escaped(part.text)).replace('<a ', '<a class="rfc" ')
        : escaped(part.text),
    )
    .join('');

const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
