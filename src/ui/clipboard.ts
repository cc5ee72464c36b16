// Copies text and says whether that worked; insecure origins have no clipboard, so there the old way is tried.
import { toast } from './toasts.svelte.ts';

/** Copies `text`; `what` begins the note that is shown: "Copied as curl". */
export async function copyText(text: string, what: string): Promise<void> {
  const done = (await viaClipboard(text)) || viaSelection(text);
  if (done) toast({ tone: 'ok', lead: `${what}.`, text: `${text.length} characters.` });
  else toast({ tone: 'warn', lead: 'Nothing was copied.', text: 'The browser refused it.' });
}

async function viaClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no clipboard here, or not allowed: the other way follows
  }
}

function viaSelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
