// Names where the event subscriptions of a tenant are kept, apart from what they are, for pages that only ask whether there are any.

/** What all their keys on the shelf begin with. */
export const subscriptionsPrefix = 'subscriptions/';

/** The key of a tenant's record. */
export const subscriptionsKey = (tenant: string): string => `${subscriptionsPrefix}${tenant}`;
