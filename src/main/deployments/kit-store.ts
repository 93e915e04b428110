import { z } from 'zod';
import { Kit, KitFault } from '../../shared/contract/equipment.ts';
import { CameraSystem, Day, DeploymentId, type FaultId, Instant, KitId, type PartId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** A kit as its row and the deployment that has it; what it consists of is read beside it. */
const KitRow = z.object({
  id: KitId,
  assetNumber: z.string(),
  system: CameraSystem,
  storeroomPlace: z.string(),
  registeredAt: Instant,
  registeredBy: z.string(),
  lastUsedAt: Instant.nullable(),
  retiredBecause: z.string().nullable(),
  deploymentId: DeploymentId.nullable(),
  deploymentNumber: z.string().nullable(),
  deploymentState: z.enum(['waiting', 'installed']).nullable(),
  deploymentPlace: z.string().nullable(),
});
export type KitRow = z.output<typeof KitRow>;

const SELECT = `SELECT k.id, k.asset_number AS assetNumber, k.system, k.storeroom_place AS storeroomPlace, k.registered_at AS registeredAt,
  k.registered_by AS registeredBy, k.last_used_at AS lastUsedAt, k.retired_because AS retiredBecause, d.id AS deploymentId,
  d.number AS deploymentNumber, d.state AS deploymentState, d.place AS deploymentPlace
  FROM kits k LEFT JOIN deployments d ON d.kit_id = k.id`;

export const listKits = (db: ReadDb): KitRow[] => db.rows(KitRow, `${SELECT} ORDER BY k.asset_number`);
export const findKit = (db: ReadDb, id: KitId): KitRow | null => db.row(KitRow, `${SELECT} WHERE k.id = ?`, id);
export const findKitByAssetNumber = (db: ReadDb, assetNumber: string): KitRow | null =>
  db.row(KitRow, `${SELECT} WHERE k.asset_number = ?`, assetNumber);

const Part = Kit.shape.parts.element;
export const partsOf = (db: ReadDb, id: KitId): Kit['parts'] =>
  db.rows(Part, 'SELECT id, kind, serial FROM kit_parts WHERE kit_id = ? ORDER BY position', id);

const yes = z.number().transform((value) => value === 1);
const Check = z.object({ at: Instant, by: z.string(), passed: yes, note: z.string().nullable() });
export const lastCheckOf = (db: ReadDb, id: KitId): z.output<typeof Check> | null =>
  db.row(
    Check,
    'SELECT at, by, passed, note FROM kit_checks WHERE kit_id = ? ORDER BY at DESC, rowid DESC LIMIT 1',
    id,
  );

const Test = z.object({ testedOn: Day, testedBy: z.string(), passed: yes, label: z.string() });
export const lastTestOf = (db: ReadDb, id: KitId): z.output<typeof Test> | null =>
  db.row(
    Test,
    `SELECT tested_on AS testedOn, tested_by AS testedBy, passed, label FROM kit_tests WHERE kit_id = ?
     ORDER BY tested_on DESC, entered_at DESC, rowid DESC LIMIT 1`,
    id,
  );

const FaultRow = KitFault.extend({ kitId: KitId });
export type FaultRow = z.output<typeof FaultRow>;
const SELECT_FAULT = `SELECT id, kit_id AS kitId, part_id AS partId, opened_at AS openedAt, opened_by AS openedBy, description,
  repaired_at AS repairedAt, repaired_by AS repairedBy, repair FROM kit_faults`;
export const faultsOf = (db: ReadDb, id: KitId): FaultRow[] =>
  db.rows(FaultRow, `${SELECT_FAULT} WHERE kit_id = ? ORDER BY opened_at DESC`, id);
export const findFault = (db: ReadDb, id: FaultId): FaultRow | null =>
  db.row(FaultRow, `${SELECT_FAULT} WHERE id = ?`, id);

export function insertKit(
  db: WriteDb,
  row: Pick<KitRow, 'id' | 'assetNumber' | 'system' | 'storeroomPlace' | 'registeredAt' | 'registeredBy'>,
  parts: Kit['parts'],
): void {
  db.run(
    'INSERT INTO kits (id, asset_number, system, storeroom_place, registered_at, registered_by) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    row.assetNumber,
    row.system,
    row.storeroomPlace,
    row.registeredAt,
    row.registeredBy,
  );
  for (const [position, part] of parts.entries())
    db.run(
      'INSERT INTO kit_parts (id, kit_id, position, kind, serial) VALUES (?, ?, ?, ?, ?)',
      part.id,
      row.id,
      position,
      part.kind,
      part.serial,
    );
}

export function insertCheck(
  db: WriteDb,
  row: { id: string; kitId: KitId; at: string; by: string; passed: boolean; answers: string; note: string | null },
): void {
  db.run(
    'INSERT INTO kit_checks (id, kit_id, at, by, passed, answers, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.kitId,
    row.at,
    row.by,
    row.passed ? 1 : 0,
    row.answers,
    row.note,
  );
}

export function insertTest(
  db: WriteDb,
  row: { id: string; kitId: KitId; testedOn: string; testedBy: string; passed: boolean; label: string; at: string },
): void {
  db.run(
    'INSERT INTO kit_tests (id, kit_id, tested_on, tested_by, passed, label, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.kitId,
    row.testedOn,
    row.testedBy,
    row.passed ? 1 : 0,
    row.label,
    row.at,
  );
}

export function insertFault(
  db: WriteDb,
  row: Pick<FaultRow, 'id' | 'kitId' | 'partId' | 'openedAt' | 'openedBy' | 'description'>,
): void {
  db.run(
    'INSERT INTO kit_faults (id, kit_id, part_id, opened_at, opened_by, description) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    row.kitId,
    row.partId,
    row.openedAt,
    row.openedBy,
    row.description,
  );
}

export function repairFault(db: WriteDb, id: FaultId, made: { at: string; by: string; repair: string }): void {
  db.run(
    'UPDATE kit_faults SET repaired_at = ?, repaired_by = ?, repair = ? WHERE id = ? AND repaired_at IS NULL',
    made.at,
    made.by,
    made.repair,
    id,
  );
}

export const setSerial = (db: WriteDb, id: PartId, serial: string): void =>
  void db.run('UPDATE kit_parts SET serial = ? WHERE id = ?', serial, id);
export const setRetired = (db: WriteDb, id: KitId, at: string, because: string): void =>
  void db.run('UPDATE kits SET retired_at = ?, retired_because = ? WHERE id = ?', at, because, id);
export const setUsed = (db: WriteDb, id: KitId, at: string): void =>
  void db.run('UPDATE kits SET last_used_at = ? WHERE id = ?', at, id);
export const setStoreroomPlace = (db: WriteDb, id: KitId, place: string): void =>
  void db.run('UPDATE kits SET storeroom_place = ? WHERE id = ?', place, id);
