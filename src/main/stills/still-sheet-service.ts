import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { DocumentId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { StillSheetFacts } from '../documents/document-facts.ts';
import type { DocumentPorts, DocumentService, PreparedDocument } from '../documents/document-service.ts';
import { stillSheet } from '../documents/still-sheet.ts';
import { stillsIndex } from '../documents/stills-index.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import type { ContactSheets } from './contact-sheet-service.ts';
import { checkPrintSheet } from './print.ts';
import { paperOf } from './print-paper.ts';
import { findPrintOfSheet, listPrints } from './print-store.ts';
import type { StillPictures } from './still-picture-service.ts';
import { findStill, listStills, type StillRow } from './still-store.ts';

export interface StillSheetPorts {
  readonly db: ReadDb;
  readonly recordings: RecordingService;
  readonly documents: DocumentService;
  readonly pictures: StillPictures;
  readonly ledger: LedgerDesk;
  readonly contactSheets: Pick<ContactSheets, 'checkPrinting'>;
  /** Why a person may not operate the systems today; null when they may. */
  readonly bars: (personId: string) => AppError | null;
}

/** What of stills goes on paper: the numbered prints and the index (CoP 5.15); who may print it, and a contact sheet. */
export function createStillSheets(ports: StillSheetPorts) {
  const { db, recordings, documents, pictures, ledger, contactSheets, bars } = ports;
  const checkPrint = (sheetId: DocumentId): void => {
    const print = findPrintOfSheet(db, sheetId);
    const still = print === null ? null : findStill(db, print.stillId);
    if (print === null || still === null) throw new Error('a still’s sheet without its print');
    checkPrintSheet(still, print, paperOf(ledger.entriesAbout([sheetId]), sheetId));
  };
  const checkPrinting: DocumentPorts['checkPrinting'] = (sheet, act) => {
    const { id, kind } = sheet;
    if (kind !== 'still-sheet' && kind !== 'contact-sheet') return;
    const bar = act.actor.role === 'officer' ? bars(act.actor.id) : null; // it puts footage on paper (CoP 3.1)
    if (bar !== null) throw bar;
    if (kind === 'still-sheet') checkPrint(id);
    else contactSheets.checkPrinting(sheet, act);
  };

  return {
    /** Throws where a sheet with a picture is not to be printed, or not by this person. */
    checkPrinting,

    /** A print, rendered and sealed; the caller records it with the change it belongs to. */
    async prepare(
      row: StillRow,
      print: Omit<StillSheetFacts, 'still' | 'png' | 'masterSha256'>,
      act: Act,
    ): Promise<PreparedDocument> {
      const png = await pictures.read(row);
      const facts = { still: row, png, masterSha256: recordings.require(row.recordingId).sha256, ...print };
      return documents.prepare(
        {
          kind: 'still-sheet',
          title: print.printNumber.endsWith('/1') ? `Still ${row.number}` : `Print ${print.printNumber}`,
          reference: print.printNumber,
          caseId: row.caseId,
          render: (frame) => stillSheet(facts, frame),
        },
        act,
      );
    },

    /** The index as it stands, oldest first, requests under way and refusals with it. */
    async index({ caseId }: Parsed<'stills.index'>, act: Act): Promise<Output<'stills.index'>> {
      const rows = listStills(db, caseId ?? null);
      if (caseId !== undefined && rows.length === 0)
        throw new AppError('not-found', 'No still was ever asked for in this case; there is nothing to print.');
      const stills = rows.toReversed().map((still) => ({ still, prints: listPrints(db, still.id) }));
      const reference = caseId === undefined ? 'All cases' : `Case ${rows[0]?.reactRef ?? ''}`;
      const render = (frame: Parameters<typeof stillsIndex>[1]) => stillsIndex({ stills }, frame);
      const about = { kind: 'stills-index', title: `Stills index: ${reference}`, reference } as const;
      return { documentId: await documents.make({ ...about, caseId: caseId ?? null, render }, act) };
    },
  };
}

export type StillSheets = ReturnType<typeof createStillSheets>;
