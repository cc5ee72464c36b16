// Names what the bench page and its worker speak about.

/** Where the floor answers: a host that is none of the lab's. */
export const floorUrl = 'https://floor.example';

/** The lab's tenant under measurement. */
export const tenant = 'northwind-prod';
