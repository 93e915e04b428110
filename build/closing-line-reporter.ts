import type { Reporter, TestModule } from 'vitest/node';

/**
 * Says the outcome once more as the very last line, `N passed, N failed`, for whoever reads only the end of a log. A
 * file that could not be loaded and an error outside any test count as failed; what was skipped is named before it.
 */
export function closingLineReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors, reason) {
      const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
      const count = (wanted: string): number => states.filter((state) => state === wanted).length;
      const failed = count('failed') + modules.filter(isBroken).length + unhandledErrors.length;
      const skipped = count('skipped') + count('pending');
      process.once('exit', () => {
        if (reason === 'interrupted') process.stdout.write('the run was interrupted\n');
        if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
        process.stdout.write(`${count('passed')} passed, ${failed} failed\n`);
      });
    },
  };
}

/** A file whose own code failed, apart from the tests in it (those are counted one by one). */
const isBroken = (module: TestModule): boolean => module.errors().length > 0;
