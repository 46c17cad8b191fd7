export { expect } from 'expect';
export { describe, test } from './registered-tests.js';
