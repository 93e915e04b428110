import { AppError } from '../../shared/failure.ts';

// What a person types becomes a question to an index of words. Nothing they type is taken for a pattern or a command.

const MOST = 12;
/** A shorter beginning would find half the register. */
const BEGINNING = 3;

/**
 * The words of what was typed, as the index divides them; what is written in one, such as REC-0001, is one row of words.
 * Throws AppError('invalid-input') when there is none.
 */
export function wordsIn(typed: string): string[] {
  const rows = typed
    .normalize('NFC')
    .split(/\s+/u)
    .map((each) => (each.match(/[\p{L}\p{N}]+/gu) ?? []).join(' '))
    .filter((row) => row !== '');
  if (rows.length > 0) return [...new Set(rows)].slice(0, MOST);
  throw new AppError('invalid-input', 'Type a reference, a number, a name or a word: signs alone are not looked for.');
}

/** All of these words, each as it stands. */
export const exactly = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' AND ');

/** All of these words, the last of each row also as the beginning of a longer one. */
export const beginning = (words: readonly string[]): string =>
  words.map((word) => `"${word}"${(word.split(' ').at(-1) ?? '').length < BEGINNING ? '' : ' *'}`).join(' AND ');
