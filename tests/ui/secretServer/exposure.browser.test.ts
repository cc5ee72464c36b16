// Shows exposure and subscriptions of a real lab in a real browser: windows, HR's word, assumptions, notices, what is unread.
import { mount, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/ui/design/components.css';
import '../../../src/ui/design/tokens.css';
import type { Lab, Room } from '../../../src/ui/lab.ts';
import { hrefOf, routeOf, type SecretServerRoute } from '../../../src/ui/routes.ts';
import SecretServer from '../../../src/ui/secretServer/SecretServer.svelte';
import { awaitSubscriptions } from '../../../src/ui/shell/notifying.ts';
import { followHash } from '../../../src/ui/navigation.svelte.ts';
import { dismiss, toasts } from '../../../src/ui/toasts.svelte.ts';
import { subscriptionsKey } from '../../../src/vault/subscriptionsKey.ts';
import { openLab } from '../kit.ts';

const hour = 3_600_000;
let lab: Lab;
let room: Room;
let shown: ReturnType<typeof mount> | undefined;
const stops: (() => void)[] = [];

beforeAll(async () => {
  lab = await openLab(); // one for all: a page has one server
});

beforeEach(async () => {
  await lab.eraseAll();
  room = lab.current.get();
  await page.viewport(1440, 900);
  stops.push(followHash());
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  for (const { id } of toasts()) dismiss(id);
  await close();
  location.hash = '#/';
});

async function close(): Promise<void> {
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
}

/** Shows a place of the console, as the shell does for its address. */
async function open(place: Partial<SecretServerRoute>): Promise<void> {
  await close();
  const route = { screen: 'secret-server', section: '', item: '', query: {}, ...place } as const;
  location.hash = hrefOf(route);
  const target = document.createElement('main');
  target.style.height = '900px';
  document.body.append(target);
  const { section, item, query } = routeOf(location.hash) as SecretServerRoute;
  shown = mount(SecretServer, { target, props: { lab, section, item, query } });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function patch(path: string, operation: object): Promise<void> {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  const sent = await room.send({
    ...{ method: 'PATCH', url: `${room.tenant.baseUrl}${path}` },
    headers: [
      ['Authorization', `Bearer ${room.tenant.token}`],
      ['Content-Type', 'application/scim+json'],
    ],
    body: JSON.stringify({ schemas, Operations: [operation] }),
  });
  expect(sent.ok && sent.value.response.status).toBe(200);
}
const disable = (id: string) =>
  patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
const leaveGroup = (id: string) =>
  patch('/Groups/7', { op: 'remove', path: `members[value eq "${id}"]` });

const text = (name: string) => page.getByText(name);
const button = (name: string) => page.getByRole('button', { name });

test('a leaver has a window beside the same by hand; HR’s word makes it longer, and one that came too late is refused', async () => {
  await room.stand();
  await leaveGroup('1007');
  await room.jumpTo(room.now() + 2 * hour);
  await disable('1007');
  await open({ section: 'exposure' });
  await expect.element(text('1 leaver')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '26 h 10 min' })).toBeVisible();

  await open({ section: 'exposure', item: '1007.1' });
  const detail = page.getByRole('region', { name: 'Omar Haddad' });
  await expect.element(detail.getByText('2 h', { exact: true })).toBeVisible();
  const field = detail.getByLabelText('HR knew at, UTC');
  await field.fill('2026-11-30T13:00');
  await button('Measure from there').click();
  await expect
    .element(text('That is after the first request: HR knew before anybody could act on it.'))
    .toBeVisible();
  await field.fill('2026-11-30T08:00');
  await button('Measure from there').click();
  await expect.element(detail.getByText('3 h', { exact: true })).toBeVisible();
  await button('Measure from the first request').click();
  await expect.element(detail.getByText('2 h', { exact: true })).toBeVisible();
});

test('assumptions are kept where they are good, explained where they are not, and put back', async () => {
  await disable('1007');
  await open({ section: 'exposure', item: 'by-hand' });
  const queue = page.getByLabelText('Waits in the queue');
  await queue.fill('960');
  await expect.element(page.getByRole('cell', { name: '2 d 2 h 10 min' })).toBeVisible();
  await queue.fill('a week');
  await expect.element(text('Write a whole number from 0 to 14400.')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '2 d 2 h 10 min' })).toBeVisible();
  expect(await lab.shelf.get('exposure/by-hand')).toMatchObject({ queueMinutes: 960 });
  await button('Put the usual ones back').click();
  await expect.element(page.getByRole('cell', { name: '26 h 10 min' })).toBeVisible();
  await expect.element(queue).toHaveValue('480');
  expect(await lab.shelf.get('exposure/by-hand')).toBe(undefined);
});

test('a tenant and stories that nothing happened in say what to do', async () => {
  await open({ section: 'exposure' });
  await expect.element(text('Nobody has left or moved since this tenant began.')).toBeVisible();
  await open({ section: 'exposure', query: { of: 'stories' } });
  await expect.element(text('No story has come to HR’s word yet.')).toBeVisible();
});

test('a subscription is made by keyboard, tells one event with one notice, and a burst with one more', async () => {
  stops.push(awaitSubscriptions(lab));
  await open({ section: 'subscriptions', item: 'new', query: { of: 'subscriptions' } });
  await button('Subscribe').click();
  await expect.element(text('Choose at least one event.')).toBeVisible();
  await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus();
  await userEvent.keyboard('Leavers');
  (page.getByRole('checkbox', { name: 'Disabled', exact: true }).element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  (button('Subscribe').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => location.hash).toBe('#/secret-server/subscriptions/4?of=subscriptions');
  await expect
    .poll(() => lab.shelf.get(subscriptionsKey(room.tenant.id)))
    .toMatchObject({ next: 5 });
  await open({ section: 'users' }); // somewhere else

  await new Promise((resolve) => setTimeout(resolve, 500)); // the notifier is fetched
  await disable('1007');
  await expect
    .poll(() => toasts().map(({ lead, text: says }) => `${lead} ${says}`))
    .toEqual(['Leavers. User Disabled, Omar Haddad.']);
  for (const id of ['1019', '1033', '1051', '1058']) await disable(id);
  await expect
    .poll(() => toasts().map(({ lead, text: says }) => `${lead} ${says}`), { timeout: 8000 })
    .toEqual(['Leavers. User Disabled ×5.']);
  await expect.element(page.getByRole('link', { name: 'Subscriptions 5 unread' })).toBeVisible();
});

test('what was told is listed, read, and gone with its subscription', async () => {
  const key = subscriptionsKey(room.tenant.id);
  await open({ section: 'subscriptions', item: '1', query: { of: 'subscriptions' } });
  await button('Switch on').click();
  await expect.element(button('Pause')).toBeVisible();
  await disable('1007');
  await open({ section: 'subscriptions' });
  await expect.element(text('1 notification, 1 unread')).toBeVisible();
  await button('Mark all as read').click();
  await expect.element(text('1 notification, 0 unread')).toBeVisible();
  await open({ section: 'subscriptions', item: '1', query: { of: 'subscriptions' } });
  await button('Pause').click();
  await expect.element(button('Switch on')).toBeVisible();
  await disable('1019');
  await open({ section: 'subscriptions' });
  await expect.element(text('1 notification, 0 unread')).toBeVisible();
  await open({ section: 'subscriptions', item: '1', query: { of: 'subscriptions' } });
  await button('Delete').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(async () => (await lab.shelf.get(key))?.['list']).toHaveLength(2);
  await open({ section: 'subscriptions' });
  await expect.element(text('Nothing has been told yet.')).toBeVisible();
});
