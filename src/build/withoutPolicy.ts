// Takes the content security policy out of the page under the development server, whose own client breaks it.
import type { Plugin } from 'vite';

/** A Vite plugin for development only; the built page keeps its policy. */
export const withoutPolicy = (): Plugin => ({
  name: 'scim-lab:without-policy',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
});
