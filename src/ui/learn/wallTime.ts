// Tells the time of day outside the lab, for facts about the learner; lab time is the room's.

/** Now, as an ISO 8601 instant. */
export const wallTime = (): string => new Date().toISOString();
