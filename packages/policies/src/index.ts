export type { PlacePolicy } from './place-policy.js';
export type { Place } from './place.js';
export { policies } from './policies.js';
export { targetIndex } from './target-index/fold.js';
export type * from './target-index/target-index.js';
export { dueTimers } from './timers/due-timers.js';
