import { bind } from 'jest-each';

/** A test as its file wrote it. */
export interface RegisteredTest {
  readonly name: string;
  readonly run: () => unknown;
}

const tests: Array<RegisteredTest> = [];
const titles: Array<string> = [];

/** What the files loaded so far have registered, in order. */
export const registeredTests = (): ReadonlyArray<RegisteredTest> => tests;

const registerTest = (title: string, run: () => unknown): void => {
  tests.push({ name: [...titles, title].join(' '), run });
};

const registerGroup = (title: string, group: () => void): void => {
  titles.push(title);
  group();
  titles.pop();
};

/** As much of Jest's globals as the domain's tests use. */
export const test = Object.assign(registerTest, { each: bind(registerTest) });
export const describe = Object.assign(registerGroup, { each: bind(registerGroup) });
