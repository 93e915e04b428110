import { z } from 'zod';
import { DeploymentState, Urgency } from '../../shared/contract/deployments.ts';
import {
  CameraSystem,
  type CaseId,
  CaseId as CaseIdSchema,
  type ContractorId,
  DeploymentId,
  Instant,
  KitId,
} from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';
import { DeploymentAct } from './deployment-act.ts';

export const DeploymentRow = z.object({
  id: DeploymentId,
  number: z.string(),
  caseId: CaseIdSchema,
  reactRef: z.string(),
  system: CameraSystem,
  place: z.string(),
  customer: z.string(),
  contact: z.string(),
  requestedBy: z.string(),
  requestedAt: Instant,
  enteredBy: z.string(),
  state: DeploymentState,
  kitId: KitId.nullable(),
  position: z.number().nullable(),
  urgency: Urgency,
});
export type DeploymentRow = z.output<typeof DeploymentRow>;

const SELECT = `SELECT d.id, d.number, d.case_id AS caseId, c.react_ref AS reactRef, d.system, d.place, d.customer, d.contact,
  d.requested_by AS requestedBy, d.requested_at AS requestedAt, d.entered_by AS enteredBy, d.state, d.kit_id AS kitId, d.urgency,
  CASE WHEN d.state = 'waiting' THEN (SELECT count(*) FROM deployments w WHERE w.state = 'waiting' AND w.system = d.system
    AND (w.urgency_rank, w.requested_at, w.number) <= (d.urgency_rank, d.requested_at, d.number)) END AS position
  FROM deployments d JOIN cases c ON c.id = d.case_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): DeploymentRow[] =>
  db.rows(DeploymentRow, `${SELECT} ${where} ORDER BY d.requested_at, d.number`, ...values);

export const findDeployment = (db: ReadDb, id: DeploymentId): DeploymentRow | null =>
  select(db, 'WHERE d.id = ?', id)[0] ?? null;
export const listDeployments = (db: ReadDb, caseId: CaseId | null): DeploymentRow[] =>
  select(db, 'WHERE d.case_id IS coalesce(?, d.case_id)', caseId);

const ActRow = z
  .object({ kind: z.string(), facts: z.string() })
  .transform(({ kind, facts }) => DeploymentAct.parse({ kind, facts: JSON.parse(facts) as unknown }));
export const actsOf = (db: ReadDb, id: DeploymentId): DeploymentAct[] =>
  db.rows(ActRow, 'SELECT kind, facts FROM deployment_acts WHERE deployment_id = ? ORDER BY position', id);

export function insertDeployment(
  db: WriteDb,
  row: Omit<DeploymentRow, 'reactRef' | 'state' | 'kitId' | 'position' | 'urgency'>,
): void {
  db.run(
    `INSERT INTO deployments (id, number, case_id, system, place, customer, contact, requested_by, requested_at, entered_by, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
    row.id,
    row.number,
    row.caseId,
    row.system,
    row.place,
    row.customer,
    row.contact,
    row.requestedBy,
    row.requestedAt,
    row.enteredBy,
  );
}

export function insertAct(db: WriteDb, id: string, deploymentId: DeploymentId, act: DeploymentAct): void {
  db.run(
    `INSERT INTO deployment_acts (id, deployment_id, position, kind, facts)
     VALUES (?, ?, (SELECT count(*) FROM deployment_acts WHERE deployment_id = ?), ?, ?)`,
    id,
    deploymentId,
    deploymentId,
    act.kind,
    JSON.stringify(act.facts),
  );
}

/** By whose leave footage was taken, or which incident it opened. */
export const insertRetrievalGround = (
  db: WriteDb,
  row: { retrievalId: string; deploymentId: DeploymentId | null; ground: string | null; incident: string | null },
): void =>
  void db.run(
    'INSERT INTO retrieval_grounds (retrieval_id, deployment_id, ground, incident) VALUES (?, ?, ?, ?)',
    row.retrievalId,
    row.deploymentId,
    row.ground,
    row.incident,
  );

const GroundRow = z.object({
  deployment: z.string().nullable(),
  ground: z.string().nullable(),
  incident: z.string().nullable(),
});
/** The camera that footage was taken from, and by whose leave. */
export const findRetrievalGround = (db: ReadDb, retrievalId: string): z.output<typeof GroundRow> | null =>
  db.row(
    GroundRow,
    `SELECT d.number AS deployment, g.ground, g.incident FROM retrieval_grounds g LEFT JOIN deployments d ON d.id = g.deployment_id
     WHERE g.retrieval_id = ?`,
    retrievalId,
  );

/** Every step changes the row only from the state it was decided on. */
const step = (db: WriteDb, sql: string, ...values: Value[]): void => {
  if (db.run(sql, ...values) !== 1) throw new Error('a deployment changed under a step');
};

export const setKit = (db: WriteDb, id: DeploymentId, kitId: KitId | null): void =>
  step(db, `UPDATE deployments SET kit_id = ? WHERE id = ? AND state = 'waiting'`, kitId, id);
export const setInstalled = (db: WriteDb, id: DeploymentId, on: { contractorId: ContractorId; ground: string }): void =>
  step(
    db,
    `UPDATE deployments SET state = 'installed', contractor_id = ?, ground = ? WHERE id = ? AND state = 'waiting'`,
    on.contractorId,
    on.ground,
    id,
  );
export const setUrgency = (db: WriteDb, id: DeploymentId, urgency: Urgency): void =>
  step(db, `UPDATE deployments SET urgency = ? WHERE id = ? AND state = 'waiting'`, urgency, id);
export const setMoved = (db: WriteDb, id: DeploymentId, place: string): void =>
  step(
    db,
    `UPDATE deployments SET state = 'waiting', place = ?, contractor_id = NULL, ground = NULL WHERE id = ? AND state = 'installed'`,
    place,
    id,
  );
export const setRemoved = (db: WriteDb, id: DeploymentId): void =>
  step(db, `UPDATE deployments SET state = 'removed', kit_id = NULL WHERE id = ? AND state = 'installed'`, id);
export const setWithdrawn = (db: WriteDb, id: DeploymentId): void =>
  step(db, `UPDATE deployments SET state = 'withdrawn' WHERE id = ? AND state = 'waiting' AND kit_id IS NULL`, id);
