import { bagNames, declarationText, readManifest, readOxum, requiredTags } from './bag.ts';
import { compareFiles, type HashOptions, hashFiles } from './check-files.ts';
import {
  certificateIn,
  checkFingerprint,
  checkLedger,
  checkRecordings,
  checkSignature,
  checkWitnessCode,
  ledgerIn,
  readOr,
  type SmallFiles,
  textOf,
} from './check-seals.ts';
import { witnessCode } from './ledger.ts';
import { type BundleReport, type FoundFile, headlineOf, type SealFinding } from './report.ts';

export interface VerifyOptions extends HashOptions {
  /** From the label on paper; empty when the reader has none. At least its first 32 hex digits. */
  readonly typedFingerprint?: string;
  readonly typedWitnessCode?: string;
}

const largestSmallFile = 64 * 1024 * 1024;

/**
 * Checks a whole bundle: every byte of every file against the lists, the lists against the signature, the ledger's
 * proofs, and what the reader typed from paper. Never throws over what it finds; throws only when `signal` fires.
 */
export async function verifyBundle(found: readonly FoundFile[], options: VerifyOptions): Promise<BundleReport> {
  return (await inspectBundle(found, options)).report;
}

/** The report and, for what compares discs with each other, the SHA-256 of each file found. */
export async function inspectBundle(
  found: readonly FoundFile[],
  options: VerifyOptions,
): Promise<{ readonly report: BundleReport; readonly hashes: ReadonlyMap<string, string | null> }> {
  const hashes = await hashFiles(found, options);
  const small = async (path: string): Promise<Uint8Array | null> => readSmall(found.find((file) => file.path === path));
  const outer = await readList(small, bagNames.manifest);
  const inner = await readList(small, bagNames.tagManifest);
  const files = compareFiles(new Map([...(inner ?? []), ...(outer ?? [])]), hashes);
  const smallFiles: SmallFiles = {
    certificate: await small(bagNames.certificate),
    signature: await small(bagNames.signature),
    ledger: await small(bagNames.ledger),
    exhibits: await small(bagNames.exhibits),
  };
  const certificate = certificateIn(smallFiles, options.createHasher);
  const ledger = ledgerIn(smallFiles);
  const seals = [
    checkOuterList(outer),
    checkInnerList(inner),
    checkCompleteness(await small(bagNames.declaration), await small(bagNames.info), found),
    checkSignature(smallFiles, hashes.get(bagNames.tagManifest) ?? null, certificate, options.createHasher),
    checkFingerprint(certificate, options.typedFingerprint ?? ''),
    checkLedger(ledger, certificate, options.createHasher),
    checkRecordings(smallFiles, ledger),
    checkWitnessCode(ledger, options.typedWitnessCode ?? ''),
  ];
  const report = {
    intact: files.every(({ state }) => state === 'good') && seals.every(({ state }) => state !== 'bad'),
    headline: headlineOf(seals, files),
    seals,
    files,
    fingerprint: certificate?.fingerprint ?? null,
    witnessCode: ledger === null ? null : witnessCode(ledger.checkpoint.size, ledger.checkpoint.root),
    set: null,
  };
  return { report, hashes };
}

/** Null for a file that is not there, is too large to be what it says, or could not be read: said by its seal. */
export async function readSmall(file: FoundFile | undefined): Promise<Uint8Array | null> {
  if (file === undefined || file.sizeBytes > largestSmallFile) return null;
  const bytes = new Uint8Array(file.sizeBytes);
  let at = 0;
  try {
    for await (const piece of file.read()) {
      bytes.set(piece, at);
      at += piece.length;
    }
  } catch {
    return null;
  }
  return at === bytes.length ? bytes : null;
}

async function readList(
  small: (path: string) => Promise<Uint8Array | null>,
  path: string,
): Promise<Map<string, string> | null> {
  const bytes = await small(path);
  return bytes === null ? null : readOr(() => readManifest(textOf(bytes)));
}

function checkOuterList(listed: ReadonlyMap<string, string> | null): SealFinding {
  const seal = 'contents-list';
  const bad = (sentence: string): SealFinding => ({ seal, state: 'bad', sentence });
  if (listed === null) return bad(`The list of contents (${bagNames.manifest}) is missing or cannot be read.`);
  if (listed.size === 0 || [...listed.keys()].some((path) => !path.startsWith('data/')))
    return bad(`The list of contents (${bagNames.manifest}) is not one this application writes.`);
  return { seal, state: 'good', sentence: `The list of contents names ${listed.size} files.` };
}

function checkInnerList(listed: ReadonlyMap<string, string> | null): SealFinding {
  const seal = 'inner-list';
  const bad = (sentence: string): SealFinding => ({ seal, state: 'bad', sentence });
  if (listed === null) return bad(`The list of the lists (${bagNames.tagManifest}) is missing or cannot be read.`);
  const absent = requiredTags.filter((path) => !listed.has(path));
  if (absent.length > 0) return bad(`The list of the lists no longer names ${absent.join(', ')}.`);
  return { seal, state: 'good', sentence: 'The list of the lists names all it must.' };
}

function checkCompleteness(
  declaration: Uint8Array | null,
  info: Uint8Array | null,
  found: readonly FoundFile[],
): SealFinding {
  const seal = 'completeness';
  const payload = found.filter(({ path }) => path.startsWith('data/'));
  const sizeBytes = payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  const oxum = info === null ? null : readOr(() => readOxum(textOf(info)));
  const declared = declaration !== null && readOr(() => textOf(declaration)) === declarationText;
  if (declared && oxum !== null && oxum.count === payload.length && oxum.sizeBytes === sizeBytes)
    return {
      seal,
      state: 'good',
      sentence: `${oxum.count} files with ${oxum.sizeBytes} bytes, as was stated when it was sealed.`,
    };
  const stated = oxum === null ? 'nothing that can be read' : `${oxum.count} files with ${oxum.sizeBytes} bytes`;
  const sentence = `Stated when it was sealed: ${stated}. Found: ${payload.length} files with ${sizeBytes} bytes.`;
  return { seal, state: 'bad', sentence };
}
