import type { z } from 'zod';
import type { Output, Parsed } from '../../shared/contract.ts';
import { type AttachmentAbout, ScanFormat } from '../../shared/contract/attachments.ts';
import { AppError } from '../../shared/failure.ts';
import type { AttachmentId, CaseId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { ReadDb } from '../database/database.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { onePiece } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { GuardedReading } from '../verification/guarded-reading-service.ts';
import {
  type AttachmentRow,
  findAttachment,
  insertAttachment,
  listAttachments,
  listScans,
} from './attachment-store.ts';
import { chooseFile } from './chosen-file.ts';
import { orDiscard } from './document-service.ts';
import { paperExtensions, paperFormat } from './paper-format.ts';
import { paperSheet } from './paper-sheet.ts';
import { shownText } from './text-file.ts';

/** What a paper is attached to, as the ledger names it. */
export interface AttachmentSubject {
  readonly name: string;
  readonly caseId: CaseId | null;
}

export interface AttachmentPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly reading: GuardedReading;
  readonly settings: SettingsService;
  readonly shell: Pick<Shell, 'chooseFiles' | 'printPdf' | 'saveFile'>;
  /** Finds what a paper is to be attached to, and throws when there is no such thing or it takes none any more. */
  readonly subjects: Readonly<Record<z.output<typeof AttachmentAbout>, (id: string) => AttachmentSubject>>;
}

/** Papers of other people (a request, an order, an agreement): sealed as they came, never changed. */
export function createAttachmentService({ db, objects, reading, settings, shell, subjects }: AttachmentPorts) {
  const require = (id: AttachmentId): AttachmentRow => {
    const row = findAttachment(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such paper.');
    return row;
  };
  const said = ({ id, aboutId, caseId, sha256, format }: AttachmentRow) => ({
    ...{ attachmentId: id, aboutId, caseId, sha256, format },
  });

  return {
    list: ({ aboutId }: Parsed<'attachments.list'>): Output<'attachments.list'> => listAttachments(db, aboutId),
    /** Those that can be a scan of what somebody signed. */
    scans: (aboutId: string): AttachmentRow[] => listScans(db, aboutId),

    /** Lets the person choose the paper, seals it, reads it back, and only then says that it is attached. */
    async add(input: Parsed<'attachments.add'>, act: Act): Promise<Output<'attachments.add'>> {
      const { about, aboutId, description } = input;
      subjects[about](aboutId);
      const { name: fileName, bytes } = await chooseFile(shell, 'Choose the paper', paperExtensions);
      const format = await paperFormat(bytes, fileName);
      const sealed = await objects.seal(onePiece(bytes));
      const id = newId<AttachmentId>();
      const record = (): void =>
        act.change(['documents'], (tx) => {
          const { name, caseId } = subjects[about](aboutId); // it may have been closed while the dialog stood open
          const at = act.now();
          objects.record(tx, sealed, { kind: 'document', at });
          const row = { id, about, aboutId, caseId, description, fileName, format, objectId: sealed.objectId };
          insertAttachment(tx, { ...row, attachedAt: at, attachedBy: act.actor.name });
          const facts = { attachmentId: id, aboutId, caseId, description, fileName, format };
          tx.enter(name, { ...facts, sha256: sealed.sha256, sizeBytes: sealed.plaintextBytes });
        });
      await orDiscard({ discard: () => objects.discard(sealed) }, record);
      objects.forget(sealed);
      return require(id);
    },

    /** A picture or plain text on the screen. What could do more than be looked at is not opened here. */
    async show({ attachmentId }: Parsed<'attachments.show'>, act: Act): Promise<Output<'attachments.show'>> {
      const row = require(attachmentId);
      const { description, format, objectId } = row;
      if (format === 'pdf') throw new AppError('conflict', 'A PDF is printed, not shown here.');
      if (format === 'docx')
        throw new AppError(
          'conflict',
          'A Word document is not opened on this laptop. Save a copy and read it on another computer.',
        );
      act.change(['ledger'], (tx) => tx.enter(description, said(row)));
      if (format === 'eml' || format === 'txt') return { picture: null, text: shownText(await reading.read(objectId)) };
      const shown = { item: `The paper ${description}`, contentType: `image/${format}` };
      return { picture: await reading.show(objectId, shown), text: null };
    },

    async print({ attachmentId }: Parsed<'attachments.print'>, act: Act): Promise<Output<'attachments.print'>> {
      const row = require(attachmentId);
      if (!ScanFormat.safeParse(row.format).success)
        throw new AppError('conflict', 'Only a PDF or a picture is printed from here. Save a copy of this paper.');
      // The entry comes first: the paper is on the screen from here on, and a print dialog can end in any way.
      act.change([], (tx) => tx.enter(row.description, { ...said(row), step: 'opened for printing' }));
      const bytes = await reading.read(row.objectId);
      const pdf = row.format === 'pdf' ? bytes : await paperSheet({ ...row, bytes }, act.now(), settings.read());
      const printed = await shell.printPdf(row.description, pdf);
      act.change(['documents'], (tx) => tx.enter(row.description, { ...said(row), printed }));
      return { printed };
    },

    /** A copy as it came, where the person says: to read it elsewhere. */
    async save({ attachmentId, reason }: Parsed<'attachments.save'>, act: Act): Promise<Output<'attachments.save'>> {
      const row = require(attachmentId);
      act.change([], (tx) => tx.enter(row.description, { ...said(row), reason, step: 'opened for a copy' }));
      const saved = await shell.saveFile(row.fileName, await reading.read(row.objectId));
      act.change(['documents'], (tx) => tx.enter(row.description, { ...said(row), reason, saved }));
      return { saved };
    },
  };
}

export type AttachmentService = ReturnType<typeof createAttachmentService>;
