// Holds the drawings of the lab's icons: one path each, in a 16 px box with a 1.5 px stroke and round joins.

/** Path data by icon name, after lucide's names; `arrow-forward` is the wide arrow for "go on". */
export const icons = {
  'arrow-right': 'M2.5 8h10M8.5 4l4 4-4 4',
  play: 'M5 3.5v9l7-4.5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  'skip-forward': 'M4 3.5v9l6-4.5zM12 3.5v9',
  'skip-back': 'M12 3.5v9L6 8zM4 3.5v9',
  hand: 'M5.5 8V4a1 1 0 0 1 2 0v3.5V3a1 1 0 0 1 2 0v4.5V4a1 1 0 0 1 2 0v5.5a4 4 0 0 1-4 4c-2 0-2.8-.8-3.8-2.6L2.4 9a1 1 0 0 1 1.7-1l1.4 1.6',
  search: 'M3 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM10 10l3.5 3.5',
  contrast: 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z',
  'circle-help':
    'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM6.3 6.2a1.8 1.8 0 1 1 2.4 1.9c-.5.2-.7.5-.7 1M8 11.2v.1',
  clock: 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM8 4.5V8l2.5 1.5',
  'cloud-check': 'M4.5 12a3 3 0 0 1-.3-6 4 4 0 0 1 7.6 1 2.5 2.5 0 0 1 0 5zM6 9l1.5 1.5L10 8',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  x: 'M4 4l8 8M12 4l-8 8',
  'triangle-alert': 'M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1',
  'octagon-alert': 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.8v.1',
  info: 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM8 7.3v3.6M8 5v.1',
  'circle-dashed': 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z',
  'circle-check': 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM5.3 8.2l2 2 3.5-4',
  'circle-x': 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM6 6l4 4M10 6l-4 4',
  'chevron-down': 'M4.5 6.5l3.5 3.5 3.5-3.5',
  'chevron-right': 'M6.5 4.5l3.5 3.5-3.5 3.5',
  'chevron-left': 'M9.5 4.5 6 8l3.5 3.5',
  'arrow-forward': 'M3 8h10M9.5 4.5 13 8l-3.5 3.5',
  copy: 'M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM10.5 3V2.5h-8v8H3',
  'undo-2': 'M5 3 2.5 5.5 5 8M2.5 5.5H10a3.5 3.5 0 0 1 0 7H6',
  'redo-2': 'M11 3l2.5 2.5L11 8M13.5 5.5H6a3.5 3.5 0 0 0 0 7h4',
  user: 'M5.5 5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0zM3 13.5c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5',
  users:
    'M3.7 5.5a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0zM1.5 13c.3-2.6 2-4 4.5-4s4.2 1.4 4.5 4M10.5 3.5a2.3 2.3 0 0 1 0 4M12 9.3c1.5.5 2.3 1.8 2.5 3.7',
  folder: 'M2 4.5v8h12v-7H8L6.5 3.5H2z',
  'key-round': 'M2.2 11a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0zM7 9l6-6M11 5l2 2M9.3 6.7l1.5 1.5',
  shield: 'M8 2 3 4v4c0 3 2 5 5 6 3-1 5-3 5-6V4z',
  lock: 'M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  'table-2': 'M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13',
  'share-2':
    'M2.2 8a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0zM10.2 4a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0zM10.2 12a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0zM5.6 7.2l4.8-2.4M5.6 8.8l4.8 2.4',
  'book-open':
    'M8 4C6.5 3 4.5 2.8 2.5 3v9.5c2-.2 4 0 5.5 1 1.5-1 3.5-1.2 5.5-1V3c-2-.2-4 0-5.5 1zM8 4v9.5',
  route:
    'M2.2 12a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0zM10.2 4a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0zM5.8 12H10a2.5 2.5 0 0 0 0-5H6a1.5 1.5 0 0 1 0-3h4.2',
  'panel-top': 'M2.5 3h11v10h-11zM2.5 6h11M8 6v7',
  server:
    'M3.5 3h9a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM3.5 9h9a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM5 5h.1M5 11h.1',
  'id-card':
    'M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM4.4 7.3a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0zM3.8 10.5c.3-1 1-1.4 1.9-1.4s1.6.4 1.9 1.4M10 7h2M10 9.5h2',
  lightbulb: 'M6 11.5c0-1.5-2-2.2-2-4.7a4 4 0 0 1 8 0c0 2.5-2 3.2-2 4.7zM6.5 13.5h3',
  ellipsis: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  'scroll-text': 'M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2.5',
  'refresh-cw':
    'M13 6.5A5.2 5.2 0 0 0 3.5 5M3 2.5V5h2.5M3 9.5a5.2 5.2 0 0 0 9.5 1.5M13 13.5V11h-2.5',
  pin: 'M6 2.5h4l-.5 4 2.5 2.5H4l2.5-2.5zM8 9v4.5',
  zap: 'M8.5 2 4 9h3.5L7 14l5-7.5H8.2z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  eye: 'M1.5 8C3 5.3 5.3 4 8 4s5 1.3 6.5 4C13 10.7 10.7 12 8 12s-5-1.3-6.5-4zM6.2 8a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0z',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5',
  briefcase: 'M2.5 5.5h11v7.5h-11zM6 5.5v-2h4v2M2.5 9h11',
  tag: 'M8.5 2.5h5v5L8 13 3 8zM11 5h.1',
  'arrow-left-right': 'M3 5.5h10L10.5 3M13 10.5H3L5.5 13',
  target: 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0zM6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z',
  flag: 'M3.5 14V2.5M3.5 3h8l-1.5 3 1.5 3h-8',
  save: 'M3 3h8l2 2v8H3zM5.5 3v3.5h4V3M5.5 13V9.5h5V13',
  filter: 'M2.5 3.5h11L9.5 8.5V13l-3-1.5v-3z',
  'message-square': 'M2.5 3h11v8H8l-3 2.5V11H2.5z',
} as const satisfies Record<string, string>;

/** A name of an icon in the set. */
export type IconName = keyof typeof icons;
