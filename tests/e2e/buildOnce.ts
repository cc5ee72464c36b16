// Builds the lab before the end-to-end tests, unless whoever runs them has just done so.
import { build } from 'vite';

export default async function buildOnce(): Promise<void> {
  if (process.env['SCIM_LAB_BUILT']) return;
  await build({ logLevel: 'warn' });
}
