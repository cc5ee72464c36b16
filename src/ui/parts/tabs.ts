// Describes tabs and the one panel they share.

/** One tab; `count` stands small behind the label. */
export interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
}

/** The tab to show: the chosen one, or the first where the chosen one is not offered, as in a wider window. */
export const offeredTab = (tabs: readonly TabEntry[], chosen: string): string =>
  tabs.some(({ id }) => id === chosen) ? chosen : (tabs[0]?.id ?? chosen);

/** The attributes of the panel that belongs to a row of tabs: spread them on the element. */
export const panelOf = (prefix: string, selected: string) =>
  ({
    id: `${prefix}-panel`,
    role: 'tabpanel',
    'aria-labelledby': `${prefix}-tab-${selected}`,
    tabindex: 0,
  }) as const;
