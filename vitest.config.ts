import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { closingLineReporter } from './build/closing-line-reporter.ts';
import { LongestFirst } from './build/longest-first.ts';

const slowMachineMs = 120_000;

/** Components run in a simulated page; everything else, end-to-end tests included, on plain Node. */
export default defineConfig({
  test: {
    reporters: ['default', closingLineReporter()],
    pool: 'forks',
    maxWorkers: 4, // twice the processors of a small machine: much of a test is waiting for another program
    sequence: { sequencer: LongestFirst },
    testTimeout: slowMachineMs,
    hookTimeout: slowMachineMs,
    projects: [
      {
        extends: true,
        test: { name: 'node', environment: 'node', include: ['tests/**/*.test.ts'], exclude: ['tests/component/**'] },
      },
      {
        extends: true,
        plugins: [react()],
        test: { name: 'screens', environment: 'jsdom', include: ['tests/component/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
