// Saves the result of a conformance run as a file of the reader's own.
import { toast } from '../toasts.svelte.ts';

/** Offers the JSON text as a download. */
export function saveReport(text: string, profile: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `scim-conformance-${profile}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
  toast({ tone: 'ok', lead: 'Saved.', text: link.download });
}
