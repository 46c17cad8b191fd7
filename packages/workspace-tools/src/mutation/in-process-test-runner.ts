import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
} from '@stryker-mutator/api/test-runner';
import { registeredTests, type RegisteredTest } from './registered-tests.js';

const folder = join('packages', 'domain', 'test');
// Random sequences and laws over them take seconds: too slow to ask of each mutant.
const tooSlow = /^((random|model|whole|laws)\b(?!\.)|enrollment[\\/]laws\.)/;

/**
 * Runs the domain's tests in one process that loads them once: a mutant costs the tests that reach it, a few
 * milliseconds, where Jest would start over each time. Pure functions leave nothing behind that a later run could see.
 */
class InProcessTestRunner implements TestRunner {
  /** Says yes to reloading without doing it: a mutant is only ever active inside a test, so nothing loaded knows it. */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async dryRun(): Promise<DryRunResult> {
    await loadTests();
    const results: Array<TestResult> = [];
    for (const [index, test] of registeredTests().entries()) {
      context().currentTestId = String(index);
      results.push(await resultOf(test, index));
    }
    delete context().currentTestId;
    const { mutantCoverage } = context();
    return {
      status: DryRunStatus.Complete,
      tests: results,
      ...(mutantCoverage && { mutantCoverage }),
    };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    await loadTests();
    const { activeMutant, testFilter, hitLimit } = options;
    Object.assign(context(), { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const results: Array<TestResult> = [];
    for (const [index, test] of registeredTests().entries()) {
      if (testFilter && !testFilter.includes(String(index))) continue;
      const result = await resultOf(test, index);
      results.push(result);
      if (result.status === TestStatus.Failed) break;
    }
    const endless = determineHitLimitReached(context().hitCount, context().hitLimit);
    delete context().activeMutant;
    return endless
      ? toMutantRunResult(endless)
      : toMutantRunResult({ status: DryRunStatus.Complete, tests: results });
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessTestRunner),
];

/** What the instrumented sources and the runner tell each other. */
const context = (): InstrumenterContext => {
  const global = globalThis as { __stryker__?: InstrumenterContext };
  return (global.__stryker__ ??= {});
};

let loading: Promise<void> | undefined;

const loadTests = (): Promise<void> => (loading ??= load());

const load = async (): Promise<void> => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  for (const file of files) {
    if (file.endsWith('.test.ts') && !tooSlow.test(file)) {
      await import(pathToFileURL(join(process.cwd(), folder, file)).href);
    }
  }
};

const resultOf = async (test: RegisteredTest, index: number): Promise<TestResult> => {
  const id = String(index);
  const started = performance.now();
  const timed = () => ({ id, name: test.name, timeSpentMs: performance.now() - started });
  try {
    await test.run();
    return { ...timed(), status: TestStatus.Success };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    return { ...timed(), status: TestStatus.Failed, failureMessage };
  }
};
