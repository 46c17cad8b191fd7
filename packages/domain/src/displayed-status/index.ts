export * from './actions-of.js';
export * from './displayed-status.js';
export * from './labels.js';
export * from './status-input.js';
