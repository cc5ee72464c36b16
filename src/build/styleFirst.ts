// Puts the page's style sheet before its scripts: a browser fetches six files at a time, and nothing is painted before the style.
import type { Plugin } from 'vite';

const sheet = /\s*<link rel="stylesheet"[^>]*>/g;
const firstScript = /\s*<script type="module"/;

/** The same page with its style sheets before the first module script. */
export function withStyleFirst(html: string): string {
  const sheets = html.match(sheet) ?? [];
  return html.replace(sheet, '').replace(firstScript, (script) => sheets.join('') + script);
}

/** A Vite plugin: style sheets come before scripts in the built page. */
export const styleFirst = (): Plugin => ({
  name: 'scim-lab:style-first',
  apply: 'build',
  transformIndexHtml: { order: 'post', handler: withStyleFirst },
});
