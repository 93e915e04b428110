import { bagNames } from './bag.ts';
import { type Certificate, readCertificate, verifyDetached } from './cms.ts';
import {
  canonicalJson,
  type LedgerRecord,
  plainCode,
  readLedgerRecord,
  verifyCheckpoint,
  verifyEntry,
  witnessCode,
} from './ledger.ts';
import type { SealFinding } from './report.ts';
import type { CreateHasher } from './sha256.ts';

/** The small files of a bundle, whole; null for one that is missing or could not be read. */
export interface SmallFiles {
  readonly certificate: Uint8Array | null;
  readonly signature: Uint8Array | null;
  readonly ledger: Uint8Array | null;
  readonly exhibits: Uint8Array | null;
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** What `read` gives, or null where the file is not what it should be: said by the caller as a bad seal. */
export function readOr<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

export const certificateIn = ({ certificate }: SmallFiles, createHasher: CreateHasher): Certificate | null =>
  certificate === null ? null : readOr(() => readCertificate(textOf(certificate), createHasher));

export const ledgerIn = ({ ledger }: SmallFiles): LedgerRecord | null =>
  ledger === null ? null : readOr(() => readLedgerRecord(textOf(ledger)));

/** The signature over the inner list, which names the outer one, which names everything. */
export function checkSignature(
  { signature }: SmallFiles,
  innerListSha256: string | null,
  certificate: Certificate | null,
  createHasher: CreateHasher,
): SealFinding {
  const bad = (sentence: string): SealFinding => ({ seal: 'signature', state: 'bad', sentence });
  if (signature === null) return bad(`The signature (${bagNames.signature}) is missing.`);
  if (innerListSha256 === null)
    return bad('The signature cannot be checked, because the list it was put under is missing.');
  if (certificate === null) return bad(`The certificate (${bagNames.certificate}) is missing or is not one.`);
  const verdict = readOr(() => verifyDetached(signature, innerListSha256, certificate, createHasher));
  if (verdict === null) return bad(`The signature (${bagNames.signature}) is not one.`);
  if (!verdict.valid) return bad('The signature does not belong to this list, or was made by somebody else.');
  const when = verdict.signedAt === null ? '' : ` on ${verdict.signedAt.slice(0, 19).replace('T', ' at ')} UTC`;
  return { seal: 'signature', state: 'good', sentence: `The lists were signed with the certificate’s key${when}.` };
}

/** Anybody can make a certificate: it is the label on paper that says whose it is. */
export function checkFingerprint(certificate: Certificate | null, typed: string): SealFinding {
  const seal = 'fingerprint';
  if (certificate === null)
    return { seal, state: 'bad', sentence: 'There is no certificate whose fingerprint could be compared.' };
  if (typed.trim() === '') {
    const sentence =
      'The certificate’s fingerprint was not compared with the label. Without that, anybody could have signed.';
    return { seal, state: 'not-compared', sentence };
  }
  const plain = typed.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  const same = plain.length >= 32 && certificate.fingerprint.startsWith(plain);
  return same
    ? { seal, state: 'good', sentence: 'The certificate is the one whose fingerprint is on the label.' }
    : {
        seal,
        state: 'bad',
        sentence: 'The certificate is NOT the one on the label: somebody else may have sealed this copy.',
      };
}

export function checkLedger(
  ledger: LedgerRecord | null,
  certificate: Certificate | null,
  createHasher: CreateHasher,
): SealFinding {
  const bad = (sentence: string): SealFinding => ({ seal: 'ledger', state: 'bad', sentence });
  if (ledger === null) return bad(`The ledger (${bagNames.ledger}) is missing or is not one.`);
  const { checkpoint, entries } = ledger;
  const wrong = entries.filter((entry) => !verifyEntry(entry, checkpoint, createHasher)).map(({ index }) => index);
  if (wrong.length > 0)
    return bad(`Entries of the ledger were changed or do not belong to it: number ${wrong.join(', ')}.`);
  if (checkpoint.witnessCode !== witnessCode(checkpoint.size, checkpoint.root))
    return bad('The ledger’s witness code does not belong to it.');
  const signed =
    certificate !== null && readOr(() => verifyCheckpoint(checkpoint, certificate.key, createHasher)) === true;
  if (!signed) return bad('The ledger’s state was not signed with the certificate’s key.');
  const number = entries.length === 1 ? 'The 1 entry here is' : `The ${entries.length} entries here are`;
  return {
    seal: 'ledger',
    state: 'good',
    sentence: `${number} proved to stand unchanged in a ledger of ${checkpoint.size}.`,
  };
}

export function checkWitnessCode(ledger: LedgerRecord | null, typed: string): SealFinding {
  const seal = 'witness-code';
  if (ledger === null)
    return { seal, state: 'bad', sentence: 'There is no ledger whose witness code could be compared.' };
  if (typed.trim() === '')
    return { seal, state: 'not-compared', sentence: 'The witness code was not compared with the one on paper.' };
  const { size, root } = ledger.checkpoint;
  return plainCode(typed) === plainCode(witnessCode(size, root))
    ? { seal, state: 'good', sentence: 'The witness code on paper is that of this ledger.' }
    : {
        seal,
        state: 'bad',
        sentence: 'The witness code on paper is NOT that of this ledger: one of the two was replaced.',
      };
}

/** Ties the recordings to the ledger: the hash of each must stand in an entry that was proved. */
export function checkRecordings({ exhibits }: SmallFiles, ledger: LedgerRecord | null): SealFinding {
  const seal = 'recordings-in-ledger';
  const hashes = exhibits === null ? null : readOr(() => footageHashes(textOf(exhibits)));
  if (hashes === null)
    return { seal, state: 'bad', sentence: `The record (${bagNames.exhibits}) is missing or is not one.` };
  const entries = canonicalJson((ledger?.entries ?? []).map(({ entry }) => entry));
  const absent = hashes.filter(({ sha256 }) => !entries.includes(sha256)).map(({ path }) => path);
  if (absent.length === 0)
    return { seal, state: 'good', sentence: 'The fingerprint of every recording stands in the ledger.' };
  const sentence = `The entries here do not state the fingerprint of: ${absent.join(', ')}.`;
  return { seal, state: 'not-compared', sentence };
}

interface Hashed {
  readonly path: string;
  readonly sha256: string;
}

/** Masters, and clips cut out of them. */
function footageHashes(text: string): Hashed[] {
  const record = JSON.parse(text) as {
    exhibits: { masters: (Hashed & { role: string })[] }[];
    clips: Hashed[];
  };
  const masters = record.exhibits.flatMap((exhibit) => exhibit.masters).filter(({ role }) => role === 'footage');
  return [...masters, ...record.clips];
}
