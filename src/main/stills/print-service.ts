import type { Output, Parsed } from '../../shared/contract.ts';
import type { StillPrint } from '../../shared/contract/prints.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, PrintId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { AttachmentSubject } from '../documents/attachment-service.ts';
import {
  type DocumentRequest,
  type DocumentService,
  orDiscard,
  type PreparedDocument,
} from '../documents/document-service.ts';
import { printDestruction, printReportedDestroyed } from '../documents/print-destruction.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import { newId } from '../platform/ids.ts';
import { londonDay } from '../time.ts';
import { checkMaskIssuable } from './mask.ts';
import type { MaskService } from './mask-service.ts';
import { checkReportedDestroyed, checkSheetGone, checkWitness, nextPrintState } from './print.ts';
import { paperOf } from './print-paper.ts';
import {
  destroyPrint,
  findPrint,
  insertPrint,
  listMovements,
  listPrints,
  listPrintsDue,
  listPrintsOfCase,
  listUnsignedReceipts,
  nextOrdinal,
} from './print-store.ts';
import { checkIssuable } from './still.ts';
import type { StillService } from './still-service.ts';
import type { StillSheets } from './still-sheet-service.ts';
import type { StillRow } from './still-store.ts';

export interface PrintPorts {
  readonly db: ReadDb;
  readonly stills: StillService;
  readonly masks: MaskService;
  readonly sheets: StillSheets;
  readonly documents: DocumentService;
  readonly ledger: LedgerDesk;
  readonly breaches: BreachService;
  /** The scanned papers attached to a print after an instant. */
  readonly papersSince: (
    printId: PrintId,
    after: string,
  ) => readonly { readonly id: string; readonly sha256: string }[];
}

const METHODS = {
  shredded: 'Shredded',
  torn: 'Torn up by hand and put into confidential waste',
  contractor: 'By a contractor, whose certificate is kept with this one',
} as const;

/** Numbered prints of countersigned stills: made and destroyed (ST4, CoP 5.15). Out and in is print-movement-service.ts. */
export function createPrintService({
  db,
  stills,
  masks,
  sheets,
  documents,
  ledger,
  breaches,
  papersSince,
}: PrintPorts) {
  const require = (id: PrintId): StillPrint => {
    const found = findPrint(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such print.');
    return found;
  };
  const about = (print: StillPrint, still: StillRow = stills.require(print.stillId)) => ({
    ...{ printId: print.id, print: print.number, ...stills.subject(still).ids },
    ...(print.mask === null ? {} : { mask: print.mask.number }),
    ...(still.exhibitReference === null ? {} : { exhibitReference: still.exhibitReference }),
  });
  const told = ({ id: documentId, sha256, witnessCode }: PreparedDocument) => ({ documentId, sha256, witnessCode });
  /** The sheet that says how a print came to its end. */
  const certificateOf = (
    { number, caseId }: StillPrint,
    title: string,
    render: DocumentRequest['render'],
    act: Act,
  ): Promise<PreparedDocument> =>
    documents.prepare(
      { kind: 'print-destruction', title: `${title} of print ${number}`, reference: number, caseId, render },
      act,
    );

  return {
    require,
    about,
    told,
    list: ({ stillId }: Parsed<'prints.list'>): Output<'prints.list'> => listPrints(db, stillId ?? null),
    ofCase: (caseId: CaseId): StillPrint[] => listPrintsOfCase(db, caseId),
    due: (): StillPrint[] => listPrintsDue(db),
    unsignedReceipts: () => listUnsignedReceipts(db),
    movements: ({ printId }: Parsed<'prints.movements'>): Output<'prints.movements'> =>
      listMovements(db, require(printId).id),

    /** What whoever has a print wrote is attached to it, while it is out. */
    forPaper(id: string): AttachmentSubject {
      const print = require(id as PrintId);
      if (print.state === 'out') return { name: `print ${print.number}`, caseId: print.caseId };
      throw new AppError('conflict', `Print ${print.number} is not out: there is nothing whoever has it could write.`);
    },

    /** A further print; its sheet carries its number. It lies in the cabinet until it is signed out. */
    async make({ stillId, reason, maskId }: Parsed<'prints.make'>, act: Act): Promise<StillPrint> {
      const row = stills.require(stillId);
      checkIssuable(row);
      const mask = maskId === undefined ? null : masks.require(maskId);
      const checkMask = (): void => {
        if (maskId !== undefined) checkMaskIssuable(masks.require(maskId), stillId);
      };
      checkMask();
      const ordinal = nextOrdinal(db, stillId);
      const id = newId<PrintId>();
      const { countersignedBy, countersignedAt, cabinetPlace } = row;
      if (countersignedBy === null || countersignedAt === null || cabinetPlace === null)
        throw new Error('a countersigned still without its countersignature');
      const number = `${row.number}/${String(ordinal)}`;
      const print = { countersignedBy, countersignedAt, cabinetPlace, printNumber: number, issuedFor: reason };
      const masked = mask === null ? null : { ...mask, areas: mask.boxes.length, png: await masks.read(mask) };
      const sheet = await sheets.prepare(row, { ...print, masked }, act);
      await orDiscard(sheet, () =>
        act.change(['stills', 'documents'], (tx) => {
          checkIssuable(stills.require(stillId));
          checkMask();
          if (nextOrdinal(tx, stillId) !== ordinal)
            throw new AppError('conflict', `Print ${number} was made just now. Ask for another if it is needed.`);
          sheet.record(tx);
          const made = { madeAt: act.now(), madeBy: act.actor.name, sheetId: sheet.id };
          insertPrint(tx, { id, stillId, ordinal, reason, maskId: mask?.id ?? null, whereNow: cabinetPlace, ...made });
          const said = { ...about(require(id), row), reason, pictureSha256: mask?.sha256 ?? row.sha256 };
          tx.enter(`print ${number}`, { ...said, ...told(sheet) });
        }),
      );
      return require(id);
    },

    /** Destroys a print on paper after it was destroyed in hand: certificate, register and ledger in one change. */
    async destroy(input: Parsed<'prints.destroy'>, act: Act): Promise<Output<'prints.destroy'>> {
      const { printId, why, method, place, witnessedBy } = input;
      const print = require(printId);
      nextPrintState(print, 'destroy');
      checkWitness(witnessedBy, act.actor.name);
      const still = stills.require(print.stillId);
      const how = { why, place, witnessedBy, at: act.now(), by: act.actor.name };
      const facts = { ...how, number: print.number, mask: print.mask, still, method: METHODS[method] };
      const render: DocumentRequest['render'] = (frame) => printDestruction(facts, frame);
      const certificate = await certificateOf(print, 'Destruction', render, act);
      await orDiscard(certificate, () =>
        act.change(['stills', 'documents'], (tx) => {
          nextPrintState(require(printId), 'destroy');
          certificate.record(tx);
          destroyPrint(tx, print, { ...how, method, certificateId: certificate.id });
          const said = { why, method, place, witnessedBy, from: print.whereNow };
          tx.enter(`print ${print.number}`, { ...about(print, still), ...said, ...told(certificate) });
        }),
      );
      return { documentId: certificate.id };
    },

    /** The one sheet of a number is spoiled or lost; entered before a witness, it may be printed again (CoP 5.15, 6.2). */
    sheetGone({ printId, happened, explanation, witnessedBy }: Parsed<'prints.sheetGone'>, act: Act): StillPrint {
      const print = require(printId);
      checkWitness(witnessedBy, act.actor.name);
      nextPrintState(print, 'destroy'); // only of what lies in the cabinet can anybody say that it does not
      const { sheetId, number } = print;
      checkSheetGone(print, paperOf(ledger.entriesAbout([sheetId]), sheetId));
      act.change(['stills', 'ledger'], (tx) => {
        const lost = {
          kind: 'print-lost' as const,
          description: `The sheet of print ${number} is lost. ${explanation}`,
        };
        const { recordingId } = stills.require(print.stillId);
        const incident = happened === 'lost' ? breaches.open(tx, { ...lost, recordingId, at: act.now() }) : null;
        const said = { documentId: sheetId, happened, explanation, witnessedBy, incident };
        tx.enter(`print ${number}`, { ...about(print), ...said });
      });
      return print;
    },

    /** Destroyed by whoever had it, as they wrote: their paper stands for it, and it is not signed in first (CoP 5.15). */
    async reportDestroyed(
      { printId, ...report }: Parsed<'prints.reportDestroyed'>,
      act: Act,
    ): Promise<Output<'prints.reportDestroyed'>> {
      const print = require(printId);
      const check = () => {
        nextPrintState(require(printId), 'report-destroyed');
        const [out] = listMovements(db, printId);
        if (out === undefined) throw new Error('a print that is out and never went');
        const papers = papersSince(printId, out.at);
        const known = { outSince: londonDay(out.at), today: londonDay(act.now()), officer: act.actor.name };
        checkReportedDestroyed(report, { ...known, papers: papers.length });
        return papers.map(({ id, sha256 }) => ({ attachmentId: id, sha256 }));
      };
      const papers = check();
      const still = stills.require(print.stillId);
      const facts = {
        ...report,
        number: print.number,
        mask: print.mask,
        still,
        hadBy: print.whereNow,
        recordedBy: act.actor.name,
        papers,
      };
      const render: DocumentRequest['render'] = (frame) =>
        printReportedDestroyed({ ...facts, recordedBy: act.actor.name }, frame);
      const certificate = await certificateOf(print, 'Reported destruction', render, act);
      await orDiscard(certificate, () =>
        act.change(['stills', 'documents'], (tx) => {
          const now = check();
          if (now.length !== papers.length)
            throw new AppError('conflict', 'Another paper was attached just now. Enter the report again.');
          certificate.record(tx);
          const how = { at: act.now(), by: act.actor.name, ...report };
          destroyPrint(tx, print, { ...how, certificateId: certificate.id });
          const said = { from: print.whereNow, wasDueOn: print.dueBackOn, ...report, papers };
          tx.enter(`print ${print.number}`, { ...about(print, still), ...said, ...told(certificate) });
        }),
      );
      return { documentId: certificate.id };
    },
  };
}

export type PrintService = ReturnType<typeof createPrintService>;
