import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionInWords } from '../../src/renderer/ui/action-words.ts';
import { commands } from '../../src/shared/contract.ts';

// The ledger is read by people: whatever is entered in it has words.

const core = join(import.meta.dirname, '../../src/main');
const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(core, name), 'utf8'));
const wordless = (actions: Iterable<string>): string[] =>
  [...new Set(actions)].filter((action) => actionInWords(action) === action).toSorted();

test('what the application does by itself, and the parts of longer work, have words', () => {
  const named = sources.flatMap((source) => [...source.matchAll(/\.as\(\s*'([a-z][A-Za-z]*\.[A-Za-z]+)'/gu)]);
  expect(named.length).toBeGreaterThan(40);
  expect(wordless(named.map(([, action = '']) => action))).toEqual([]);
});

test('every command that is entered has words', () => {
  const entered = Object.entries(commands).filter(([, { enters }]) => enters);
  expect(wordless(entered.map(([name]) => name))).toEqual([]);
});
