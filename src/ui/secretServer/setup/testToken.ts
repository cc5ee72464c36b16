// Finds the token a test sends: as it was pasted, as the lab keeps it, or fetched for a client just before.
import { fail, ok, type Result } from '../../../base/result.ts';
import type { SetupView } from '../../../vault/scimSetup.ts';
import type { Room } from '../../lab.ts';
import { fetchToken, type Failure, type Tried } from './connection.ts';
import type { TestKey } from './keys.svelte.ts';

/** A token to send, and what it is called. */
export interface TestToken {
  readonly text: string;
  readonly name: string;
}

/** What a choice holds, as it stands when the test begins. */
export type ChosenKey = Pick<TestKey, 'source' | 'pasted' | 'clientId' | 'clientSecret'>;

const missing: Failure = {
  title: 'No token to test with',
  text: 'Generate one in step 1, or paste one you have.',
};

/** The token, or why there is none; `note` hears of the request that fetches one. */
export async function tokenFor(
  room: Room,
  view: SetupView,
  { key, note }: { readonly key: ChosenKey; readonly note: (tried: Tried) => void },
): Promise<Result<TestToken, Failure>> {
  const name = key.source.replace(/^kept:/, '');
  if (key.source.startsWith('kept:')) {
    const kept = room.tenant.tokens?.find((token) => token.name === name);
    return kept ? ok({ text: kept.value, name }) : fail(missing);
  }
  if (key.source === 'client') {
    const client = { url: view.tokenUrl ?? '', id: key.clientId.trim(), secret: key.clientSecret };
    const { done, outcome } = await fetchToken(room, client);
    note(done);
    const called = view.clients.find(({ id }) => id === client.id)?.name ?? client.id;
    return outcome.ok ? ok({ text: outcome.value, name: called }) : outcome;
  }
  if (key.pasted.trim() === '') return fail(missing);
  return ok({ text: key.pasted, name: nameOfPasted(room, key.pasted) });
}

/** The name of a pasted token that the lab keeps; of any other nothing is known here. */
const nameOfPasted = (room: Room, pasted: string): string =>
  room.tenant.tokens?.find(({ value }) => value !== '' && value === pasted.trim())?.name ??
  'pasted';
