import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { DamageId, ObjectId, RecordingId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import { newId } from '../platform/ids.ts';
import type { ObjectService } from '../vault/object-service.ts';
import {
  type DamageRow,
  decideDamage,
  findDamage,
  findOwner,
  insertDamage,
  listDamages,
  listUndecidedDamages,
  type Owner,
} from './damage-store.ts';

export interface DamagePorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly breaches: BreachService;
  readonly announceDamage: (item: string, message: string) => void;
  /** Asks for the person's own password again; throws AppError('forbidden') when it is wrong. */
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** 'changed': it opens no more, or holds other bytes. 'missing': its file is gone although nobody disposed of it. */
export type ObjectFault = 'changed' | 'missing';

export interface FoundDamage {
  readonly objectId: ObjectId;
  readonly item: string;
  readonly fault: ObjectFault;
  readonly recordingId: RecordingId | null;
  readonly at: string;
}

const describe = (item: string, fault: ObjectFault): string =>
  fault === 'missing'
    ? `${item} is missing from the vault although nobody disposed of it.`
    : `${item} no longer matches the seal put on it.`;

/** The register of what was found damaged: set aside, with an incident, until the manager has decided (CoP 6.2, KE4). */
export function createDamageService({ db, objects, breaches, announceDamage, stepUp }: DamagePorts) {
  const require = (id: DamageId): DamageRow => {
    const row = findDamage(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such damage on record.');
    return row;
  };

  /**
   * Sets an object aside inside the change that found it: from the commit on the vault does not open it for anybody.
   * Answers the incident's number; null when it was told of before.
   */
  const open = (tx: Transaction, { objectId, item, fault, recordingId, at }: FoundDamage): string | null => {
    if (!objects.setAside(tx, objectId, at)) return null;
    const incident = breaches.open(tx, { kind: 'integrity', description: describe(item, fault), recordingId, at });
    insertDamage(tx, { id: newId<DamageId>(), objectId, item, fault, recordingId, incident, foundAt: at });
    return incident;
  };

  const tell = (item: string, fault: ObjectFault): void =>
    announceDamage(item, `${describe(item, fault)} It is set aside and an incident is open. Do not use it.`);

  const isKnown = (objectId: ObjectId): boolean => {
    const { setAsideAt, disposedAt } = objects.require(objectId);
    return setAsideAt !== null || disposedAt !== null;
  };

  return {
    open,
    tell,
    ownerOf: (objectId: ObjectId): Owner | null => findOwner(db, objectId),
    faultOf: async (objectId: ObjectId): Promise<ObjectFault> =>
      (await objects.isPresent(objectId)) ? 'changed' : 'missing',
    list: (): Output<'damages.list'> => listDamages(db),
    undecided: (): DamageRow[] => listUndecidedDamages(db),

    /** Sets aside a picture, a sheet, a part of an export: whatever is no recording. */
    setAside(objectId: ObjectId, fault: ObjectFault, act: Act): void {
      if (isKnown(objectId)) return;
      const { sha256, kind } = objects.require(objectId);
      const owner = findOwner(db, objectId);
      const item = owner?.item ?? `A sealed ${kind}`;
      const recordingId = owner?.recordingId ?? null;
      act.as('damages.setAside').change(['recordings', 'stills', 'documents', 'ledger'], (tx) => {
        const incident = open(tx, { objectId, item, fault, recordingId, at: act.now() });
        tx.enter(item, { objectId, ...storyOf(owner), kind, fault, incident, sha256 });
      });
      tell(item, fault);
    },

    /** The ledger itself is not as it was written: told once until the manager has decided. */
    reportLedger(faults: readonly string[], act: Act): void {
      const item = 'The ledger';
      if (listUndecidedDamages(db).some(({ fault }) => fault === 'ledger')) return;
      const description = `The ledger is not as it was written: ${faults.slice(0, 3).join(' ')}`;
      act.as('damages.ledger').change(['ledger'], (tx) => {
        const at = act.now();
        const incident = breaches.open(tx, { kind: 'integrity', description, recordingId: null, at });
        const found = { objectId: null, item, fault: 'ledger' as const, recordingId: null, incident, foundAt: at };
        insertDamage(tx, { id: newId<DamageId>(), ...found });
        tx.enter('ledger', { incident, faults: faults.slice(0, 50) });
      });
      announceDamage(item, `${description} No disc is written until this has been looked into. An incident is open.`);
    },

    /** The manager's decision, with reasons. What goes back into use is first read again, whole. */
    async decide(
      { damageId, decision, reasons, password }: Parsed<'damages.decide'>,
      act: Act,
    ): Promise<Output<'damages.decide'>> {
      const row = require(damageId);
      if (row.decision !== null) throw new AppError('conflict', `${row.item}: this was decided already.`);
      await stepUp(act, password);
      const { objectId } = row;
      const goesBack = decision === 'back-in-use' && objectId !== null;
      if (goesBack) await requireWhole(objectId, row.item);
      act.change(['recordings', 'stills', 'documents', 'ledger'], (tx) => {
        const at = act.now();
        decideDamage(tx, damageId, { decision, reasons, by: act.actor.name, at });
        if (goesBack) objects.takeBack(tx, objectId, at);
        const { item, incident } = row;
        const story = objectId === null ? {} : storyOf(findOwner(db, objectId));
        tx.enter(item, { damageId, incident, ...story, decision, reasons, readAgainWhole: goesBack });
      });
      return require(damageId);
    },
  };

  async function requireWhole(objectId: ObjectId, item: string): Promise<void> {
    try {
      await objects.verify(objectId);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'integrity') throw error;
      throw new AppError(
        'integrity',
        `${item} was read again just now and still does not match its seal: it stays set aside. Have it put back from a backup first.`,
        { cause: error },
      );
    }
  }
}

/** Whose story the entry is part of. */
const storyOf = (owner: Owner | null) => {
  const { recordingId = null, caseId = null, stillId = null, clipId = null } = owner ?? {};
  return {
    ...{ recordingId, caseId },
    ...(stillId === null ? {} : { stillId }),
    ...(clipId === null ? {} : { clipId }),
  };
};

export type DamageService = ReturnType<typeof createDamageService>;
