import { AppError } from '../../shared/failure.ts';
import type { DocumentId } from '../../shared/model.ts';
import type { Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { DocumentPorts } from '../documents/document-service.ts';
import type { SheetPicture } from '../documents/sheet-pictures.ts';
import type { SpentPicture } from '../retention/spent-service.ts';
import { insertPictureSheet, listSpentSurveySheets, sheetsWith, showsWithdrawn } from './picture-sheet-store.ts';
import { listSpentSitePictures } from './site-picture-store.ts';

/** Enters which pictures a sheet shows, inside its change; one may have been set aside while the sheet was drawn. */
export function recordSheetPictures(tx: Transaction, sheet: DocumentId, pictures: readonly SheetPicture[]): void {
  insertPictureSheet(
    tx,
    sheet,
    pictures.map(({ id }) => id),
  );
  if (showsWithdrawn(tx, sheet))
    throw new AppError('conflict', 'A picture of the site was set aside while its sheet was made. Try again.');
}

const REMEDY: Readonly<Record<string, string>> = {
  'site-survey': 'Make the sheet of the survey anew.',
  pia: 'It stays sealed as what was decided on; reopen the PIA or begin its next version, whose sheet is made without the picture.',
};

/** No sheet with a picture that was set aside is printed: it may show another house (CoP 5.12). */
export function checkPrintingOfPictures(
  db: ReadDb,
  { id, kind, title }: Parameters<DocumentPorts['checkPrinting']>[0],
): void {
  if (!showsWithdrawn(db, id)) return;
  const because = `“${title}” shows a picture of the site that was set aside since: it is not printed any more.`;
  throw new AppError('clause', `${because} ${REMEDY[kind] ?? ''}`.trim(), { clause: '5.12' });
}

/** Pictures that were set aside and the surveys that show them: they go with the next disposal, which is begun at once. */
export const spentPicturesOfSites = (db: ReadDb): SpentPicture[] => [
  ...listSpentSitePictures(db).map(({ objectId, number, ...said }) => ({
    ...{ objectId, recordingId: null, shownAs: objectId, subject: `deployment ${number}` },
    details: {
      ...said,
      reason: 'the picture was set aside',
      sheets: sheetsWith(db, said.pictureId).map(({ kind, ...sheet }) => ({
        ...sheet,
        copyOnIt:
          kind === 'site-survey' ? 'destroyed with the sheet' : 'kept sealed on the sheet, which is not printed',
      })),
    },
  })),
  ...listSpentSurveySheets(db).map(({ objectId, number, ...said }) => ({
    ...{ objectId, recordingId: null, shownAs: objectId, subject: `deployment ${number}` },
    details: { ...said, reason: 'the sheet shows a picture that was set aside' },
  })),
];
