import type { Output, Parsed } from '../../shared/contract.ts';
import type { Kit } from '../../shared/contract/equipment.ts';
import { AppError } from '../../shared/failure.ts';
import type { FaultId, KitId, PartId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { londonDay } from '../time.ts';
import { judgeCheck, patDueOn, refuseIfBlocked, refuseIncompleteKit, unfitness } from './kit.ts';
import {
  faultsOf,
  findFault,
  findKit,
  findKitByAssetNumber,
  insertCheck,
  insertFault,
  insertKit,
  insertTest,
  type KitRow,
  lastCheckOf,
  lastTestOf,
  listKits,
  partsOf,
  repairFault,
  setRetired,
  setSerial,
  setStoreroomPlace,
  setUsed,
} from './kit-store.ts';

export interface KitPorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  readonly ledger: LedgerDesk;
  readonly breaches: BreachService;
}

/** The equipment register: what there is, whether it is fit for use, and where it is (CoP 3.2, 3.5, 3.6, 3.12). */
export function createKitService({ db, clock, ledger, breaches }: KitPorts) {
  const requireRow = (id: KitId): KitRow => {
    const row = findKit(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such kit in the register.');
    return row;
  };
  const view = (row: KitRow, day = londonDay(clock.now())): Kit => {
    const check = lastCheckOf(db, row.id);
    const test = lastTestOf(db, row.id);
    const standing = {
      state: stateOf(row),
      lastCheck: check && { ...check, used: row.lastUsedAt !== null && check.at <= row.lastUsedAt },
      lastTest: test,
      patDueOn: test && patDueOn(test.testedOn),
      faults: faultsOf(db, row.id),
      retiredBecause: row.retiredBecause,
    };
    return {
      ...row,
      ...standing,
      parts: partsOf(db, row.id),
      whereNow: whereNow(row),
      blocks:
        standing.state === 'out'
          ? [{ clause: '3.2', message: `It is out with ${row.deploymentNumber ?? 'a deployment'} already.` }]
          : unfitness(standing, day),
    };
  };
  const requireKept = (id: KitId): KitRow => {
    const row = requireRow(id);
    if (row.retiredBecause !== null) throw new AppError('conflict', `${row.assetNumber} is retired.`);
    return row;
  };
  const show = (id: KitId): Kit => view(requireRow(id));
  const subject = ({ assetNumber }: Pick<KitRow, 'assetNumber'>): string => `kit ${assetNumber}`;

  return {
    list: (): Output<'kits.list'> => listKits(db).map((row) => view(row)),
    require: show,
    read: ({ kitId }: Parsed<'kits.read'>): Output<'kits.read'> => ({
      kit: show(kitId),
      timeline: ledger.aboutCase(kitId),
      checkedAt: clock.now(),
    }),

    /** Fit on this day, in the hands of whoever has it: asked again when it is installed. */
    refuseUnfit(id: KitId, day: string): void {
      const row = requireRow(id);
      const kit = view(row, day);
      refuseIfBlocked(unfitness(kit, day), `${row.assetNumber} may not be used.`);
    },

    register(input: Parsed<'kits.register'>, act: Act): Kit {
      if (findKitByAssetNumber(db, input.assetNumber) !== null)
        throw new AppError('conflict', `Asset number ${input.assetNumber} is in the register already.`);
      refuseIncompleteKit(
        input.system,
        input.parts.map(({ kind }) => kind),
      );
      const id = newId<KitId>();
      const { assetNumber, system, storeroomPlace } = input;
      const parts = input.parts.map((part) => ({ id: newId<PartId>(), ...part }));
      act.change(['deployments'], (tx) => {
        const registered = { registeredAt: act.now(), registeredBy: act.actor.name };
        insertKit(tx, { id, assetNumber, system, storeroomPlace, ...registered }, parts);
        tx.enter(subject(input), { kitId: id, ...input });
      });
      return show(id);
    },

    /** The pre-use check; whatever is found faulty is a fault from then on. */
    check({ kitId, answers, note }: Parsed<'kits.check'>, act: Act): Kit {
      const row = requireKept(kitId);
      if (row.deploymentState === 'installed')
        throw new AppError('conflict', `${row.assetNumber} is installed. It is checked before its next use.`);
      const faulty = judgeCheck(partsOf(db, kitId), answers);
      const at = act.now();
      act.change(['deployments'], (tx) => {
        insertCheck(tx, {
          id: newId<string>(),
          kitId,
          at,
          by: act.actor.name,
          passed: faulty.length === 0,
          answers: JSON.stringify(answers),
          note: note ?? null,
        });
        for (const part of faulty) {
          const description = `${part.kind} ${part.serial} failed the check`;
          addFault(tx, { kitId, partId: part.id, description }, act);
        }
        tx.enter(subject(row), {
          kitId,
          passed: faulty.length === 0,
          faulty: faulty.map(({ kind, serial }) => ({ kind, serial })),
          answers,
          ...(note === undefined ? {} : { note }),
        });
      });
      return show(kitId);
    },

    recordTest(input: Parsed<'kits.recordTest'>, act: Act): Kit {
      const row = requireKept(input.kitId);
      if (input.testedOn > londonDay(act.now()))
        throw new AppError('invalid-input', 'The test cannot lie in the future. Check the date.');
      act.change(['deployments'], (tx) => {
        insertTest(tx, { id: newId<string>(), ...input, at: act.now() });
        tx.enter(subject(row), { ...input, dueOn: patDueOn(input.testedOn) });
      });
      return show(input.kitId);
    },

    openFault({ kitId, partId, description }: Parsed<'kits.openFault'>, act: Act): Kit {
      const row = requireKept(kitId);
      if (partId !== undefined && !partsOf(db, kitId).some(({ id }) => id === partId))
        throw new AppError('not-found', `That part does not belong to ${row.assetNumber}.`);
      act.change(['deployments'], (tx) => {
        const faultId = addFault(tx, { kitId, partId: partId ?? null, description }, act);
        tx.enter(subject(row), { kitId, faultId, description, ...(partId === undefined ? {} : { partId }) });
      });
      return show(kitId);
    },

    repairFault({ faultId, repair, newSerial }: Parsed<'kits.repairFault'>, act: Act): Kit {
      const fault = findFault(db, faultId);
      if (fault === null) throw new AppError('not-found', 'There is no such fault.');
      if (fault.repairedAt !== null) throw new AppError('conflict', 'This fault has been repaired already.');
      const { partId } = fault;
      if (newSerial !== undefined && partId === null)
        throw new AppError('invalid-input', 'The fault names no part, so no part gets a new serial number.');
      const row = requireKept(fault.kitId);
      act.change(['deployments'], (tx) => {
        repairFault(tx, faultId, { at: act.now(), by: act.actor.name, repair });
        const before = partsOf(db, row.id).find(({ id }) => id === partId)?.serial ?? null;
        if (newSerial !== undefined && partId !== null) setSerial(tx, partId, newSerial);
        tx.enter(subject(row), {
          kitId: row.id,
          faultId,
          repair,
          ...(newSerial === undefined ? {} : { oldSerial: before, newSerial }),
        });
      });
      return show(row.id);
    },

    retire({ kitId, reason }: Parsed<'kits.retire'>, act: Act): Kit {
      const row = requireKept(kitId);
      if (row.deploymentId !== null)
        throw new AppError(
          'conflict',
          `${row.assetNumber} is out with ${row.deploymentNumber ?? 'a deployment'}. Take it back first.`,
        );
      act.change(['deployments'], (tx) => {
        setRetired(tx, kitId, act.now(), reason);
        tx.enter(subject(row), { kitId, reason });
      });
      return show(kitId);
    },

    /** Inside the change that installs it: its check is used up. */
    use: (tx: Transaction, id: KitId, at: string): void => setUsed(tx, id, at),
    /** Inside the change that brings it back. One that was lost or stolen is retired, and footage on it is a breach (CoP 6.2). */
    takeBack(
      tx: Transaction,
      kit: Pick<Kit, 'id' | 'assetNumber'>,
      {
        recorder,
        storeroomPlace,
        at,
      }: { recorder: 'wiped' | 'not-wiped' | 'lost'; storeroomPlace: string; at: string },
    ): void {
      if (recorder !== 'lost') return setStoreroomPlace(tx, kit.id, storeroomPlace);
      const description = `Kit ${kit.assetNumber} was lost or stolen and may hold footage.`;
      const incident = breaches.open(tx, { kind: 'kit-lost', description, recordingId: null, at });
      setRetired(tx, kit.id, at, `Lost or stolen, ${incident}`);
      tx.enter(subject(kit), { kitId: kit.id, incident, description });
    },
  };

  function addFault(
    tx: Transaction,
    { kitId, partId, description }: { kitId: KitId; partId: PartId | null; description: string },
    act: Act,
  ): FaultId {
    const id = newId<FaultId>();
    insertFault(tx, { id, kitId, partId, openedAt: act.now(), openedBy: act.actor.name, description });
    return id;
  }
}

const stateOf = ({ deploymentId, retiredBecause }: KitRow): Kit['state'] => {
  if (retiredBecause !== null) return 'retired';
  return deploymentId === null ? 'in-store' : 'out';
};

function whereNow(row: KitRow): string {
  if (row.retiredBecause !== null) return 'Retired';
  if (row.deploymentState === 'installed') return `Installed at ${row.deploymentPlace ?? ''}`;
  if (row.deploymentState === 'waiting') return `Issued for ${row.deploymentNumber ?? ''}`;
  return row.storeroomPlace;
}

export type KitService = ReturnType<typeof createKitService>;
