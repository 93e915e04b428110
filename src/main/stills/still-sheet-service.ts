import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { DocumentId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { contactSheet } from '../documents/contact-sheet.ts';
import type { StillSheetFacts } from '../documents/document-facts.ts';
import type { DocumentPorts, DocumentService, PreparedDocument } from '../documents/document-service.ts';
import { stillSheet } from '../documents/still-sheet.ts';
import { stillsIndex } from '../documents/stills-index.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { checkPrintSheet } from './print.ts';
import { paperOf } from './print-paper.ts';
import { findPrintOfSheet, listPrints } from './print-store.ts';
import type { StillPictures } from './still-picture-service.ts';
import { findStill, listStills, listStillsInState, type StillRow } from './still-store.ts';

export interface StillSheetPorts {
  readonly db: ReadDb;
  readonly recordings: RecordingService;
  readonly documents: DocumentService;
  readonly pictures: StillPictures;
  readonly ledger: LedgerDesk;
  /** Why a person may not operate the systems today; null when they may. */
  readonly bars: (personId: string) => AppError | null;
}

/** A contact sheet is a finding aid; more pictures than this belong on several, of several cases. */
const MOST_PICTURES = 60;

/** What of stills goes on paper: the numbered prints, the index and a case's contact sheet (CoP 5.15). */
export function createStillSheets({ db, recordings, documents, pictures, ledger, bars }: StillSheetPorts) {
  const checkPrint = (sheetId: DocumentId): void => {
    const print = findPrintOfSheet(db, sheetId);
    const still = print === null ? null : findStill(db, print.stillId);
    if (print === null || still === null) throw new Error('a still’s sheet without its print');
    checkPrintSheet(still, print, paperOf(ledger.entriesAbout([sheetId]), sheetId));
  };
  /** Its entry in the ledger names each still on it. */
  const checkContactSheet = (documentId: DocumentId, title: string): void => {
    const made = ledger.entriesAbout([documentId]).find(({ action }) => action === 'stills.contactSheet');
    if (made === undefined) throw new Error('a contact sheet that nobody made');
    const withdrawn = listStillsInState(db, 'withdrawn').find(({ id }) => made.text.includes(id));
    if (withdrawn !== undefined)
      throw new AppError(
        'clause',
        `“${title}” shows ${withdrawn.number}, which was withdrawn since: it is not printed any more. Make a new contact sheet of the case.`,
        { clause: '5.16' },
      );
  };
  const checkPrinting: DocumentPorts['checkPrinting'] = ({ id, kind, title }, act) => {
    if (kind !== 'still-sheet' && kind !== 'contact-sheet') return;
    const bar = act.actor.role === 'officer' ? bars(act.actor.id) : null; // it puts footage on paper (CoP 3.1)
    if (bar !== null) throw bar;
    if (kind === 'still-sheet') checkPrint(id);
    else checkContactSheet(id, title);
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

    /** Every picture on it was opened, so each is named in the entry (CoP 3.9, 5.15). */
    async contactSheet({ caseId }: Parsed<'stills.contactSheet'>, act: Act): Promise<Output<'stills.contactSheet'>> {
      const rows = listStills(db, caseId)
        .filter(({ state }) => state === 'countersigned')
        .toReversed();
      if (rows.length === 0)
        throw new AppError('clause', 'This case has no countersigned still yet; only those are printed.', {
          clause: '5.15',
        });
      if (rows.length > MOST_PICTURES)
        throw new AppError(
          'invalid-input',
          `A contact sheet holds ${String(MOST_PICTURES)} stills, and this case has ${String(rows.length)}. Print the index instead.`,
        );
      const stills: { still: StillRow; png: Uint8Array }[] = [];
      for (const still of rows) stills.push({ still, png: await pictures.read(still) });
      const reference = `Case ${rows[0]?.reactRef ?? ''}`;
      const render = (frame: Parameters<typeof contactSheet>[1]) => contactSheet({ stills }, frame);
      const prepared = await documents.prepare(
        { kind: 'contact-sheet', title: `Contact sheet: ${reference}`, reference, caseId, render },
        act,
      );
      try {
        act.change(['documents'], (tx) => {
          prepared.record(tx);
          const { id: documentId, sha256, witnessCode } = prepared;
          const shown = rows.map(({ id, number, sha256: ofPicture }) => ({ stillId: id, number, sha256: ofPicture }));
          tx.enter(reference, { caseId, documentId, sha256, witnessCode, stills: shown });
        });
      } catch (error) {
        await prepared.discard();
        throw error;
      }
      return { documentId: prepared.id };
    },
  };
}

export type StillSheets = ReturnType<typeof createStillSheets>;
