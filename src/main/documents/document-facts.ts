import type { Still } from '../../shared/contract/stills.ts';

// What each sheet is filled from: plain facts of the record, so that a sheet can be made and checked without a vault.

/** From which camera footage was taken, and by whose leave (CoP 5.1). */
export interface RetrievalCamera {
  /** The deployment's number; null when the camera is not in the register. */
  readonly deployment: string | null;
  /** "PIA-0001 version 2", or the manager's override; null when nothing allowed it. */
  readonly ground: string | null;
  /** The incident that was opened because nothing allowed it. */
  readonly incident: string | null;
}

export interface RetrievalReceiptFacts {
  readonly number: string;
  readonly reactRef: string;
  readonly officer: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly place: string;
  readonly camera: RetrievalCamera;
  readonly reason: string;
  readonly kitSerial: string;
  readonly source: string;
  readonly sourceIdentity: string;
  /** How footage of a recorder on the VPN came; null for a stick. */
  readonly way: string | null;
  readonly period: { readonly from: string; readonly to: string };
  readonly timeCheck: {
    readonly systemTime: string;
    readonly referenceTime: string;
    readonly source: string;
    readonly seenBy: string;
    readonly offsetSeconds: number;
  };
  readonly files: readonly {
    readonly path: string;
    readonly sizeBytes: number;
    readonly sha256: string | null;
    readonly outcome: string;
    readonly reason: string | null;
    readonly recording: string | null;
  }[];
  /** What a portal says of the access, kept beside the footage (CoP 3.15). */
  readonly accessRecord: {
    readonly path: string;
    readonly sha256: string | null;
    readonly reason: string | null;
  } | null;
  /** What was asked for, obtained and missing, one sentence each. */
  readonly completeness: readonly string[];
}

export interface MaskedPicture {
  readonly number: string;
  readonly png: Uint8Array;
  readonly sha256: string;
  /** How many areas are filled. */
  readonly areas: number;
  readonly madeBy: string;
  readonly decidedBy: string | null;
}

export interface StillSheetFacts {
  readonly still: Still;
  readonly png: Uint8Array;
  readonly masterSha256: string;
  readonly countersignedBy: string;
  readonly countersignedAt: string;
  readonly cabinetPlace: string;
  /** STILL-0003/1 */
  readonly printNumber: string;
  /** Why this print was made. */
  readonly issuedFor: string;
  /** The approved masked copy it shows in place of the still. */
  readonly masked: MaskedPicture | null;
}

/** A backup drive that holds keys of before a disposal until it is connected. */
export interface BackupDriveFacts {
  readonly number: string;
  readonly label: string;
  readonly keptAt: string;
  readonly connectedAt: string | null;
}

export interface DisposalCertificateFacts {
  readonly number: string;
  readonly recording: {
    readonly number: string;
    readonly reactRef: string;
    readonly path: string;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly recordedFrom: string | null;
    readonly recordedTo: string | null;
    readonly retentionDeadline: string;
    readonly retrievalNumber: string;
  };
  readonly reason: string;
  readonly doneBy: string;
  readonly backupDrives: readonly BackupDriveFacts[];
}

export interface ProceedingsFacts {
  readonly kind: 'civil' | 'criminal';
  readonly court: string;
  readonly caseNumber: string;
  readonly parties: string;
  readonly hearingOn: string | null;
}

export interface ExhibitFacts {
  readonly reference: string;
  readonly kind: 'recording' | 'still' | 'clip';
  /** Whether areas of it are filled with black. */
  readonly masked?: boolean;
  readonly description: string;
  readonly sha256: string;
  readonly recordedFrom: string | null;
  readonly recordedTo: string | null;
  readonly offsetSeconds: number;
  /** Number in our registers: REC-0001, STILL-0001, CLIP-0001. */
  readonly number: string;
  /** The story of the exhibit, oldest first: when, who, what. `seq` is the ledger entry it comes from. */
  readonly continuity: readonly {
    readonly seq: number;
    readonly at: string;
    readonly by: string;
    readonly what: string;
    /** The same after a name, as a witness says it; null where it is quoted. */
    readonly did: string | null;
  }[];
}

export interface CourtDocumentFacts {
  readonly bundleNumber: string;
  readonly reactRef: string;
  readonly proceedings: ProceedingsFacts;
  readonly exhibits: readonly ExhibitFacts[];
  readonly completeness: readonly string[];
  readonly producer: {
    readonly name: string;
    readonly role: string;
    readonly initials: string;
    readonly siaLicenceNumber: string | null;
  };
  readonly approvedBy: string;
  readonly approvedAt: string;
  /** As the courts prescribe it: settings, for the rules change. */
  readonly wording: {
    readonly statementOfTruth: string;
    readonly criminalDeclaration: string;
    /** Whose employee the witness is (PD 32, 18.1(4)). */
    readonly controllerName: string;
  };
}

/** One numbered sentence of a statement and the ledger entries it rests on. */
export interface StatementSentence {
  readonly text: string;
  readonly seqs: readonly number[];
  /** Added by the witness in their own words; printed with a mark. */
  readonly own?: boolean;
}

/** What a witness did with the sentences drawn up for them; printed under the statement (PD 32 paragraph 18.1). */
export interface StatementPreparation {
  /** First, second, … of this witness in these proceedings. */
  readonly number: number;
  readonly drawnUp: number;
  readonly confirmed: number;
  readonly struck: number;
  readonly own: number;
}

export interface DiscLabelFacts {
  readonly discNumber: string;
  readonly copy: 'master' | 'court' | 'defence' | 'police';
  readonly setNumber: number;
  readonly setSize: number;
  readonly bundleNumber: string;
  readonly reactRef: string;
  readonly proceedings: ProceedingsFacts;
  readonly exhibits: readonly { readonly reference: string; readonly description: string }[];
  readonly burnedBy: string;
  readonly burnedAt: string;
  readonly imageSha256: string;
  readonly manifestSha256: string;
  readonly certificateFingerprint: string;
}
