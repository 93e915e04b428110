import type { Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, JobId, ObjectId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import type { OpenVault } from '../open-vault.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import type { ActivityService } from '../recordings/activity-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import type { ObjectService, Stock } from '../vault/object-service.ts';
import type { DamageService } from './damage-service.ts';
import { runPass } from './verification-pass.ts';
import { findUnfinished, listVerifications, saveVerification, type VerificationRow } from './verification-store.ts';

export interface VerificationPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly activity: ActivityService;
  readonly damages: DamageService;
  readonly ledger: LedgerDesk;
  readonly settings: SettingsService;
  readonly jobs: Jobs;
  /** Whether somebody needs the disk now: a retrieval, a disc, footage on the screen. */
  readonly isNeeded: () => boolean;
  /** Checks every page of the registers; throws when one is damaged. */
  readonly checkRegisters: OpenVault['checkRegisters'];
}

const REQUEST: JobRequest = { kind: 'verification', title: 'Verification of everything', subjectId: 'vault' };
const DAY_MS = 86_400_000;
/** A slice takes what falls due within this, so that the day itself finds nothing left. */
const LEAD_DAYS = 2;
const SLICE_BYTES = 4 * 1024 ** 3;
const WAIT_MS = 250;
const SHOWN_RUNS = 20;

const daysBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * DAY_MS).toISOString();

/** Re-reads everything the vault holds: on demand, a slice at a time, and before every disc (KE4). */
export function createVerificationService(ports: VerificationPorts) {
  const { db, objects, recordings, damages, ledger, settings, jobs } = ports;

  /** Sets a damaged or missing object aside, whatever it is; a copy for watching is made again. Answers its name. */
  const report = async (id: ObjectId, act: Act): Promise<string> => {
    const owner = damages.ownerOf(id);
    const fault = await damages.faultOf(id);
    const recordingId = owner?.recordingId ?? null;
    const recording = recordingId === null ? null : recordings.require(recordingId);
    if (owner?.kind === 'master' && recording !== null)
      recordings.quarantine(recording.id, act.as('recordings.quarantine'), fault);
    else if (owner?.kind === 'derivative' && recording?.quarantinedAt === null)
      await recordings.reportDamage(recording, act);
    else if (owner?.kind === 'activity' && recording !== null) await ports.activity.drop(recording.id, act, recording);
    else damages.setAside(id, fault, act);
    return owner?.item ?? 'A sealed object';
  };

  const newRun = (scope: VerificationRow['scope'], startedAt: string): VerificationRow => ({
    ...{ id: newId<string>(), scope, startedAt, endedAt: null, objects: 0, bytes: 0, wrong: 0, ledgerOk: null },
    found: [],
  });

  const save = (run: VerificationRow, act: Act, checked: readonly ObjectId[] = []): void =>
    act.change(['recordings', 'ledger'], (tx) => {
      for (const id of checked) objects.saveCheck(tx, id, act.now());
      saveVerification(tx, run);
      const { id, endedAt, found, ...rest } = run;
      tx.enter('vault', { verification: id, ended: endedAt !== null, found: found.slice(0, 50), ...rest });
    });

  /** Reads what was last found whole before an instant; keeps `run` up to date at every checkpoint. */
  const readAll = async (
    run: VerificationRow,
    how: Pick<Parameters<typeof runPass>[1], 'before' | 'mostBytes' | 'signal' | 'onBytes' | 'whenFree'> & { act: Act },
  ): Promise<{ run: VerificationRow; finished: boolean }> => {
    let now = run;
    const { finished } = await runPass(
      { objects, report: (id) => report(id, how.act) },
      {
        ...how,
        checkpoint(since) {
          const found = [...since.wrong, ...since.unreadable.map((item) => `${item} could not be read`)];
          if (since.whole.length + found.length === 0) return;
          now = {
            ...now,
            objects: now.objects + since.whole.length + since.wrong.length,
            bytes: now.bytes + since.bytes,
            wrong: now.wrong + found.length,
            found: [...now.found, ...found],
          };
          save(now, how.act.as('verification.checkpoint'), since.whole);
        },
      },
    );
    return { run: now, finished };
  };

  const wait = async (signal: AbortSignal, onWait: () => void): Promise<void> => {
    while (ports.isNeeded() && !signal.aborted) {
      onWait();
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  };

  /** Kept objects without a file are set aside; files that are nobody's are answered, to be looked for once more. */
  const takeStock = async (act: Act): Promise<{ stock: Stock; missing: string[] }> => {
    const stock = await objects.stock();
    const missing: string[] = [];
    for (const id of stock.missing)
      if (objects.require(id).disposedAt === null && objects.require(id).setAsideAt === null)
        missing.push(`${await report(id, act)} is missing`);
    return { stock, missing };
  };

  /** What was there at the start and still is: what comes and goes is work of others. */
  const stillThere = (first: Stock, second: Stock): string[] => [
    ...first.orphans.filter((id) => second.orphans.includes(id)).map((id) => `File ${id} belongs to nothing`),
    ...first.parts.filter((id) => second.parts.includes(id)).map((id) => `File ${id}.part belongs to nothing`),
    ...first.strange.filter((name) => second.strange.includes(name)).map((name) => `File ${name} is not the vault’s`),
  ];

  const verifyLedger = async (act: Act, work?: Work): Promise<Output<'ledger.verify'>> => {
    const result = await ledger.verify(
      act.as('ledger.verify'),
      work && {
        signal: work.signal,
        onProgress: (entries) => work.progress('Computing the ledger anew', entries, null, 'items'),
      },
    );
    if (!result.ok)
      damages.reportLedger(
        result.faults.map(({ message }) => message),
        act,
      );
    return result;
  };

  const verifyEverything = async (begun: VerificationRow, act: Act, work: Work): Promise<void> => {
    const { stock, missing } = await takeStock(act);
    const amount = objects.amountUncheckedSince(begun.startedAt);
    const step = 'Re-reading everything that is kept';
    let done = 0;
    const { run, finished } = await readAll(begun, {
      ...{ before: begun.startedAt, mostBytes: null, signal: work.signal, act },
      onBytes: (bytes) => work.progress(step, (done = bytes), amount.bytes),
      whenFree: () => wait(work.signal, () => work.progress('Waiting for more urgent work', done, amount.bytes)),
    });
    await ports.checkRegisters({
      signal: work.signal,
      onProgress: (bytes, total) => work.progress('Checking every page of the registers', bytes, total),
    });
    const { ok } = await verifyLedger(act, work);
    const found = [...missing, ...stillThere(stock, await objects.stock())];
    const ended = {
      ...run,
      ...{ endedAt: act.now(), ledgerOk: ok, wrong: run.wrong + found.length, found: [...run.found, ...found] },
    };
    save(ended, act.as('verification.end'));
    if (!finished)
      throw new AppError(
        'unavailable',
        'Some things could not be read from the disk. Verify again; if it stays so, call your IT contact.',
      );
  };

  /** How many things were not re-read in time. */
  const overdue = (now: string): { overdue: number; everyDays: number } => {
    const { verifyEveryDays: everyDays } = settings.read();
    return { everyDays, overdue: objects.amountUncheckedSince(daysBefore(now, everyDays)).objects };
  };

  return {
    verifyLedger,
    overdue,

    read(now: string): Output<'verification.read'> {
      const { objects: count, bytes } = objects.amountUncheckedSince('9');
      return {
        ...overdue(now),
        ...{ objects: count, bytes },
        jobId: jobs.runningOf('verification'),
        runs: listVerifications(db, SHOWN_RUNS),
      };
    },

    /** Starts a run over everything, or goes on with one that was stopped. */
    start(act: Act): { jobId: JobId } {
      if (jobs.runningOf('verification') !== null)
        throw new AppError('conflict', 'Everything is being verified already.');
      const unfinished = findUnfinished(db);
      const isOld =
        unfinished !== null && unfinished.startedAt < daysBefore(act.now(), settings.read().verifyEveryDays);
      const run = unfinished === null || isOld ? newRun('everything', act.now()) : unfinished;
      const jobId = act.change(['jobs', 'ledger'], (tx) => {
        if (isOld) saveVerification(tx, { ...unfinished, endedAt: act.now() });
        saveVerification(tx, run);
        tx.enter('vault', { verification: run.id, goesOn: run === unfinished });
        return jobs.create(tx, REQUEST, act.now());
      });
      void jobs.start(jobId, REQUEST, act, (work) => verifyEverything(run, act, work));
      return { jobId };
    },

    /** A part of what falls due soon, while nobody needs the laptop. Answers whether more is left. */
    async slice(act: Act, signal: AbortSignal): Promise<boolean> {
      if (jobs.runningOf('verification') !== null) return false;
      const { verifyEveryDays } = settings.read();
      const due = daysBefore(act.now(), Math.max(verifyEveryDays - LEAD_DAYS, 0.5));
      const stopped = findUnfinished(db)?.startedAt ?? due;
      const before = stopped > due ? stopped : due;
      if (objects.amountUncheckedSince(before).objects === 0) return false;
      const { run, finished } = await readAll(newRun('slice', act.now()), {
        ...{ before, mostBytes: SLICE_BYTES, signal, act, onBytes: () => undefined },
        whenFree: () => wait(signal, () => undefined),
      });
      if (run.objects + run.wrong > 0) save({ ...run, endedAt: act.now() }, act.as('verification.end'));
      return !finished;
    },

    /**
     * What goes on a disc is read whole, and the ledger computed anew, before anything is made for it. Throws
     * AppError('integrity') when one of them is not as it must be: it is set aside by then.
     */
    async beforeDisc(
      { ids, bundle }: { ids: readonly ObjectId[]; bundle: { id: string; number: string; caseId: CaseId } },
      act: Act,
      work: Work,
    ): Promise<void> {
      const run = newRun('disc', act.now());
      const rows = [...new Set(ids)].map((id) => objects.require(id));
      const total = rows.reduce((sum, { plaintextBytes }) => sum + plaintextBytes, 0);
      let done = 0;
      for (const { id, plaintextBytes } of rows) {
        const onProgress = (bytes: number): void => work.progress('Re-reading the exhibits', done + bytes, total);
        await requireWhole(id, { signal: work.signal, onProgress }, act);
        done += plaintextBytes;
      }
      const { ok, size, root } = await verifyLedger(act, work);
      const ended = { ...run, endedAt: act.now(), objects: rows.length, bytes: total, ledgerOk: ok, wrong: ok ? 0 : 1 };
      act.as('verification.beforeDisc').change(['recordings', 'ledger'], (tx) => {
        for (const { id } of rows) objects.saveCheck(tx, id, act.now());
        saveVerification(tx, { ...ended, found: ok ? [] : ['The ledger is not as it was written'] });
        const about = { bundleId: bundle.id, caseId: bundle.caseId, objects: rows.length, bytes: total };
        tx.enter(`bundle ${bundle.number}`, { ...about, intact: true, ledgerOk: ok, size, root });
      });
      if (!ok)
        throw new AppError(
          'integrity',
          'The ledger is not as it was written, so nothing is put on disc. An incident is open; tell the Safer Neighbourhoods Manager.',
        );
    },

    /** Kept objects without their file, found at sign-in. */
    async reportMissing(ids: readonly ObjectId[], act: Act): Promise<void> {
      for (const id of ids) {
        const { disposedAt, setAsideAt } = objects.require(id);
        if (disposedAt !== null || setAsideAt !== null) continue;
        const owner = damages.ownerOf(id);
        const copyOf =
          owner?.kind === 'derivative' && owner.recordingId !== null ? recordings.require(owner.recordingId) : null;
        // Nobody waits at the sign-in for a whole master to be read: making its copy anew does that.
        if (copyOf?.quarantinedAt === null) await recordings.dropMissingCopy(copyOf, act);
        else await report(id, act);
      }
    },
  };

  async function requireWhole(id: ObjectId, how: Parameters<ObjectService['verify']>[1], act: Act): Promise<void> {
    try {
      if (objects.require(id).setAsideAt === null) return await objects.verify(id, how);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'integrity') throw error;
      await report(id, act);
    }
    throw new AppError(
      'integrity',
      `${damages.ownerOf(id)?.item ?? 'An exhibit'} no longer matches its seal and is set aside. Nothing was put on disc: prepare a new bundle without it, or have it put back from a backup.`,
    );
  }
}

export type VerificationService = ReturnType<typeof createVerificationService>;
