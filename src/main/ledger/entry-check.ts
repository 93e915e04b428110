import { isTextOf, noPrevious, readEntry } from './entry.ts';
import type { Add } from './fault.ts';
import type { EntryRow } from './ledger-store.ts';
import { leafHash } from './merkle-tree.ts';
import type { TreeCheck } from './tree-check.ts';

/** No more entries than the tree knows and these can be missing: a number further away was made up. */
const MOST_UNKNOWN = 100_000;

const MEMBERS = 'action,actor,at,details,previous,salt,seq,subject';

interface EntryCheckOptions {
  readonly tree: TreeCheck;
  readonly add: Add;
  /** Called whenever the tree has grown, with its new size. */
  readonly onSize: (size: number, root: () => string) => void;
}

interface ReadRow {
  readonly row: EntryRow;
  readonly next: EntryRow | null;
  readonly entry: Record<string, unknown> | null;
  readonly leaf: string;
}

/**
 * Takes the entries one after the other, with the one that follows, and says what is wrong with each. Where an entry does
 * not match, the hash kept of it takes its place in the tree, so that one fault is not said of everything after it.
 * @returns whether it makes sense to go on
 */
export function createEntryCheck({ tree, add, onSize }: EntryCheckOptions) {
  /** By how much the numbers of the rows run ahead of those in their texts: changes where rows were put in or removed. */
  let shift = 0;
  const before = { leaf: noPrevious, at: '' };

  const push = (leaf: string | null): void => {
    tree.push(leaf);
    before.leaf = leaf ?? '';
    onSize(tree.size(), tree.root);
  };
  const fillTo = (place: number): void => {
    const first = tree.size();
    const which = place === first + 1 ? `Entry ${first} is` : `Entries ${first} to ${place - 1} are`;
    add(first, 'missing', `${which} missing.`);
    while (tree.size() < place) push(tree.leafAt(tree.size()));
  };
  const isMoved = ({ row, next, entry }: ReadRow): boolean => {
    const lead = leadOf(row, entry);
    if (lead === null || lead === shift) return false;
    if (next === null || leadOf(next, readEntry(next.text)) !== lead) return true;
    shift = lead;
    return false;
  };

  const explain = (read: ReadRow): boolean => {
    const { row, entry } = read;
    const shiftBefore = shift;
    const moved = isMoved(read);
    const place = row.seq - shift;
    if (place < tree.size()) {
      const what = row.seq < 0 ? `Entry ${row.seq}` : `Something before entry ${row.seq}`;
      add(row.seq, 'inserted', `${what} was put in that is not part of the ledger.`);
      return true;
    }
    if (place > Math.max(tree.size(), tree.leaves()) + MOST_UNKNOWN) {
      add(row.seq, 'inserted', `Entry ${row.seq} was put in far beyond the end of the ledger.`);
      return false;
    }
    if (place > tree.size()) fillTo(place);
    else if (shift !== shiftBefore)
      add(place, 'columns', `From entry ${place} on, the register gives entries other numbers than their texts do.`);
    if (moved)
      add(row.seq, 'order', `Entry ${row.seq} carries another number in its text: entries were moved or changed.`);
    const leaf = checkedLeaf(read, tree, add);
    if (leaf === read.leaf) {
      checkContext(read, before, add);
      // What a changed entry says of its instant must not make the ones after it look too early.
      before.at = typeof entry?.['at'] === 'string' ? entry['at'] : row.at;
    }
    push(leaf);
    return true;
  };

  return (row: EntryRow, next: EntryRow | null): boolean => {
    const leaf = leafHash(row.text);
    const isKept = shift === 0 && row.seq === tree.size() && row.leafHash === leaf && tree.isLeafAt(row.seq, leaf);
    if (!isKept || row.at < before.at || !isTextOf(row.text, row, before.leaf))
      return explain({ row, next, entry: readEntry(row.text), leaf });
    before.at = row.at;
    push(leaf);
    return true;
  };
}

/** How much greater a row's number is than the one in its text; null when that cannot be told. */
const leadOf = (row: EntryRow, entry: Record<string, unknown> | null): number | null =>
  Number.isSafeInteger(entry?.['seq']) ? row.seq - Number(entry?.['seq']) : null;

/** Compares an entry with the hash kept of it, and decides which of the two stands in the tree. */
function checkedLeaf({ row, next, entry, leaf }: ReadRow, tree: TreeCheck, add: Add): string {
  const place = tree.size();
  const kept = tree.leafAt(place);
  if (entry === null) add(row.seq, 'edited', `Entry ${row.seq} was changed: it is no ledger entry any more.`);
  if (kept === leaf) {
    if (row.leafHash !== leaf) add(row.seq, 'columns', `The hash beside entry ${row.seq} was changed.`);
    return leaf;
  }
  if (kept === null) {
    if (place >= tree.leaves())
      add(row.seq, 'inserted', `Entry ${row.seq} was put in at the end: the tree does not know it.`);
    else add(row.seq, 'nodes', `The tree has lost its hash of entry ${row.seq}.`);
    return leaf;
  }
  // Two of three against one: what the entry says, what stands beside it, what the one after it says of it.
  if (row.leafHash === leaf && next !== null && readEntry(next.text)?.['previous'] === leaf) {
    add(row.seq, 'nodes', `The tree was changed: its hash of entry ${row.seq} is not that of the entry.`);
    return leaf;
  }
  if (entry !== null)
    add(row.seq, 'edited', `Entry ${row.seq} was changed: its text does not match the hash kept of it.`);
  return kept;
}

/** Whether an entry that matches its hash stands where it should and is found under its own names. */
function checkContext({ row, entry }: ReadRow, before: { leaf: string; at: string }, add: Add): void {
  if (entry === null) return;
  if (entry['previous'] !== before.leaf)
    add(
      row.seq,
      'chain',
      `Entry ${row.seq} does not follow the one before it: one of the two was changed, put in or moved.`,
    );
  if (Object.keys(entry).join() !== MEMBERS)
    add(row.seq, 'edited', `Entry ${row.seq} says more or less than an entry of the ledger does.`);
  const actor = (entry['actor'] ?? {}) as Record<string, unknown>;
  const isSame =
    entry['at'] === row.at &&
    actor['id'] === row.actorId &&
    actor['name'] === row.actorName &&
    entry['action'] === row.action &&
    entry['subject'] === row.subject;
  if (!isSame) add(row.seq, 'columns', `Entry ${row.seq} stands in the register under other names than in its text.`);
  if (row.at < before.at) add(row.seq, 'order', `Entry ${row.seq} is earlier than the one before it.`);
}
