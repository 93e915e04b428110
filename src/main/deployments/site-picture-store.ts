import { z } from 'zod';
import { CaseId, DeploymentId, ObjectId, PictureId, Sha256 } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = z.object({ objectId: ObjectId });

/** The sealed object of a picture. */
export const objectOfPicture = (db: ReadDb, id: PictureId): ObjectId | null =>
  db.row(Row, 'SELECT object_id AS objectId FROM site_pictures WHERE id = ?', id)?.objectId ?? null;

export const insertPicture = (
  db: WriteDb,
  row: { id: PictureId; deploymentId: DeploymentId; objectId: ObjectId },
): void =>
  void db.run(
    'INSERT INTO site_pictures (id, deployment_id, object_id) VALUES (?, ?, ?)',
    row.id,
    row.deploymentId,
    row.objectId,
  );

/** Whether a picture `p` was set aside. */
export const WITHDRAWN = `EXISTS (SELECT 1 FROM deployment_acts a WHERE a.deployment_id = p.deployment_id
  AND a.kind = 'picture-withdrawn' AND json_extract(a.facts, '$.pictureId') = p.id)`;

const SpentRow = z.object({
  ...{ pictureId: PictureId, deploymentId: DeploymentId, number: z.string(), caseId: CaseId },
  ...{ objectId: ObjectId, sha256: Sha256 },
});
/** Kept pictures that were set aside: nobody has a purpose for them. */
export const listSpentSitePictures = (db: ReadDb): z.output<typeof SpentRow>[] =>
  db.rows(
    SpentRow,
    `SELECT p.id AS pictureId, d.id AS deploymentId, d.number, d.case_id AS caseId, o.id AS objectId, o.sha256
     FROM site_pictures p JOIN objects o ON o.id = p.object_id JOIN deployments d ON d.id = p.deployment_id
     WHERE o.disposed_at IS NULL AND ${WITHDRAWN} ORDER BY d.number, p.id`,
  );
