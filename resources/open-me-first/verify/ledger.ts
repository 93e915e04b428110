import { fromBase64 } from './cms.ts';
import { type RsaPublicKey, verifyRsaSha256 } from './rsa.ts';
import type { CreateHasher } from './sha256.ts';

// The ledger entries a bundle carries: each is proved to stand in the controller's ledger (RFC 9162), and the ledger's
// head is the one whose short form, the witness code, is printed on paper. The format is docs/ledger-format.md.

/** One act, as it was written down when it happened. Who did it is named as they were at the time. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string; readonly role: string };
  readonly action: string;
  readonly subject: string;
  readonly details: { readonly [key: string]: unknown };
  readonly salt: string;
  readonly previous: string;
}

export interface LedgerRecord {
  readonly format: 'lend-a-cam-evidence-ledger-export';
  readonly version: 1;
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly at: string;
    /** Base64, RSASSA-PKCS1-v1_5 with SHA-256 over the canonical text of the checkpoint. */
    readonly signature: string;
    readonly witnessCode: string;
  };
  readonly entries: readonly {
    readonly index: number;
    readonly entry: LedgerEntry;
    readonly leafHash: string;
    readonly proof: readonly string[];
  }[];
}

/** JSON in one way only (RFC 8785): no spaces, members sorted by UTF-16 units, numbers as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(',')}}`;
}

const hexHash = /^[0-9a-f]{64}$/;

/** Reads the file and refuses any other shape with a RangeError. */
export function readLedgerRecord(text: string): LedgerRecord {
  const record = JSON.parse(text) as LedgerRecord;
  const { checkpoint, entries } = record;
  const shaped =
    record.format === 'lend-a-cam-evidence-ledger-export' &&
    record.version === 1 &&
    Number.isSafeInteger(checkpoint.size) &&
    hexHash.test(checkpoint.root) &&
    typeof checkpoint.signature === 'string' &&
    entries.every(
      ({ index, entry, leafHash, proof }) =>
        Number.isSafeInteger(index) &&
        index >= 0 &&
        typeof entry === 'object' &&
        hexHash.test(leafHash) &&
        proof.every((each) => hexHash.test(each)),
    );
  if (!shaped) throw new RangeError('not a ledger record');
  return record;
}

const textHash = (prefix: readonly number[], text: string, createHasher: CreateHasher): string => {
  const hasher = createHasher();
  hasher.update(Uint8Array.from(prefix));
  hasher.update(new TextEncoder().encode(text));
  return hasher.digestHex();
};

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function nodeHash(left: string, right: string, createHasher: CreateHasher): string {
  const hasher = createHasher();
  for (const bytes of [Uint8Array.of(1), fromHex(left), fromHex(right)]) hasher.update(bytes);
  return hasher.digestHex();
}

/** Whether an entry stands in the tree of the checkpoint, unchanged and at its number (RFC 9162, 2.1.3.2). */
export function verifyEntry(
  { index, entry, leafHash, proof }: LedgerRecord['entries'][number],
  { size, root }: LedgerRecord['checkpoint'],
  createHasher: CreateHasher,
): boolean {
  if (textHash([0], canonicalJson(entry), createHasher) !== leafHash) return false;
  if (entry.seq !== index || index >= size) return false;
  let [position, last, current] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      current = nodeHash(sibling, current, createHasher);
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else {
      current = nodeHash(current, sibling, createHasher);
    }
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  return last === 0 && current === root;
}

/** Whether the certificate's key signed this checkpoint. */
export function verifyCheckpoint(
  { size, root, at, signature }: LedgerRecord['checkpoint'],
  key: RsaPublicKey,
  createHasher: CreateHasher,
): boolean {
  const text = canonicalJson({ format: 'lend-a-cam-evidence-checkpoint', version: 1, size, root, at });
  return verifyRsaSha256(key, textHash([], text, createHasher), fromBase64(signature));
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `1234-K7QF-2M9X-PTW4`: the number of entries and the first sixty bits of the root in Crockford's base 32. */
export function witnessCode(size: number, root: string): string {
  const bits = BigInt(`0x${root.slice(0, 15)}`);
  const code = Array.from({ length: 12 }, (_, at) => letters[Number((bits >> BigInt(5 * (11 - at))) & 31n)]).join('');
  return `${size}-${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/** A code as a person copies it from paper: small letters, spaces, O for 0 and I or L for 1 are forgiven. */
export function plainCode(typed: string): string {
  const text = typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return text.replaceAll(/[^0-9A-Z]/g, '');
}
