import { describe, expect, test } from 'vitest';
import { commands } from '../../src/shared/contract.ts';
import { projectFiles, textOf } from './source-text.ts';

// docs/code-of-practice.md says of each clause where it is kept. Nobody need believe it: all it names is there.

const document = textOf('docs/code-of-practice.md');
const rows = document
  .split('\n')
  .filter((line) => /^\| \d/u.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([clause = '', , rules = '', screen = '', named = '', tests = '']) => ({
    clause,
    rules: rules.split(' '),
    screen,
    commands: quoted(named),
    tests: quoted(tests),
  }));
function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? '');
}
const numbered = (chapter: number, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${chapter}.${from + index}`);

/** Every clause that the product is to carry. */
const carried = [
  ...numbered(3, 1, 15),
  ...['4.2', '4.3'],
  ...numbered(4, 6, 12),
  ...numbered(5, 1, 16),
  ...['6.1', '6.2'],
  ...numbered(6, 4, 8),
  ...['7.1', '7.2'],
];
/** Every rule, by the last number of its family. */
const families = { IN: 10, KE: 8, VI: 5, ST: 4, CO: 6, SC: 8 };
const ruleIds = Object.entries(families).flatMap(([family, last]) =>
  Array.from({ length: last }, (_, index) => `${family}${index + 1}`),
);

describe('the map of the code of practice', () => {
  test('has one row for each clause, in their order', () => {
    expect(rows.map(({ clause }) => clause)).toEqual(carried);
  });

  test('places every rule', () => {
    const placed = new Set([...rows.flatMap(({ rules }) => rules), 'IN10']);
    expect([...placed].filter((id) => !ruleIds.includes(id))).toEqual([]);
    expect(ruleIds.filter((id) => !document.includes(id) || !placed.has(id))).toEqual([]);
  });

  test('names commands that the contract has', () => {
    for (const { clause, commands: named } of rows) {
      expect([clause, named.length > 0]).toEqual([clause, true]);
      expect([clause, named.filter((name) => !Object.hasOwn(commands, name))]).toEqual([clause, []]);
    }
  });

  test('names screens that the navigation has', () => {
    const labels = [...textOf('src/renderer/ui/navigation.tsx').matchAll(/label: '([^']+)'/gu)].map(
      ([, label]) => label,
    );
    for (const { clause, screen } of rows) expect([clause, labels.includes(screen)]).toEqual([clause, true]);
  });

  test('names tests that there are', () => {
    for (const { clause, tests } of rows) {
      expect([clause, tests.length > 0]).toEqual([clause, true]);
      expect([clause, tests.filter((file) => !/\.test\.tsx?$/u.test(file) || !projectFiles.includes(file))]).toEqual([
        clause,
        [],
      ]);
    }
  });

  test('is linked from the README', () => {
    expect(textOf('README.md')).toContain('(docs/code-of-practice.md)');
  });
});
