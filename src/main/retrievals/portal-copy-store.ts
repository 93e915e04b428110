import { z } from 'zod';
import { PortalCopy } from '../../shared/contract/portals.ts';
import { PortalDownload } from '../../shared/contract/footage.ts';
import { type CaseId, Instant, type RetrievalId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const { retrievalId, number, caseId, reactRef } = PortalCopy.shape;
const Row = z.object({
  ...{ retrievalId, number, caseId, reactRef },
  /** As the officer said who brought it on a stick; null where the portal was read directly. */
  download: z
    .string()
    .transform((text) => PortalDownload.parse(JSON.parse(text)))
    .nullable(),
  portalNumber: z.string().nullable(),
  startedAt: Instant,
  how: z.enum(['deleted', 'lapsed']).nullable(),
  on: z.string().nullable(),
  seen: z.string().nullable(),
  by: z.string().nullable(),
});
export type PortalCopyRow = z.output<typeof Row>;

/** Retrievals that brought footage of a portal; a running one has not ended its download. */
const select = (db: ReadDb, where: string, ...values: Value[]): PortalCopyRow[] =>
  db.rows(
    Row,
    `SELECT t.id AS retrievalId, t.number, t.case_id AS caseId, c.react_ref AS reactRef, t.portal_download AS download,
       p.number AS portalNumber, t.started_at AS startedAt,
       g.how, g.gone_on AS "on", g.seen, g.entered_by AS "by"
     FROM retrievals t JOIN cases c ON c.id = t.case_id LEFT JOIN portals p ON p.id = t.portal_id LEFT JOIN portal_copies g ON g.retrieval_id = t.id
     WHERE (t.portal_download IS NOT NULL OR t.portal_id IS NOT NULL) AND t.state <> 'running' AND ${where} ORDER BY t.number`,
    ...values,
  );

export const listPortalCopies = (db: ReadDb, id: CaseId | null): PortalCopyRow[] =>
  id === null ? select(db, 'TRUE') : select(db, 't.case_id = ?', id);
export const findPortalCopy = (db: ReadDb, id: RetrievalId): PortalCopyRow | null =>
  select(db, 't.id = ?', id)[0] ?? null;
export const listPortalCopiesLeft = (db: ReadDb): PortalCopyRow[] => select(db, 'g.how IS NULL');

export const insertPortalCopyGone = (
  db: WriteDb,
  gone: { retrievalId: RetrievalId; how: string; on: string; seen: string; at: string; by: string },
): void =>
  void db.run(
    'INSERT INTO portal_copies (retrieval_id, how, gone_on, seen, entered_at, entered_by) VALUES (?, ?, ?, ?, ?, ?)',
    gone.retrievalId,
    gone.how,
    gone.on,
    gone.seen,
    gone.at,
    gone.by,
  );
