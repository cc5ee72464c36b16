// Sets SCIM up in the console of a whole lab: what is refused is a sentence, what ends is shown as ended, and tests say what is wrong.
import { mount, tick } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { shelfOf } from '../../../src/app/shelf.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import '../../../src/ui/design/components.css';
import '../../../src/ui/design/tokens.css';
import type { Lab, Room } from '../../../src/ui/lab.ts';
import type { ConsolePane } from '../../../src/ui/secretServer/place.ts';
import SetupSection from '../../../src/ui/secretServer/setup/SetupSection.svelte';
import { PaneSizes } from '../../../src/ui/sizes.svelte.ts';
import { openLab, show, until, type Shown } from '../kit.ts';

let lab: Lab;
let shown: Shown | undefined;
beforeAll(async () => {
  lab = await openLab();
});
beforeEach(async () => {
  await page.viewport(1440, 900);
  await lab.reset();
  await lab.choose('northwind-prod');
});
afterEach(() => {
  shown?.close();
  shown = undefined;
  location.hash = '';
});

async function section(item = ''): Promise<HTMLElement> {
  shown?.close();
  const room = lab.current.get();
  const sizes = new PaneSizes<ConsolePane>(shelfOf(memoryStore()), 'test', {
    ...{ detail: 420, explanation: 380 },
  });
  shown = show((target) => {
    target.style.cssText = 'display: flex; flex-direction: column; width: 1200px; height: 700px';
    const directory = room.directory.get();
    const props = { lab, room, directory, item, query: {}, sizes };
    return mount(SetupSection, { target, props });
  });
  const { root } = shown;
  await until(() => !root.textContent?.includes('Reading the set-up'));
  return root;
}

const button = (root: ParentNode, words: RegExp) =>
  until(() =>
    [...root.querySelectorAll('button')].find((each) =>
      words.test(each.getAttribute('aria-label') ?? each.textContent.trim()),
    ),
  );
const press = async (root: ParentNode, words: RegExp) => (await button(root, words)).click();
const says = (root: HTMLElement, words: string) => until(() => root.textContent?.includes(words));

/** Types into the field with this label. */
async function type(root: ParentNode, label: string, text: string): Promise<void> {
  const field = await until(() =>
    [...root.querySelectorAll('input')].find((each) =>
      [...(each.labels ?? [])].some(({ textContent }) => textContent.trim() === label),
    ),
  );
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await tick();
}

const users = (room: Room, token: string) =>
  room.send({
    ...{ method: 'GET', url: `${room.tenant.baseUrl}/Users?count=1` },
    headers: [['Authorization', `Bearer ${token}`]],
  });

test('a token that cannot be generated is refused in a sentence, and what was typed stays', async () => {
  const root = await section('tokens');
  await press(root, /^Generate token$/);
  await press(root, /^Generate token$/);
  await says(root, 'A token needs a name, so that the audit can tell whose it is.');
  await type(root, 'Name', 'northwind-prod-you');
  await press(root, /^Generate token$/);
  await says(root, 'Another token is called northwind-prod-you already.');
  await type(root, 'Lives for how many days', 'soon');
  await type(root, 'Name', 'okta');
  await press(root, /^Generate token$/);
  await says(root, 'A token lives a whole number of days, from 1 to 3650.');
  await type(root, 'Lives for how many days', '30');
  await press(root, /^Generate token$/);
  await says(root, 'The token okta is shown this once.');
  const value = root.querySelector<HTMLInputElement>('.once input')!.value;
  const sent = await users(lab.current.get(), value);
  expect(sent.ok && sent.value.response.status).toBe(200);
  await press(root, /^I have copied it$/);
  await tick();
  expect(root.innerHTML).not.toContain(value);
  await says(root, 'Good until Wed 30 Dec 2026 09:00:00.');
});

test('a revoked token is shown as that, and the connection test says so', async () => {
  const root = await section('tokens');
  await press(root, /^Revoke northwind-prod-idp$/);
  await press(root, /^Revoke$/);
  await says(root, 'Revoked Mon 30 Nov 2026 09:00:00.');
  const steps = await section();
  await press(steps, /^Step 2/);
  await type(steps, 'Token', 'lab-northwind-idp');
  await press(steps, /^Test the connection$/);
  await says(steps, 'The token was revoked.');
  await type(steps, 'Token', 'lab-northwind -idp');
  await press(steps, /^Test the connection$/);
  await says(steps, 'Without that it is the token northwind-prod-idp');
  await type(steps, 'Token', 'lab-northwind-omar');
  await press(steps, /^Test the connection$/);
  await says(steps, 'that needs the scope users:read');
  await type(steps, 'Token', ' ');
  await press(steps, /^Test the connection$/);
  await says(steps, 'No token to test with.');
  await type(steps, 'Token', 'lab-northwind');
  await press(steps, /^Test the connection$/);
  await says(steps, 'The connection works');
});

test('SCIM switched off answers nothing, and the test says where it is switched on', async () => {
  const root = await section();
  await press(root, /^Step 1/);
  await press(root, /^Disable SCIM$/);
  await says(root, 'Off: every request is refused with 403');
  await press(root, /^Step 2/);
  await type(root, 'Token', 'lab-northwind');
  await press(root, /^Test the connection$/);
  await says(root, 'SCIM is off.');
  await says(root, 'Enable SCIM in step 1.');
});

test('the connector shows its errors in a row, switches itself off, and is switched on by hand', async () => {
  await lab.choose('northwind-onprem');
  const room = lab.current.get();
  const root = await section('connector');
  await says(root, 'Its last answer was no error.');
  const url = `${room.tenant.baseUrl}/Users/nobody`;
  const headers = [['Authorization', `Bearer ${room.tenant.token}`]] as const;
  await room.send({ method: 'GET', url, headers });
  await says(root, '1 of 20 errors in a row.');
  for (let error = 1; error < 20; error += 1) await room.send({ method: 'GET', url, headers });
  await says(root, 'The connector switched itself off');
  await press(root, /^Switch the connector on$/);
  await says(root, 'Its last answer was no error.');
  expect([...root.querySelectorAll('a')].map(({ textContent }) => textContent.trim())).toEqual([
    ...['Six steps', 'Tokens', 'Connector'],
  ]);
});

test('an address that names nothing says so, and so does one of another profile', async () => {
  for (const item of ['nowhere', 'clients', 'connector'])
    await says(await section(item), `Nothing here is called ${item}.`);
});
