// What `npm test` says at its end.

/**
 * `steps` are [name, exit status]; `report` is Jest's JSON report, or undefined when there is none.
 * A suite that could not run at all counts as one failure.
 */
export const summary = (steps, report) => {
  const passed = report?.numPassedTests ?? 0;
  const failedTests = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
  const broken = steps.filter(([, status]) => status !== 0).map(([name]) => name);
  const ran = passed + failedTests > 0;
  return {
    failed: broken.length > 0 || failedTests > 0 || !ran,
    line: [
      ...broken.map((name) => `${name} failed`),
      ...(ran ? [] : ['no test ran']),
      `${passed} passed, ${failedTests} failed`,
    ].join('\n'),
  };
};
