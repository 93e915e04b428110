import { expect, test } from 'vitest';
import { allOf, tryEach } from '../../src/main/try-each.ts';

// What leaving a screen rests on: addresses die and viewings end although one step of it fails.

const steps = (done: string[]) => ({
  media: () => done.push('media'),
  viewings: async () => Promise.reject(new Error('the disk is full')),
  comparisons: () => {
    throw new Error('and this as well');
  },
  slices: async () => void done.push('slices'),
});

test('a step that fails keeps no other from being done, and each failure is told', async () => {
  const [done, failed]: [string[], string[]] = [[], []];
  await tryEach(steps(done), (name, error) => failed.push(`${name}: ${String(error)}`));
  expect(done).toEqual(['media', 'slices']);
  expect(failed).toEqual(['viewings: Error: the disk is full', 'comparisons: Error: and this as well']);
});

test('what failed first is thrown once all were tried', async () => {
  const done: string[] = [];
  await expect(allOf(steps(done))).rejects.toThrow('the disk is full');
  expect(done).toEqual(['media', 'slices']);
});
