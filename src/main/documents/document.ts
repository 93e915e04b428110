/** A finished PDF: tagged, fonts embedded. */
export interface Pdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** What every sheet carries: when it was made, for whom, and the witness code of the ledger's head at that moment. */
export interface SheetFrame {
  readonly reference: string;
  readonly madeAt: string;
  readonly controller: string;
  readonly controllerAddress: string;
  /** Under which law personal data is processed: a setting. */
  readonly lawCited: string;
  readonly witnessCode: string;
  /** That it is of a training vault; null on every other sheet. */
  readonly mark: string | null;
}

export type DocumentKind =
  | 'retrieval-receipt'
  | 'still-sheet'
  | 'stills-index'
  | 'contact-sheet'
  | 'print-receipt'
  | 'print-destruction'
  | 'disposal-certificate'
  | 'disc-label'
  | 'exhibit-labels'
  | 'continuity-chart'
  | 'witness-statement'
  | 'completeness-statement'
  | 'business-record-certificate'
  | 'evidence-notice'
  | 'hearing-checklist'
  | 'transit-slip'
  | 'transit-receipt'
  | 'disc-receipt'
  | 'disc-destruction'
  | 'disposal-register'
  | 'freeze-report'
  | 'pia'
  | 'site-survey'
  | 'consultation-letter'
  | 'audit'
  | 'annual-report'
  | 'register'
  | 'recognition-record';
