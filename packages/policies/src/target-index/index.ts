export * from './awaiting-invitation.js';
export * from './enrollments.js';
export * from './fold.js';
export * from './locations.js';
export * from './programs.js';
export * from './suits.js';
export type * from './target-index.js';
