import { z } from 'zod';
import { SiteProfile } from '../../shared/contract/sites.ts';
import { Instant, SiteId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** How a recorder turned out to differ; kept as found. */
export const Quirks = z.object({
  protocol: SiteProfile.shape.protocol.exclude(['find-out']).optional(),
  indexTime: z.enum(['local', 'utc']).optional(),
  searchForm: z.enum(['namespaced', 'plain', 'track-id-list']).optional(),
  downloadMethod: z.enum(['GET', 'POST']).optional(),
  downloadBy: z.enum(['file', 'stretch']).optional(),
  firstCamera: z.union([z.literal(0), z.literal(1)]).optional(),
  tellsGaps: z.boolean().optional(),
});
export type Quirks = z.output<typeof Quirks>;

const Row = z.object({
  ...SiteProfile.shape,
  id: SiteId,
  secure: z.number().transform((value) => value === 1),
  quirks: z.string().transform((text) => Quirks.parse(JSON.parse(text))),
  registeredAt: Instant,
  registeredBy: z.string(),
});
export type SiteRow = z.output<typeof Row>;

/** Whether a site lays its recordings down as files rather than listing them as a recorder does. */
export const isFileServer = ({ protocol }: Pick<SiteRow, 'protocol'>): boolean =>
  protocol === 'sftp' || protocol === 'ftps';

const SELECT = `SELECT id, number, system, protocol, address, port, secure, certificate, vpn_interface AS vpnInterface, username, login, folder, pattern, quirks,
  registered_at AS registeredAt, registered_by AS registeredBy FROM sites`;

export const listSites = (db: ReadDb): SiteRow[] => db.rows(Row, `${SELECT} ORDER BY number`);
export const findSite = (db: ReadDb, id: SiteId): SiteRow | null => db.row(Row, `${SELECT} WHERE id = ?`, id);

const SealedRow = z.object({ sealed: z.instanceof(Uint8Array) });
export const readSealedPassword = (db: ReadDb, id: SiteId): Uint8Array | null =>
  db.row(SealedRow, 'SELECT sealed_password AS sealed FROM sites WHERE id = ?', id)?.sealed ?? null;

export function insertSite(db: WriteDb, row: SiteRow, sealedPassword: Uint8Array): void {
  db.run(
    `INSERT INTO sites (id, number, system, protocol, address, port, secure, certificate, vpn_interface, username, login, folder, pattern, sealed_password, quirks, registered_at, registered_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.id, row.number, row.system, row.protocol, row.address, row.port, row.secure ? 1 : 0, row.certificate],
    ...[row.vpnInterface, row.username, row.login, row.folder, row.pattern, sealedPassword],
    ...[JSON.stringify(row.quirks), row.registeredAt, row.registeredBy],
  );
}

/** Another profile may be another recorder: what was found of the old one no longer counts. */
export function updateSite(db: WriteDb, row: SiteRow, sealedPassword: Uint8Array | null): void {
  db.run(
    `UPDATE sites SET number = ?, system = ?, protocol = ?, address = ?, port = ?, secure = ?, certificate = ?, vpn_interface = ?,
     username = ?, login = ?, folder = ?, pattern = ?, quirks = ?, sealed_password = coalesce(?, sealed_password) WHERE id = ?`,
    ...[row.number, row.system, row.protocol, row.address, row.port, row.secure ? 1 : 0, row.certificate],
    ...[
      row.vpnInterface,
      row.username,
      row.login,
      row.folder,
      row.pattern,
      JSON.stringify(row.quirks),
      sealedPassword,
      row.id,
    ],
  );
}

export const writeQuirks = (db: WriteDb, id: SiteId, quirks: Quirks): void =>
  void db.run('UPDATE sites SET quirks = ? WHERE id = ?', JSON.stringify(quirks), id);
