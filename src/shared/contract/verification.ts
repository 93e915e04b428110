import { z } from 'zod';
import { DamageId, Instant, JobId, Paragraph, Password, RecordingId } from '../model.ts';
import { both, enters, manager, readers, reads } from './command.ts';

/** One time that the vault re-read what it holds: all of it, a part when nobody needed the laptop, or what went on a disc. */
export const Verification = z.object({
  scope: z.enum(['everything', 'slice', 'disc']),
  startedAt: Instant,
  /** Null: it runs, or it was stopped and can be gone on with. */
  endedAt: Instant.nullable(),
  objects: z.number(),
  bytes: z.number(),
  /** Things that were not as they must be. */
  wrong: z.number(),
  /** Null: the ledger was no part of it, or its turn has not come. */
  ledgerOk: z.boolean().nullable(),
  /** Each of them by name, in words. */
  found: z.array(z.string()),
});
export type Verification = z.output<typeof Verification>;

export const Damage = z.object({
  id: DamageId,
  item: z.string(),
  fault: z.enum(['changed', 'missing', 'ledger']),
  recordingId: RecordingId.nullable(),
  incident: z.string(),
  foundAt: Instant,
  decision: z.enum(['stays-aside', 'back-in-use']).nullable(),
  reasons: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type Damage = z.output<typeof Damage>;

export const verificationCommands = {
  'verification.read': reads(
    both,
    z.strictObject({}),
    z.object({
      everyDays: z.number(),
      objects: z.number(),
      bytes: z.number(),
      /** Things not re-read within `everyDays`. */
      overdue: z.number(),
      jobId: JobId.nullable(),
      /** The newest first. */
      runs: z.array(Verification),
    }),
  ),
  /** Re-reads everything, from where a run was stopped if one was. */
  'verification.start': enters(both, z.strictObject({}), z.object({ jobId: JobId })),
  'damages.list': reads(readers, z.strictObject({}), z.array(Damage)),
  /** 'back-in-use' is refused unless it is found whole again at that moment. */
  'damages.decide': enters(
    manager,
    z.strictObject({
      damageId: DamageId,
      decision: z.enum(['stays-aside', 'back-in-use']),
      reasons: Paragraph,
      password: Password,
    }),
    Damage,
    { judgesNobody: 'The application found the damage, and looks again itself before anything is used.' },
  ),
};
