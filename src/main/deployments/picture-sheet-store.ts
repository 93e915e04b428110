import { z } from 'zod';
import { CaseId, DeploymentId, DocumentId, ObjectId, type PictureId, Sha256 } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { WITHDRAWN } from './site-picture-store.ts';

// Which sheets hold which picture of a site: what is set aside must not live on in them (CoP 5.12).

/** Enters what a sheet shows, with the sheet. */
export function insertPictureSheet(db: WriteDb, documentId: DocumentId, pictureIds: readonly PictureId[]): void {
  for (const id of pictureIds)
    db.run('INSERT INTO site_picture_sheets (document_id, picture_id) VALUES (?, ?)', documentId, id);
}

const Shown = z.object({ isWithdrawn: z.number().transform(Boolean) });
/** Whether a sheet holds a picture that was set aside. */
export const showsWithdrawn = (db: ReadDb, documentId: DocumentId): boolean =>
  db
    .rows(
      Shown,
      `SELECT ${WITHDRAWN} AS isWithdrawn FROM site_picture_sheets x JOIN site_pictures p ON p.id = x.picture_id
       WHERE x.document_id = ?`,
      documentId,
    )
    .some(({ isWithdrawn }) => isWithdrawn);

const Sheet = z.object({ documentId: DocumentId, title: z.string(), kind: z.string() });
/** The sheets that hold a picture. */
export const sheetsWith = (db: ReadDb, pictureId: PictureId): z.output<typeof Sheet>[] =>
  db.rows(
    Sheet,
    `SELECT d.id AS documentId, d.title, d.kind FROM site_picture_sheets x JOIN documents d ON d.id = x.document_id
     WHERE x.picture_id = ? ORDER BY d.made_at, d.id`,
    pictureId,
  );

const SpentSheet = z.object({
  ...{ documentId: DocumentId, title: z.string(), deploymentId: DeploymentId, number: z.string(), caseId: CaseId },
  ...{ objectId: ObjectId, sha256: Sha256 },
});
/** Kept sheets of surveys with a picture that was set aside: a survey is printed anew at any time. */
export const listSpentSurveySheets = (db: ReadDb): z.output<typeof SpentSheet>[] =>
  db.rows(
    SpentSheet,
    `SELECT DISTINCT s.id AS documentId, s.title, d.id AS deploymentId, d.number, d.case_id AS caseId, o.id AS objectId, o.sha256
     FROM site_picture_sheets x JOIN documents s ON s.id = x.document_id JOIN objects o ON o.id = s.object_id
     JOIN site_pictures p ON p.id = x.picture_id JOIN deployments d ON d.id = p.deployment_id
     WHERE s.kind = 'site-survey' AND o.disposed_at IS NULL AND ${WITHDRAWN} ORDER BY d.number, s.id`,
  );
