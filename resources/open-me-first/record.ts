import type { DiscSetRecord } from './verify/disc-set.ts';

// What data/record/exhibits.json holds, and what the page shows. Instants are UTC text with milliseconds; a "wall clock"
// is what a recorder's clock showed, without zone: 2026-11-04T21:14:07. Field by field: docs/court-bundle.md.

export interface BundleRecord {
  readonly format: 'lend-a-cam-evidence-bundle';
  readonly version: 1;
  readonly bundleNumber: string;
  readonly preparedAt: string;
  readonly software: { readonly name: string; readonly version: string };
  /** Who is responsible for the footage, and whom to ask. */
  readonly controller: { readonly name: string; readonly contact: string };
  readonly proceedings: ProceedingsRecord;
  readonly exhibits: readonly ExhibitRecord[];
  readonly stills: readonly StillRecord[];
  readonly clips: readonly ClipRecord[];
  readonly documents: readonly DocumentRecord[];
  /** What was asked for, obtained and missing, one plain sentence each. */
  readonly completeness: readonly string[];
  readonly witnessCode: string;
  readonly certificateFingerprint: string;
}

export interface ProceedingsRecord {
  readonly kind: 'civil' | 'criminal';
  readonly court: string;
  readonly caseNumber: string;
  readonly parties: string;
  /** A calendar day in Europe/London, or null when none is fixed. */
  readonly hearingOn: string | null;
}

/** A file of the bundle: `path` is where it lies on the disc. */
export interface FileRecord {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface WallClockPeriod {
  readonly from: string;
  readonly to: string;
}

export interface ExhibitRecord {
  /** `AS/1`: the producer's initials and a number. */
  readonly reference: string;
  readonly description: string;
  readonly producedBy: string;
  readonly camera: CameraRecord;
  readonly retrieval: RetrievalRecord;
  /** By the recorder's own clock; null when the recording states none. */
  readonly recorded: WallClockPeriod | null;
  /** The same less the offset; null when the clock was not checked. */
  readonly corrected: WallClockPeriod | null;
  readonly timeCheck: TimeCheckRecord | null;
  /** By the recorder's clock. Empty: none was found. */
  readonly gaps: readonly (WallClockPeriod & { readonly reason: string })[];
  readonly masters: readonly MasterRecord[];
  /** The first master is itself an MP4 without sound that any browser plays: then there need be no derivative. */
  readonly masterPlays: boolean;
  readonly derivative: DerivativeRecord | null;
}

export interface CameraRecord {
  readonly name: string;
  /** Which of the scheme's camera systems. */
  readonly system: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly place: string;
}

export interface RetrievalRecord {
  readonly number: string;
  readonly at: string;
  readonly by: string;
  /** How the footage got out of the recorder, in plain words. */
  readonly method: string;
}

/** The recorder's clock beside a reference, seen by a person; a clock that is fast has a positive offset. */
export interface TimeCheckRecord {
  readonly systemTime: string;
  readonly referenceTime: string;
  readonly source: string;
  readonly seenBy: string;
  readonly offsetSeconds: number;
}

export interface MasterRecord extends FileRecord {
  /** The name and folder the recorder gave it; `path` may differ where a disc cannot carry that name. */
  readonly originalPath: string;
  readonly role: 'footage' | 'index' | 'player' | 'other';
}

export interface DerivativeRecord extends FileRecord {
  /** SHA-256 of the master it was made from. */
  readonly parentSha256: string;
  /** `rewrapped`: the same coded pictures in another container. `transcoded`: coded anew. */
  readonly how: 'rewrapped' | 'transcoded';
  readonly tool: string;
  /** What was compared to show that it is faithful, in one sentence. */
  readonly proof: string;
}

export interface StillRecord extends FileRecord {
  readonly reference: string;
  readonly description: string;
  /** The exhibit it is a picture of. */
  readonly parentReference: string;
  readonly parentSha256: string;
  /** Counted from 0 in the order of showing. */
  readonly frameNumber: number;
  readonly recordedAt: string | null;
  readonly correctedAt: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly producedBy: string;
  readonly countersignedBy: string;
  /** Only where the picture is a masked copy: of which still, and who compared the two. The still was not altered. */
  readonly masked?: {
    readonly number: string;
    readonly parentNumber: string;
    readonly parentSha256: string;
    readonly areas: number;
    readonly reason: string;
    readonly madeBy: string;
    readonly approvedBy: string;
    readonly approvedAt: string;
  };
}

/** Pictures from one to another, both included; counted from 1 as a player does. */
export interface StretchRecord {
  readonly from: number;
  readonly to: number;
}

/** A stretch cut out of a recording. The recording itself was not altered. */
export interface ClipRecord extends FileRecord {
  readonly reference: string;
  /** `CLIP-0001`, in the controller's register. */
  readonly number: string;
  readonly description: string;
  /** The exhibit it was cut out of, or the recording's number where that is no exhibit here. */
  readonly parentReference: string;
  readonly parentSha256: string;
  /** `copied`: coded pictures as they are, beginning at a key picture. `transcoded`: coded anew. */
  readonly how: 'copied' | 'transcoded';
  /** Only where areas are filled with black. The recording was not altered. */
  readonly masked?: {
    readonly parentNumber: string;
    readonly areas: number;
    /** Of each area the pictures of the recording in which it is filled. */
    readonly covers: readonly StretchRecord[];
    readonly reason: string;
    readonly approvedBy: string;
    readonly approvedAt: string;
  };
  readonly wished: StretchRecord;
  readonly shown: StretchRecord;
  readonly recorded: WallClockPeriod | null;
  readonly corrected: WallClockPeriod | null;
  readonly tool: string;
  readonly commandLine: string;
  readonly proof: string;
  readonly madeAt: string;
  readonly madeBy: string;
}

export interface DocumentRecord extends FileRecord {
  readonly title: string;
}

/** Which disc of a set this is, and what is on which. */
export interface PageDisc {
  readonly set: DiscSetRecord;
  readonly number: number;
}

/** What the bundle builder puts into the page, so that it can tell the story without reading any file. */
export interface PageRecord {
  readonly record: BundleRecord;
  readonly ledger: { readonly size: number; readonly at: string; readonly entries: readonly PageEntry[] };
  /** Null when the whole bundle is on one disc. */
  readonly disc: PageDisc | null;
}

export interface PageEntry {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
}
