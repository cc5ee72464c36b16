// Holds the lint rules: recommended sets, typed where types are, plus what STYLE.md asks for.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'coverage/', 'test-results/', '.cache/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } },
    rules: {
      'no-undef': 'off', // TypeScript sees these better
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess needs it after a check
      '@typescript-eslint/no-invalid-void-type': 'off', // Result<void, …> is a shape we use
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-params': ['error', 3],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['tests/**'],
    // a describe block is a list, not a function; a row of a table may have many columns
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off' },
  },
  { files: ['**/*.js'], languageOptions: { globals: globals.node } },
);
