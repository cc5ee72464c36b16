// Saves everything the lab holds as a file of the learner's own.
import type { Lab } from '../lab.ts';
import { toast } from '../toasts.svelte.ts';
import { bytesText, exportName } from './data.ts';

/** Offers the export as a download and says how large it is. */
export async function saveExport(lab: Lab): Promise<void> {
  const blob = new Blob([JSON.stringify(await lab.exportAll())], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = exportName(new Date(Date.now()));
  link.click();
  URL.revokeObjectURL(link.href);
  toast({ tone: 'ok', lead: 'Exported.', text: `${link.download}, ${bytesText(blob.size)}.` });
}
