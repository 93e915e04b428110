import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, DocumentId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { contactSheet } from '../documents/contact-sheet.ts';
import { type DocumentPorts, type DocumentService, orDiscard } from '../documents/document-service.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import { checkWitness } from './print.ts';
import { paperOf } from './print-paper.ts';
import type { StillPictures } from './still-picture-service.ts';
import { listStills, listStillsInState, type StillRow } from './still-store.ts';

export interface ContactSheetPorts {
  readonly db: ReadDb;
  readonly documents: DocumentService;
  readonly pictures: StillPictures;
  readonly ledger: LedgerDesk;
  readonly breaches: Pick<BreachService, 'open'>;
}

/** A contact sheet is a finding aid; more pictures than this belong on several, of several cases. */
const MOST_PICTURES = 60;

const KIND = 'contact-sheet';

/**
 * The countersigned stills of a case, small, on one numbered sheet that stays in the locked cabinet (CoP 5.15). Its
 * pictures are as good as prints: of each case one is on paper at a time, and what became of it is entered.
 */
export function createContactSheets({ db, documents, pictures, ledger, breaches }: ContactSheetPorts) {
  const sheetsOf = (caseId: CaseId) => documents.list({ caseId }).filter(({ kind }) => kind === KIND);
  const isOnPaper = (id: DocumentId): boolean => {
    const { printed, gone } = paperOf(ledger.entriesAbout([id]), id);
    return printed > gone;
  };
  /** The first still on it that was withdrawn since. */
  const withdrawnOn = (id: DocumentId): StillRow | undefined => {
    const made = ledger.entriesAbout([id]).find(({ action }) => action === 'contactSheets.make');
    if (made === undefined) throw new Error('a contact sheet that nobody made');
    return listStillsInState(db, 'withdrawn').find((still) => made.text.includes(still.id));
  };
  const onPaper = (caseId: CaseId) => sheetsOf(caseId).filter(({ id }) => isOnPaper(id));
  const require = (id: DocumentId) => {
    const row = documents.require(id);
    if (row.kind === KIND && row.caseId !== null) return { ...row, caseId: row.caseId };
    throw new AppError('not-found', 'There is no such contact sheet.');
  };

  return {
    list: ({ caseId }: Parsed<'contactSheets.list'>): Output<'contactSheets.list'> =>
      sheetsOf(caseId).map(({ id, title, madeAt }) => ({ id, title, madeAt, isOnPaper: isOnPaper(id) })),

    /** Those of a case that lie on paper. */
    onPaper,

    /** On paper, with a picture of what was withdrawn since: to be destroyed (CoP 5.16). */
    withdrawnOnPaper: (): { readonly title: string; readonly still: StillRow }[] =>
      [...new Set(listStillsInState(db, 'withdrawn').map(({ caseId }) => caseId))].flatMap((caseId) =>
        onPaper(caseId).flatMap(({ id, title }) => {
          const still = withdrawnOn(id);
          return still === undefined ? [] : [{ title, still }];
        }),
      ),

    /** Every picture on it was opened, so each is named in the entry (CoP 3.9, 5.15). */
    async make({ caseId, reason }: Parsed<'contactSheets.make'>, act: Act): Promise<Output<'contactSheets.make'>> {
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
      const ordinal = sheetsOf(caseId).length + 1;
      const title = `Contact sheet ${String(ordinal)}: ${reference}`;
      const render = (frame: Parameters<typeof contactSheet>[1]) => contactSheet({ stills, title, reason }, frame);
      const prepared = await documents.prepare({ kind: KIND, title, reference, caseId, render }, act);
      await orDiscard(prepared, () =>
        act.change(['documents', 'stills'], (tx) => {
          if (sheetsOf(caseId).length + 1 !== ordinal)
            throw new AppError('conflict', `${title} was made just now. Print that one.`);
          prepared.record(tx);
          const { id: documentId, sha256, witnessCode } = prepared;
          const shown = rows.map(({ id, number, sha256: ofPicture }) => ({ stillId: id, number, sha256: ofPicture }));
          tx.enter(reference, { caseId, documentId, title, reason, sha256, witnessCode, stills: shown });
        }),
      );
      return { documentId: prepared.id };
    },

    /** By the officer alone, one at a time, and none that shows what was withdrawn. */
    checkPrinting({ id, title }: Parameters<DocumentPorts['checkPrinting']>[0], act: Act): void {
      const withdrawn = withdrawnOn(id);
      if (withdrawn !== undefined)
        throw new AppError(
          'clause',
          `“${title}” shows ${withdrawn.number}, which was withdrawn since: it is not printed any more. Make a new contact sheet of the case.`,
          { clause: '5.16' },
        );
      if (act.actor.role !== 'officer')
        throw new AppError(
          'clause',
          'Only the Case Support Officer prints a contact sheet: nobody sees pictures of footage without them.',
          { clause: '6.4' },
        );
      const [out] = onPaper(require(id).caseId);
      if (out !== undefined)
        throw new AppError(
          'clause',
          `“${out.title}” is on paper, and of each case one contact sheet is. Enter under Stills what became of it; then one can be printed again.`,
          { clause: '5.15' },
        );
    },

    /** The one on paper is destroyed, spoiled or lost: entered before a witness (CoP 5.15, 6.2). */
    gone({ documentId, happened, explanation, witnessedBy }: Parsed<'contactSheets.gone'>, act: Act) {
      const { title, caseId } = require(documentId);
      checkWitness(witnessedBy, act.actor.name);
      return act.change(['stills', 'documents', 'ledger'], (tx): Output<'contactSheets.gone'> => {
        if (!isOnPaper(documentId))
          throw new AppError('conflict', `“${title}” is not on paper. There is nothing that could be gone.`);
        const description = `${title} is lost. ${explanation}`;
        const lost = { kind: 'print-lost' as const, description, recordingId: null, at: act.now() };
        const incident = happened === 'lost' ? breaches.open(tx, lost) : null;
        tx.enter(title, { documentId, caseId, happened, explanation, witnessedBy, incident });
        return { incident };
      });
    },
  };
}

export type ContactSheets = ReturnType<typeof createContactSheets>;
