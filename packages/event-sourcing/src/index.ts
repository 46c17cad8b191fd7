export * from './decider.js';
export * from './envelope.js';
export * from './event-store.js';
export * from './instant.js';
export * from './stream-name.js';
