import { z } from 'zod';
import {
  CameraSystem,
  ContractorId,
  Day,
  DeploymentId,
  FaultId,
  Instant,
  KitId,
  Line,
  Paragraph,
  PartId,
} from '../model.ts';
import { TimelineEntry } from './cases.ts';
import { enters, officer, readers, reads } from './command.ts';

export const PartKind = z.enum([
  'dvr',
  'dome-camera',
  'power-lead',
  'modem',
  'cat5-lead',
  'warning-sign',
  'rdc-unit',
  'bridge',
  'camera',
  'charger',
  'spare-battery',
]);
export type PartKind = z.output<typeof PartKind>;

/** What is looked at before each use (CoP 3.2). */
export const CheckAsk = z.enum(['present', 'flex', 'plug', 'power']);
export type CheckAsk = z.output<typeof CheckAsk>;

/** What a system consists of: CoP 3.6 (Standard 4G), 3.11 (IC-POD), 3.12 (IDCAM Pro). */
export const kitParts: Readonly<Record<CameraSystem, readonly PartKind[]>> = {
  'standard-4g': ['dvr', 'dome-camera', 'power-lead', 'modem', 'cat5-lead', 'warning-sign'],
  'ic-pod': ['rdc-unit'],
  idcam: ['bridge', 'camera', 'camera', 'camera', 'charger', 'spare-battery', 'spare-battery'],
};

/** What the pre-use check asks of each part: flexes and plugs where there are any, and that it powers up. */
export const partAsks: Readonly<Record<PartKind, readonly CheckAsk[]>> = {
  dvr: ['power'],
  'dome-camera': ['power'],
  'power-lead': ['flex', 'plug'],
  modem: ['flex', 'plug', 'power'],
  'cat5-lead': ['flex', 'plug'],
  'warning-sign': ['present'],
  'rdc-unit': ['flex', 'plug', 'power'],
  bridge: ['power'],
  camera: ['power'],
  charger: ['flex', 'plug', 'power'],
  'spare-battery': ['power'],
};

/** Why something may not be done now, the clause, and who can put it right. */
export const Block = z.object({ clause: z.string(), message: z.string() });
export type Block = z.output<typeof Block>;

export const KitFault = z.object({
  id: FaultId,
  partId: PartId.nullable(),
  openedAt: Instant,
  openedBy: z.string(),
  description: z.string(),
  repairedAt: Instant.nullable(),
  repairedBy: z.string().nullable(),
  repair: z.string().nullable(),
});

export const Kit = z.object({
  id: KitId,
  assetNumber: z.string(),
  system: CameraSystem,
  storeroomPlace: z.string(),
  state: z.enum(['in-store', 'out', 'retired']),
  /** Where it is now, in words. */
  whereNow: z.string(),
  deploymentId: DeploymentId.nullable(),
  parts: z.array(z.object({ id: PartId, kind: PartKind, serial: z.string() })),
  lastCheck: z
    .object({ at: Instant, by: z.string(), passed: z.boolean(), used: z.boolean(), note: z.string().nullable() })
    .nullable(),
  lastTest: z.object({ testedOn: Day, testedBy: z.string(), passed: z.boolean(), label: z.string() }).nullable(),
  patDueOn: Day.nullable(),
  faults: z.array(KitFault),
  /** What stands in the way of issuing it; empty when it may go out. */
  blocks: z.array(Block),
  registeredAt: Instant,
  registeredBy: z.string(),
  retiredBecause: z.string().nullable(),
});
export type Kit = z.output<typeof Kit>;

export const Contractor = z.object({
  id: ContractorId,
  name: z.string(),
  company: z.string(),
  siaLicenceNumber: z.string(),
  siaLicenceExpires: Day,
  registeredAt: Instant,
  registeredBy: z.string(),
});
export type Contractor = z.output<typeof Contractor>;

export const equipmentCommands = {
  'kits.list': reads(readers, z.strictObject({}), z.array(Kit)),
  'kits.read': reads(
    readers,
    z.strictObject({ kitId: KitId }),
    z.object({ kit: Kit, timeline: z.array(TimelineEntry), checkedAt: Instant }),
  ),
  'kits.register': enters(
    officer,
    z.strictObject({
      assetNumber: Line,
      system: CameraSystem,
      storeroomPlace: Line,
      parts: z.array(z.strictObject({ kind: PartKind, serial: Line })).max(40),
    }),
    Kit,
  ),
  /** Every ask of every part must be answered: a check with a hole in it is none. */
  'kits.check': enters(
    officer,
    z.strictObject({
      kitId: KitId,
      answers: z.array(z.strictObject({ partId: PartId, ask: CheckAsk, good: z.boolean() })).max(200),
      note: Paragraph.optional(),
    }),
    Kit,
  ),
  'kits.recordTest': enters(
    officer,
    z.strictObject({ kitId: KitId, testedOn: Day, testedBy: Line, passed: z.boolean(), label: Line }),
    Kit,
  ),
  'kits.openFault': enters(
    officer,
    z.strictObject({ kitId: KitId, partId: PartId.optional(), description: Paragraph }),
    Kit,
  ),
  /** A part that was replaced gets its new serial number. */
  'kits.repairFault': enters(
    officer,
    z.strictObject({ faultId: FaultId, repair: Paragraph, newSerial: Line.optional() }),
    Kit,
  ),
  'kits.retire': enters(officer, z.strictObject({ kitId: KitId, reason: Paragraph }), Kit),
  'contractors.list': reads(readers, z.strictObject({}), z.array(Contractor)),
  'contractors.register': enters(
    officer,
    z.strictObject({ name: Line, company: Line, siaLicenceNumber: Line, siaLicenceExpires: Day }),
    Contractor,
  ),
  'contractors.renew': enters(
    officer,
    z.strictObject({ contractorId: ContractorId, siaLicenceNumber: Line, siaLicenceExpires: Day }),
    Contractor,
  ),
};
