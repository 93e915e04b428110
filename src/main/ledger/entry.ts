import { AppError } from '../../shared/failure.ts';
import { canonicalJson } from '../platform/canonical-json.ts';

/** Who did something, named as they were at the time. */
export interface EntryActor {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/**
 * One line of the ledger. Its text is RFC 8785 canonical JSON of exactly these members (ledger-format.md).
 * `salt` keeps the hash of an entry that is not shown from being guessed; `previous` is the leaf hash before it.
 */
export interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly actor: EntryActor;
  readonly action: string;
  readonly subject: string;
  readonly details: { readonly [key: string]: unknown };
  readonly salt: string;
  readonly previous: string;
}

const SALT_DIGITS = 32;

const quoted = (text: string): string => JSON.stringify(text);

/**
 * The canonical text of an entry: its members are few and known, so only the details have to be put in order.
 * @throws AppError('invalid-input') for half of a surrogate pair: RFC 8785 knows none, and no other program could
 * spell the entry again to check its hash.
 */
export function entryText({ seq, at, actor, action, subject, details, salt, previous }: Entry): string {
  const text = `${textHead(action, actor)}${quoted(actor.role)}${textMiddle(at)}${canonicalJson(details)}${textTail(previous)}${salt}${textEnd(seq, subject)}`;
  // JSON writes such a half as an escape. A backslash that was typed is itself escaped, and so taken out before looking.
  if (text.includes('\\ud') && /\\ud[89a-f]/.test(text.replaceAll('\\\\', '')))
    throw new AppError(
      'invalid-input',
      'A name or text here holds half of a character. Write it anew, without that sign.',
    );
  return text;
}

const textHead = (action: string, { id, name }: Pick<EntryActor, 'id' | 'name'>): string =>
  `{"action":${quoted(action)},"actor":{"id":${quoted(id)},"name":${quoted(name)},"role":`;
const textMiddle = (at: string): string => `},"at":${quoted(at)},"details":`;
const textTail = (previous: string): string => `,"previous":"${previous}","salt":"`;
const textEnd = (seq: number, subject: string): string => `","seq":${seq},"subject":${quoted(subject)}}`;

/** What the register says of an entry beside its text. */
interface Registered {
  readonly seq: number;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
}

/**
 * Whether a text is the canonical one of an entry with these columns after `previous`. False may also mean an unusual
 * but right one: `readEntry` and a look at each member tell. Verifying a long ledger is mostly this.
 */
export function isTextOf(text: string, row: Registered, previous: string): boolean {
  const head = textHead(row.action, { id: row.actorId, name: row.actorName });
  const middle = textMiddle(row.at);
  const roleEnd = text.indexOf(middle, head.length);
  const end = textEnd(row.seq, row.subject);
  const saltStart = text.length - end.length - SALT_DIGITS;
  const tail = textTail(previous);
  const detailsEnd = saltStart - tail.length;
  return (
    roleEnd > 0 &&
    text.startsWith(head) &&
    text.endsWith(end) &&
    text.startsWith(tail, detailsEnd) &&
    /^"[a-z-]*"$/.test(text.slice(head.length, roleEnd)) &&
    /^[0-9a-f]{32}$/.test(text.slice(saltStart, saltStart + SALT_DIGITS)) &&
    readEntry(text.slice(roleEnd + middle.length, detailsEnd)) !== null
  );
}

/**
 * An entry, or its details, from its canonical JSON, else null: a second spelling of the same entry would have another hash, and the
 * entries of a bundle are spelled again by whoever verifies them.
 */
export function readEntry(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    // What JSON.stringify gives back with sorted names is canonical; the slow way is for names such as "10".
    const isCanonical = (isSorted(value) && JSON.stringify(value) === text) || canonicalJson(value) === text;
    return isCanonical ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // not JSON: said by the caller as an edited entry
  }
}

/** Whether the names in a parsed JSON value, as they stand, are in the order of RFC 8785. */
function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before = '';
  for (const [name, inner] of Object.entries(value)) {
    if (name < before || !isSorted(inner)) return false;
    before = name;
  }
  return true;
}

/** The leaf hash before the first entry. */
export const noPrevious = '0'.repeat(64);

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 12;

/** A short form of the ledger's head for paper: `1234-K7QF-2M9X-PTW4`, the size and sixty bits of the root. */
export function witnessCode(size: number, root: string): string {
  let bits = BigInt(`0x${root.slice(0, 15)}`);
  let letters = '';
  for (let index = 0; index < CODE_LETTERS; index += 1) {
    letters = `${LETTERS[Number(bits & 31n)] ?? ''}${letters}`;
    bits >>= 5n;
  }
  return `${size}-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** Reads a code as a person typed it: spaces, small letters, O for 0 and I or L for 1 are forgiven. Null = not a code. */
export function parseWitnessCode(typed: string): { size: number; code: string } | null {
  const found = /^\s*(?<size>\d{1,12})[\s.·-]+(?<letters>[0-9A-Za-z][0-9A-Za-z\s.·-]*)$/u.exec(typed)?.groups;
  if (found === undefined) return null;
  const size = Number(found['size']);
  const letters = (found['letters'] ?? '')
    .toUpperCase()
    .replaceAll(/[\s.·-]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
  if (letters.length !== CODE_LETTERS || [...letters].some((letter) => !LETTERS.includes(letter))) return null;
  return { size, code: `${size}-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}` };
}
