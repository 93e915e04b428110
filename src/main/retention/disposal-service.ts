import type { ClockService } from '../clock/clock-service.ts';
import { AppError } from '../../shared/failure.ts';
import type { DisposalId, JobId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { Database } from '../database/database.ts';
import { disposalCertificate } from '../documents/disposal-certificate.ts';
import type { BackupDriveFacts } from '../documents/document-facts.ts';
import type { DocumentService, PreparedDocument } from '../documents/document-service.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { londonDay } from '../time.ts';
import type { RotatingKeys } from '../vault/object-keys.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { insertDisposal } from './disposal-store.ts';
import type { KeepingService } from './keeping-service.ts';
import { createSpent, enterPictures, objectsOf, partInWords, type Spent, type SpentPorts } from './spent-service.ts';

export interface DisposalPorts {
  readonly database: Database;
  readonly keys: RotatingKeys;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly documents: DocumentService;
  readonly settings: SettingsService;
  readonly showings: () => readonly Pick<ViewingService, 'endOf'>[];
  readonly jobs: Jobs;
  /** Backup drives that a disposal has to reach when they are next connected. */
  readonly drivesHolding: () => readonly BackupDriveFacts[];
  readonly clockCheck: Pick<ClockService, 'isBelieved' | 'requireBelieved'>;
  /** The one rule of what may go (keeping.ts). */
  readonly keeping: KeepingService;
  /** Ends holds that nobody reviewed in time, each with its entry. */
  readonly endLapsedHolds: () => void;
  /** Pictures of stills that came to nothing. */
  readonly pictures: SpentPorts['pictures'];
  /** Takes a picture off every screen it is on. */
  readonly endShowing: (shownAs: string) => Promise<void>;
  readonly report: (name: string, error: unknown) => string;
}

/** A recording whose certificate is written and sealed, but not in the register yet. */
interface Prepared {
  readonly row: RecordingRow;
  readonly certificate: PreparedDocument;
  readonly number: string;
}

/** What one change made unreadable: still to be deleted, checked and told. */
interface Destroyed {
  readonly items: readonly Pick<Prepared, 'row' | 'number'>[];
  readonly spent: Spent;
  /** Held or frozen since the day's list was drawn up: kept, and their certificates certify nothing. */
  readonly spared: readonly Prepared[];
}

interface Failed {
  readonly number: string;
  readonly error: unknown;
}

const REASON = 'the six weeks for which it was kept have passed';
const METHOD = 'keys destroyed, keys of all other objects renewed';
const REQUEST: JobRequest = {
  kind: 'disposal',
  title: 'Disposal of footage past its six weeks',
  subjectId: 'retention',
};

/** Destroys footage on its day: key first, then file, then proof that nothing opens it (CoP 4.6, vault.md). */
export function createDisposalService({
  database,
  keys,
  objects,
  recordings,
  documents,
  settings,
  showings,
  jobs,
  drivesHolding,
  clockCheck,
  keeping,
  endLapsedHolds,
  pictures,
  endShowing,
  report,
}: DisposalPorts) {
  let running: Promise<void> = Promise.resolve();
  const spentAt = createSpent({ database, keeping, settings, pictures });
  const drivesToReach = (): string[] => drivesHolding().map((drive) => drive.number);

  /** Recordings whose day has come and that nothing keeps. */
  const dueRecordings = (now: string): RecordingRow[] =>
    recordings.due(londonDay(now)).filter(({ id }) => keeping.verdictOf(id, londonDay(now)).may);

  const disposeOne = (tx: Transaction, item: Prepared, { at, actor }: { at: string; actor: Act['actor'] }): void => {
    const { row, certificate, number } = item;
    for (const id of recordings.objectsOf(row)) objects.forgetKey(tx, id, at);
    certificate.record(tx);
    const id = newId<DisposalId>();
    insertDisposal(tx, {
      id,
      number,
      recordingId: row.id,
      deadline: row.retentionDeadline,
      disposedAt: at,
      reason: REASON,
      objects: recordings.objectsOf(row),
      certificateId: certificate.id,
      doneById: actor.id,
      doneBy: actor.name,
    });
    tx.enter(`recording ${row.number}`, {
      disposal: number,
      recordingId: row.id,
      caseId: row.caseId,
      deadline: row.retentionDeadline,
      reason: REASON,
      sha256: row.sha256,
      objects: recordings.objectsOf(row),
      method: METHOD,
      backupDrivesToReach: drivesToReach(),
      certificateSha256: certificate.sha256,
      witnessCode: certificate.witnessCode,
    });
  };

  const prepareOne = async (row: RecordingRow, act: Act): Promise<Prepared> => {
    const number = act.change([], (tx) => {
      const next = nextNumber(tx, 'disposal');
      tx.enter(`recording ${row.number}`, { disposal: next, step: 'begun', recordingId: row.id, caseId: row.caseId });
      return next;
    });
    const request = {
      kind: 'disposal-certificate' as const,
      title: `Disposal certificate ${number}`,
      reference: number,
      caseId: row.caseId,
      render: (frame: Parameters<typeof disposalCertificate>[1]) =>
        disposalCertificate(
          { recording: row, number, reason: REASON, doneBy: act.actor.name, backupDrives: drivesHolding() },
          frame,
        ),
    };
    return { row, number, certificate: await documents.prepare(request, act) };
  };

  /** The one commit that decides: from it on nobody can open what is disposed of. Answers what is to be deleted now. */
  const destroyKeys = (prepared: readonly Prepared[], act: Act): Destroyed =>
    act.change(['recordings', 'retention', 'documents'], (tx) => {
      // Read again in the change itself: a copy to watch may have been made since the day's list was drawn up.
      const now = prepared.map((item) => ({ ...item, row: recordings.require(item.row.id) }));
      const mayGo = ({ row }: Prepared): boolean => keeping.verdictOf(row.id, londonDay(act.now())).may;
      const [items, spared] = [now.filter(mayGo), now.filter((item) => !mayGo(item))];
      for (const item of items) disposeOne(tx, item, { at: act.now(), actor: act.actor });
      for (const { row, number } of spared) {
        const by = keeping.keptBy(row.id, londonDay(act.now()));
        const ids = { disposal: number, recordingId: row.id, caseId: row.caseId };
        tx.enter(`recording ${row.number}`, { ...ids, step: 'not carried out', keptBy: by });
      }
      const spent = spentAt(act.now());
      for (const objectId of objectsOf(spent)) objects.forgetKey(tx, objectId, act.now());
      enterPictures(tx, spent, { method: METHOD, backupDrivesToReach: drivesToReach() });
      const keysRenewed = objects.rewrapAll(tx, keys);
      tx.enter('vault', {
        disposed: items.map(({ row }) => row.number),
        partsOfExports: spent.parts.map(partInWords),
        keysRenewed,
      });
      return { items, spent, spared };
    });

  /** One certificate each; a recording whose certificate cannot be written is kept, and does not keep the others. */
  const prepareAll = async (
    due: readonly RecordingRow[],
    act: Act,
    work: Work,
  ): Promise<{ prepared: Prepared[]; failed: Failed[] }> => {
    const [prepared, failed]: [Prepared[], Failed[]] = [[], []];
    for (const row of due) {
      work.progress('Writing certificates', prepared.length + failed.length, due.length, 'items');
      try {
        prepared.push(await prepareOne(row, act));
      } catch (error) {
        failed.push({ number: row.number, error });
      }
    }
    return { prepared, failed };
  };

  /** Everything of one day in one rotation: a crash before or after the commit leaves no half. */
  const disposeAll = async (due: readonly RecordingRow[], act: Act, work: Work): Promise<void> => {
    const disposeAct = act.as('retention.dispose');
    const { prepared, failed } = await prepareAll(due, disposeAct, work);
    if (prepared.length > 0 || objectsOf(spentAt(act.now())).length > 0) {
      const destroyed = await destroy(prepared, disposeAct, work);
      for (const { certificate } of destroyed.spared) await certificate.discard();
      const ids = destroyed.items.map(({ row }) => row.id);
      for (const each of showings()) await each.endOf(ids, disposeAct, `It was disposed of: ${REASON}.`);
      for (const { shownAs } of destroyed.spent.pictures) await endShowing(shownAs);
      await finish(destroyed, act.as('retention.disposed'), work);
    }
    if (failed.length > 0) throw notDisposedOf(failed);
  };

  const destroy = async (prepared: readonly Prepared[], act: Act, work: Work): Promise<Destroyed> => {
    try {
      await keys.startRotation();
      work.progress('Destroying keys', 0, null, 'items');
      return destroyKeys(prepared, act);
    } catch (error) {
      for (const { certificate } of prepared) await certificate.discard(); // they certify what did not happen
      throw error;
    }
  };

  /** Deletes the files and looks that none is left; only then the ledger says so. */
  const finish = async ({ items, spent }: Destroyed, act: Act, work: Work): Promise<void> => {
    await keys.finishRotation();
    database.truncateLog();
    const removed = [...items.flatMap(({ row }) => recordings.objectsOf(row)), ...objectsOf(spent)];
    for (const [index, id] of removed.entries()) {
      work.progress('Deleting files', index, removed.length, 'items');
      await objects.removeFile(id);
      await objects.confirmGone(id);
    }
    const checked = { method: 'file deleted', checked: 'no file is left and nothing opens it' };
    act.change(['retention', 'stills'], (tx) => {
      for (const { row, number } of items) {
        const said = { disposal: number, recordingId: row.id, caseId: row.caseId, sha256: row.sha256 };
        tx.enter(`recording ${row.number}`, { ...said, objects: recordings.objectsOf(row), ...checked });
      }
      enterPictures(tx, spent, checked);
      if (spent.parts.length > 0) tx.enter('vault', { partsOfExports: spent.parts.map(partInWords), ...checked });
    });
  };

  return {
    disposeDue,

    /** For what has just been let go past its day: a disposal under way ends first, then what is left goes. */
    disposeAtOnce(act: Act): void {
      const start = (): void => {
        if (!clockCheck.isBelieved()) return; // what is due goes as soon as the time is confirmed
        if (dueRecordings(act.now()).length + objectsOf(spentAt(act.now())).length > 0) disposeDue(act);
      };
      if (jobs.isBusy('disposal')) void running.then(start).catch((error: unknown) => void report('disposal', error));
      else start();
    },

    /** Goes on with a rotation that a crash cut: keys are renewed for what is kept, then the old epoch goes. */
    async resume(act: Act): Promise<boolean> {
      if (!keys.isRotating()) return false;
      act.change(['recordings'], (tx) =>
        tx.enter('vault', { keysRenewed: objects.rewrapAll(tx, keys), resumed: true }),
      );
      await keys.finishRotation();
      database.truncateLog();
      return true;
    },
  };

  /** Starts the disposal of everything whose day has come and that nothing keeps; nothing due is an answer, not a job. */
  function disposeDue(act: Act): { jobId: JobId | null; due: number; ended: Promise<void> } {
    clockCheck.requireBelieved();
    endLapsedHolds();
    const due = dueRecordings(act.now());
    const spent = spentAt(act.now());
    if (due.length === 0 && objectsOf(spent).length === 0) {
      act.change([], (tx) => tx.enter('retention', { due: 0 }));
      return { jobId: null, due: 0, ended: Promise.resolve() };
    }
    if (jobs.isBusy('disposal')) throw new AppError('conflict', 'A disposal is already running.');
    const jobId = act.change(['jobs'], (tx) => {
      tx.enter('retention', {
        due: due.map(({ number }) => number),
        partsOfExports: spent.parts.length,
        pictures: spent.pictures.length,
      });
      return jobs.create(tx, REQUEST, act.now());
    });
    running = jobs.start(jobId, REQUEST, act, (work) => disposeAll(due, act, work));
    return { jobId, due: due.length, ended: running };
  }
}

function notDisposedOf(failed: readonly Failed[]): AppError {
  const numbers = failed.map(({ number }) => number).join(', ');
  const why = failed.flatMap(({ error }) => (error instanceof AppError ? [error.message] : []))[0];
  return new AppError(
    'unavailable',
    `Not disposed of: ${numbers}, whose certificate could not be written${why === undefined ? '' : ` (${why})`}. Everything else due was. Start the disposal again; if it fails again, report it.`,
    { cause: failed[0]?.error },
  );
}

export type DisposalService = ReturnType<typeof createDisposalService>;
