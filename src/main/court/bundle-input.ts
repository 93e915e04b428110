import type {
  BundleRecord,
  ClipRecord,
  DerivativeRecord,
  DocumentRecord,
  ExhibitRecord,
  MasterRecord,
  StillRecord,
} from '../../../resources/open-me-first/record.ts';
import type { LedgerRecord } from '../../../resources/open-me-first/verify/ledger.ts';

// Everything a bundle is made from. The same input gives the same bundle, byte for byte, but for the signature's key.

/** Where bytes come from: a sealed object, or memory. `open` may be called again and gives the same bytes. */
export interface BundleSource {
  readonly sizeBytes: number;
  readonly sha256: string;
  open(): AsyncIterable<Uint8Array>;
  /** A stretch of the same bytes, without reading what lies before it where that can be helped. */
  openFrom(startByte: number, sizeBytes: number): AsyncIterable<Uint8Array>;
}

/** A record of a file before it has its place on the disc. */
type Sourced<R> = Omit<R, 'path'> & BundleSource;

export interface ExhibitInput extends Omit<ExhibitRecord, 'masters' | 'derivative'> {
  /** At least one; `originalPath` with `/` or `\`, as the recorder's export had it. */
  readonly masters: readonly Sourced<MasterRecord>[];
  /** An MP4 that plays anywhere; null when there is none. */
  readonly derivative: Sourced<DerivativeRecord> | null;
}

/** A countersigned still, PNG. */
export type StillInput = Sourced<StillRecord>;

/** An MP4 cut out of a recording. */
export type ClipInput = Sourced<ClipRecord>;

export interface DocumentInput extends Sourced<DocumentRecord> {
  /** `statement.pdf` */
  readonly fileName: string;
}

export interface BundleInput
  extends Omit<
    BundleRecord,
    'format' | 'version' | 'exhibits' | 'stills' | 'clips' | 'documents' | 'witnessCode' | 'certificateFingerprint'
  > {
  /** In the order in which the reader will see them. References are different from each other. */
  readonly exhibits: readonly ExhibitInput[];
  readonly stills: readonly StillInput[];
  readonly clips: readonly ClipInput[];
  readonly documents: readonly DocumentInput[];
  /** Entries about these exhibits with proofs to the checkpoint whose code is on the label (ledger's exportEntries). */
  readonly ledger: LedgerRecord;
  readonly certificatePem: string;
  readonly certificateFingerprint: string;
}

/** What the builder needs of the world. */
export interface BundleTools {
  /** SHA-256 of bytes at hand, lower-case hex. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** A detached CMS signature, DER, by the key of `certificatePem`. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** The built page, dist/open-me-first/index.html, with its place for the record. */
  readonly page: string;
}

/** A file of a bundle. */
export interface BundleEntry extends BundleSource {
  readonly path: string;
}

export interface Bundle {
  /** Everything, in the order in which it goes on the disc. */
  readonly entries: readonly BundleEntry[];
  readonly record: BundleRecord;
  /** SHA-256 of manifest-sha256.txt: one line on the label stands for every byte of the exhibits. */
  readonly manifestSha256: string;
  readonly tagManifestSha256: string;
  /** Of all entries together. */
  readonly sizeBytes: number;
}
