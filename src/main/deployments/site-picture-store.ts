import { z } from 'zod';
import { type DeploymentId, ObjectId, type PictureId } from '../../shared/model.ts';
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
