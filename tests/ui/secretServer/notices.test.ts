// Checks the words of notices: one notification with its subject, many at once counted, never one notice for each.
import { expect, test } from 'vitest';
import { noEffect } from '../../../src/vault/effect.ts';
import type { Notification, Subscription } from '../../../src/vault/subscriptions.ts';
import {
  eventText,
  noticeOf,
  subjectsText,
} from '../../../src/ui/secretServer/subscriptions/notificationRows.ts';

const subscription = (id: string, name: string): Subscription => ({
  ...{ id, name, events: [], spans: [] },
});
const leavers = subscription('1', 'Leavers');

function told(name: string, subjects: readonly string[], by = leavers, seq = 1): Notification {
  const at = '2026-11-30T09:00:00Z';
  const events = subjects.map((subject, n) => ({
    ...{ id: `${seq}.${n}`, seq, at, name, own: false, subject, detail: '', actor: 'You' },
    ...{ source: { kind: 'scim', exchange: 'x' } as const, people: [], effect: noEffect },
  }));
  return { id: `${by.id}-${seq}`, subscription: by, name, seq, at, events };
}
const rows = new Map();

test('one notification names its subscription, its event and whom it is about', () => {
  expect(noticeOf([told('User Disabled', ['Omar'])], rows)).toEqual({
    ...{ lead: 'Leavers.', text: 'User Disabled, Omar.' },
  });
});

test('many people are named up to three, and counted', () => {
  const many = told('User Create', ['A', 'B', 'C', 'D', 'E']);
  expect(subjectsText(many, rows)).toBe('A, B, C and 2 more');
  expect(eventText(many)).toBe('User Create ×5');
});

test('a thousand at once are one sentence', () => {
  const people = Array.from({ length: 1000 }, (_, n) => `p${n}`);
  const list = people.map((name, n) => told('User Create', [name], leavers, n + 1));
  expect(noticeOf(list, rows)).toEqual({ lead: 'Leavers.', text: 'User Create ×1,000.' });
});

test('an event that two subscriptions tell counts once', () => {
  const other = subscription('2', 'Everything');
  expect(
    noticeOf([told('User Disabled', ['Omar']), told('User Disabled', ['Omar'], other)], rows),
  ).toEqual({ lead: '2 notifications.', text: 'User Disabled.' });
});
