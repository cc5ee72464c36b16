// Answers Monaco's questions about a request: what could be written here, and what an attribute is.
import { completionsAt } from './completions.ts';
import { describeAt } from './describe.ts';
import { httpLanguage } from './httpLanguage.ts';
import { monaco } from './monaco.ts';
import type { TenantView } from '../lab.ts';

type Model = ReturnType<typeof monaco.editor.createModel>;

/** Tenants by model: providers belong to the language, so they look up which editor asks. */
const tenants = new WeakMap<object, TenantView>();

/** Lets suggestions in this model speak of its tenant; gives the function that forgets it. */
export function provideFor(model: Model, tenant: TenantView): () => void {
  tenants.set(model, tenant);
  return () => void tenants.delete(model);
}

monaco.languages.registerCompletionItemProvider(httpLanguage, {
  triggerCharacters: ['"', '/', '?', '&', ':', ' ', '.'],
  provideCompletionItems(model, position) {
    const tenant = tenants.get(model);
    if (!tenant) return { suggestions: [] };
    const found = completionsAt(model.getValue(), model.getOffsetAt(position), tenant);
    const start = model.getPositionAt(found.span.start);
    const end = model.getPositionAt(found.span.end);
    const range = monaco.Range.fromPositions(start, end);
    return {
      suggestions: found.items.map((item, at) => ({
        label: item.label,
        insertText: item.insert,
        ...(item.detail ? { detail: item.detail } : {}),
        ...(item.about ? { documentation: item.about } : {}),
        kind: kinds[item.kind],
        sortText: String(at).padStart(4, '0'),
        filterText: item.insert,
        range,
      })),
    };
  },
});

const kinds = {
  method: monaco.languages.CompletionItemKind.Method,
  path: monaco.languages.CompletionItemKind.Reference,
  header: monaco.languages.CompletionItemKind.Field,
  value: monaco.languages.CompletionItemKind.Value,
  attribute: monaco.languages.CompletionItemKind.Property,
} as const;

monaco.languages.registerHoverProvider(httpLanguage, {
  provideHover(model, position) {
    const found = describeAt(model.getValue(), model.getOffsetAt(position));
    if (!found) return null;
    return {
      range: monaco.Range.fromPositions(
        model.getPositionAt(found.span.start),
        model.getPositionAt(found.span.end),
      ),
      contents: found.paragraphs.map((value) => ({ value })),
    };
  },
});
