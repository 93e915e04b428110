import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, DocumentId, ObjectId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { ReadDb } from '../database/database.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { type ByteSource, onePiece, wholeOf } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { SealedObject } from '../vault/sealing.ts';
import type { DamageService } from '../verification/damage-service.ts';
import type { DocumentKind, Pdf, SheetFrame } from './document.ts';
import { type DocumentRow, findDocument, insertDocument, listDocuments } from './document-store.ts';

export interface DocumentPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly ledger: LedgerDesk;
  readonly settings: SettingsService;
  readonly shell: Pick<Shell, 'printPdf'>;
  readonly damages: DamageService;
  /** What stands on every page of every sheet of this vault; null in the scheme's own. */
  readonly mark: string | null;
  /** Throws where this sheet is not to be printed now, by whoever asks; what is on it knows (CoP 5.15, 5.16). */
  readonly checkPrinting: (sheet: Pick<DocumentRow, 'id' | 'kind' | 'title'>, act: Act) => void;
}

export interface DocumentRequest {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly reference: string;
  readonly caseId: CaseId | null;
  readonly render: (frame: SheetFrame) => Promise<Pdf>;
}

/** A rendered and sealed sheet, not yet in the register: `record` puts it there with the change it belongs to. */
export interface PreparedDocument {
  readonly id: DocumentId;
  readonly sha256: string;
  readonly witnessCode: string;
  record(tx: Transaction): void;
  discard(): Promise<void>;
}

export function createDocumentService(ports: DocumentPorts) {
  const { db, objects, ledger, settings, shell, damages, checkPrinting, mark } = ports;
  const require = (id: DocumentId): DocumentRow => {
    const row = findDocument(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such document.');
    return row;
  };

  const prepare = async (request: DocumentRequest, act: Act): Promise<PreparedDocument> => {
    const { code } = ledger.checkpoint(act);
    const { controllerName, controllerAddress, lawCited } = settings.read();
    const madeAt = act.now();
    const pdf = await request.render({
      reference: request.reference,
      madeAt,
      controller: controllerName,
      controllerAddress,
      lawCited,
      witnessCode: code,
      mark,
    });
    const sealed: SealedObject = await objects.seal(onePiece(pdf.bytes));
    const id = newId<DocumentId>();
    return {
      id,
      sha256: sealed.sha256,
      witnessCode: code,
      record(tx) {
        objects.record(tx, sealed, { kind: 'document', at: madeAt });
        objects.forget(sealed);
        const { kind, title, caseId } = request;
        insertDocument(tx, {
          id,
          kind,
          title,
          caseId,
          madeAt,
          pages: pdf.pages,
          witnessCode: code,
          objectId: sealed.objectId,
        });
      },
      discard: () => objects.discard(sealed),
    };
  };

  return {
    prepare,
    require,
    open: (id: ObjectId): Promise<ByteSource> => objects.open(id),

    /** Prepares and records a sheet that belongs to no other change. */
    async make(request: DocumentRequest, act: Act): Promise<DocumentId> {
      const prepared = await prepare(request, act);
      act.as('documents.make').change(['documents'], (tx) => {
        prepared.record(tx);
        tx.enter(request.reference, {
          documentId: prepared.id,
          kind: request.kind,
          title: request.title,
          sha256: prepared.sha256,
          witnessCode: prepared.witnessCode,
        });
      });
      return prepared.id;
    },

    list: ({ caseId }: Parsed<'documents.list'>): Output<'documents.list'> => listDocuments(db, caseId ?? null),

    /** Hands the sheet to the desktop's printing; whether the person went through with it is in the entry. */
    async print({ documentId }: Parsed<'documents.print'>, act: Act): Promise<Output<'documents.print'>> {
      const row = require(documentId);
      checkPrinting(row, act);
      // The entry comes first: a sheet may hold a picture, and a print dialog can end in any way or in none.
      act.change([], (tx) => tx.enter(row.title, { documentId, sha256: row.sha256, step: 'opened for printing' }));
      const printed = await shell.printPdf(row.title, await wholeSheet(row, act));
      act.change(['documents'], (tx) => tx.enter(row.title, { documentId, sha256: row.sha256, printed }));
      return { printed };
    },
  };

  /** A sheet that no longer matches its seal is set aside and not printed. */
  async function wholeSheet({ objectId }: DocumentRow, act: Act): Promise<Uint8Array> {
    try {
      return await wholeOf(await objects.open(objectId));
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity')
        damages.setAside(objectId, await damages.faultOf(objectId), act);
      throw error;
    }
  }
}

/** What was sealed for a change that did not come about belongs to nobody. */
export async function orDiscard(sealed: { discard(): Promise<void> } | null, change: () => void): Promise<void> {
  try {
    change();
  } catch (error) {
    await sealed?.discard();
    throw error;
  }
}

export type DocumentService = ReturnType<typeof createDocumentService>;
