import { z } from 'zod';
import { Portal } from '../../shared/contract/portals.ts';
import type { PortalId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = Portal.extend({ isOn: z.number().transform((value) => value === 1) });
export type PortalRow = z.output<typeof Row>;

const SELECT = `SELECT id, number, host, port, certificate, network_interface AS networkInterface, profile_name AS profileName, profile,
  profile_sha256 AS profileSha256, registered_at AS registeredAt, registered_by AS registeredBy, is_on AS isOn, decided_at AS decidedAt,
  decided_by AS decidedBy, reasons FROM portals`;

export const listPortals = (db: ReadDb): PortalRow[] => db.rows(Row, `${SELECT} ORDER BY number`);
export const findPortal = (db: ReadDb, id: PortalId): PortalRow | null => db.row(Row, `${SELECT} WHERE id = ?`, id);

export function insertPortal(db: WriteDb, row: PortalRow): void {
  db.run(
    `INSERT INTO portals (id, number, host, port, certificate, network_interface, profile_name, profile, profile_sha256, registered_at, registered_by, is_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    ...[row.id, row.number, row.host, row.port, row.certificate, row.networkInterface, row.profileName, row.profile],
    ...[row.profileSha256, row.registeredAt, row.registeredBy],
  );
}

export function decidePortal(
  db: WriteDb,
  id: PortalId,
  { isOn, at, by, reasons }: { isOn: boolean; at: string; by: string; reasons: string },
): void {
  db.run(
    'UPDATE portals SET is_on = ?, decided_at = ?, decided_by = ?, reasons = ? WHERE id = ?',
    ...[isOn ? 1 : 0, at, by, reasons, id],
  );
}
