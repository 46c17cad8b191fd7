// Imports modules in a fresh process.
import { answer, settings } from '../measurement.js';

const { modules } = settings() as { readonly modules: ReadonlyArray<string> };
const userBefore = process.cpuUsage().user;
const before = performance.now();
const imported: unknown[] = [];
for (const module of modules) imported.push(await import(module));
const value = performance.now() - before;
answer({
  value,
  userMicros: process.cpuUsage().user - userBefore,
  correct: imported.every((exported) => Object.keys(exported as object).length > 0),
});
