import type { z } from 'zod';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { AttachmentAbout } from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';
import type { AttachmentId, CaseId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { ReadDb } from '../database/database.ts';
import { onePiece, wholeOf } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import { readPickedFile } from '../platform/picked-file.ts';
import type { ObjectService } from '../vault/object-service.ts';
import { type AttachmentRow, findAttachment, insertAttachment, listAttachments } from './attachment-store.ts';
import { checkScan, plainName } from './scan.ts';

/** What a paper is attached to, as the ledger names it. */
export interface AttachmentSubject {
  readonly name: string;
  readonly caseId: CaseId | null;
}

export interface AttachmentPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly shell: Pick<Shell, 'chooseFiles' | 'printPdf'>;
  /** Finds what a paper is to be attached to, and throws when there is no such thing or it takes none any more. */
  readonly subjects: Readonly<Record<z.output<typeof AttachmentAbout>, (id: string) => AttachmentSubject>>;
}

/** Scanned papers of other people (a request, an order, an agreement): sealed like footage, never changed. */
export function createAttachmentService({ db, objects, shell, subjects }: AttachmentPorts) {
  const require = (id: AttachmentId): AttachmentRow => {
    const row = findAttachment(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such paper.');
    return row;
  };

  return {
    list: ({ aboutId }: Parsed<'attachments.list'>): Output<'attachments.list'> => listAttachments(db, aboutId),
    count: (aboutId: string): number => listAttachments(db, aboutId).length,

    /** Lets the person choose the scan, seals it, reads it back, and only then says that it is attached. */
    async add(input: Parsed<'attachments.add'>, act: Act): Promise<Output<'attachments.add'>> {
      const { about, aboutId, description } = input;
      subjects[about](aboutId);
      const [path, ...more] = await shell.chooseFiles('Choose the scanned paper', ['pdf']);
      if (path === undefined) throw new AppError('cancelled', 'No file was chosen; nothing was attached.');
      if (more.length > 0) throw new AppError('invalid-input', 'Choose one file at a time, so that each is described.');
      const { name, bytes } = await readPickedFile(path);
      checkScan(bytes);
      const sealed = await objects.seal(onePiece(bytes));
      const id = newId<AttachmentId>();
      const row = { id, about, aboutId, description, fileName: plainName(name), objectId: sealed.objectId };
      try {
        act.change(['documents'], (tx) => {
          const subject = subjects[about](aboutId); // it may have been closed while the dialog stood open
          const at = act.now();
          objects.record(tx, sealed, { kind: 'document', at });
          insertAttachment(tx, { ...row, caseId: subject.caseId, attachedAt: at, attachedBy: act.actor.name });
          const said = { attachmentId: id, aboutId, caseId: subject.caseId, description, fileName: row.fileName };
          tx.enter(subject.name, { ...said, sha256: sealed.sha256, sizeBytes: sealed.plaintextBytes });
        });
      } catch (error) {
        await objects.discard(sealed);
        throw error;
      }
      objects.forget(sealed);
      return require(id);
    },

    async print({ attachmentId }: Parsed<'attachments.print'>, act: Act): Promise<Output<'attachments.print'>> {
      const row = require(attachmentId);
      const said = { attachmentId, aboutId: row.aboutId, sha256: row.sha256 };
      // The entry comes first: the paper is on the screen from here on, and a print dialog can end in any way.
      act.change([], (tx) => tx.enter(row.description, { ...said, step: 'opened for printing' }));
      const printed = await shell.printPdf(row.description, await wholeOf(await objects.open(row.objectId)));
      act.change(['documents'], (tx) => tx.enter(row.description, { ...said, printed }));
      return { printed };
    },
  };
}

export type AttachmentService = ReturnType<typeof createAttachmentService>;
