import { z } from 'zod';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Accepted = z.object({
  subject: z.string(),
  value: z.string(),
  acceptedAt: z.string(),
  acceptedBy: z.string(),
  reason: z.string(),
});
export type Accepted = z.output<typeof Accepted>;

export const listAccepted = (db: ReadDb): Map<string, Accepted> =>
  new Map(
    db
      .rows(
        Accepted,
        'SELECT subject, value, accepted_at AS acceptedAt, accepted_by AS acceptedBy, reason FROM posture_accepted',
      )
      .map((row) => [row.subject, row]),
  );

export function accept(db: WriteDb, { subject, value, acceptedAt, acceptedBy, reason }: Accepted): void {
  db.run(
    `INSERT INTO posture_accepted (subject, value, accepted_at, accepted_by, reason) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET value = excluded.value, accepted_at = excluded.accepted_at,
       accepted_by = excluded.accepted_by, reason = excluded.reason`,
    subject,
    value,
    acceptedAt,
    acceptedBy,
    reason,
  );
}
