import type { Add } from './fault.ts';
import type { EntryRow, LedgerStore, MentionRow } from './ledger-store.ts';

// Which entries speak of a thing: a list for searching, made from the texts. It is not part of what is hashed.

/** Where the hyphens of an identifier stand, counted from its first digit, and how long it is. */
const HYPHENS = [8, 13, 18, 23];
const LENGTH = 36;

const isDigit = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** Whether the text holds an identifier from `start` on. */
function isIdentifierAt(text: string, start: number): boolean {
  if (start < 0 || start + LENGTH > text.length) return false;
  for (const hyphen of HYPHENS) if (text.charCodeAt(start + hyphen) !== 45) return false;
  for (let place = 0; place < LENGTH; place += 1)
    if (!HYPHENS.includes(place) && !isDigit(text.charCodeAt(start + place))) return false;
  return true;
}

/** The identifiers (UUIDs) that stand anywhere in an entry's text, in small letters, sorted, each once. */
export function mentionsIn(text: string): string[] {
  const found = new Set<string>();
  // From hyphen to hyphen, since a pattern tried at every digit costs more than all else an entry does. Each hyphen is
  // tried as the first of four, so that two identifiers that share digits are both found.
  for (let at = text.indexOf('-', 8); at !== -1; at = text.indexOf('-', at + 1))
    if (isIdentifierAt(text, at - 8)) found.add(text.slice(at - 8, at - 8 + LENGTH).toLowerCase());
  return [...found].toSorted();
}

/** Entries that are named one by one; of more, their number is said. */
const MOST_NAMED = 20;

/**
 * Compares the list with the texts, page after page. Threat: an entry left out of the court documents because the list
 * no longer knows it, or one that is shown under a thing it does not speak of.
 */
export function createMentionCheck(store: LedgerStore, lastSeq: number) {
  const wrong = new Map<number, string>();
  const note = (seq: number, how: string): void => void (wrong.has(seq) || wrong.set(seq, how));
  const noteExtra = (rows: readonly MentionRow[]): void => rows.forEach(({ seq }) => note(seq, 'names too much'));
  let readTo = -Infinity;
  noteExtra(store.mentions(lastSeq, Infinity)); // what is appended later comes after this

  return {
    /** The next entries, in order. */
    check(page: readonly EntryRow[]): void {
      const to = page.at(-1)?.seq ?? lastSeq;
      const listed = new Set(store.mentions(readTo, to).map(({ id, seq }) => `${seq} ${id}`));
      for (const { seq, text } of page)
        for (const id of mentionsIn(text)) if (!listed.delete(`${seq} ${id}`)) note(seq, 'leaves something out');
      for (const extra of listed) note(Number(extra.split(' ')[0]), 'names too much');
      readTo = to;
    },

    /** After the last entry. */
    end(add: Add): void {
      if (readTo < lastSeq) noteExtra(store.mentions(readTo, lastSeq));
      const all = [...wrong].toSorted(([a], [b]) => a - b);
      for (const [seq, how] of all.slice(0, MOST_NAMED))
        add(seq, 'mentions', `The list by which entries are found was changed: for entry ${seq} it ${how}.`);
      if (all.length > MOST_NAMED)
        add(null, 'mentions', `The list by which entries are found is wrong for ${all.length} entries in all.`);
    },
  };
}
