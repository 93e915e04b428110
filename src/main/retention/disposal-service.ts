import type { Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { DisposalId, JobId, ObjectId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { Database } from '../database/database.ts';
import { disposalCertificate } from '../documents/disposal-certificate.ts';
import type { DocumentService, PreparedDocument } from '../documents/document-service.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { londonDay } from '../time.ts';
import type { RotatingKeys } from '../vault/object-keys.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { insertDisposal, listDisposals, listPartsOfSpentRetrievals } from './disposal-store.ts';

export interface DisposalPorts {
  readonly database: Database;
  readonly keys: RotatingKeys;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly documents: DocumentService;
  readonly settings: SettingsService;
  readonly viewings: ViewingService;
  readonly jobs: Jobs;
}

/** A recording whose certificate is written and sealed, but not in the register yet. */
interface Prepared {
  readonly row: RecordingRow;
  readonly certificate: PreparedDocument;
  readonly number: string;
}

const REASON = 'six weeks from the recorded date have passed';
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
  viewings,
  jobs,
}: DisposalPorts) {
  const objectsOf = (row: RecordingRow): ObjectId[] => [
    row.masterId,
    ...(row.derivativeId === null ? [] : [row.derivativeId]),
  ];

  const disposeOne = (tx: Transaction, item: Prepared, at: string): void => {
    const { row, certificate, number } = item;
    for (const id of objectsOf(row)) objects.forgetKey(tx, id, at);
    certificate.record(tx);
    const id = newId<DisposalId>();
    insertDisposal(tx, {
      id,
      number,
      recordingId: row.id,
      deadline: row.retentionDeadline,
      disposedAt: at,
      reason: REASON,
      objects: objectsOf(row),
      certificateId: certificate.id,
    });
    tx.enter(`recording ${row.number}`, {
      disposal: number,
      recordingId: row.id,
      caseId: row.caseId,
      deadline: row.retentionDeadline,
      reason: REASON,
      sha256: row.sha256,
      objects: objectsOf(row),
      method: 'key destroyed, keys of all other objects renewed, file deleted',
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
        disposalCertificate({ recording: row, number, reason: REASON, doneBy: act.actor.name }, frame),
    };
    return { row, number, certificate: await documents.prepare(request, act) };
  };

  /** The one commit that decides: from it on nobody can open what is disposed of. Answers what may be deleted. */
  const destroyKeys = (prepared: readonly Prepared[], act: Act): ObjectId[] =>
    act.change(['recordings', 'retention', 'documents'], (tx) => {
      // Read again in the change itself: a copy to watch may have been made since the day's list was drawn up.
      const items = prepared.map((item) => ({ ...item, row: recordings.require(item.row.id) }));
      for (const item of items) disposeOne(tx, item, act.now());
      const spent = listPartsOfSpentRetrievals(tx, londonDay(act.now()), settings.read().retentionDays);
      const parts = spent.map(({ objectId }) => objectId);
      for (const id of parts) objects.forgetKey(tx, id, act.now());
      const keysRenewed = objects.rewrapAll(tx, keys);
      tx.enter('vault', { disposed: items.map(({ row }) => row.number), partsOfExports: parts, keysRenewed });
      return [...items.flatMap(({ row }) => objectsOf(row)), ...parts];
    });

  /** Everything of one day in one rotation: a crash before or after the commit leaves no half. */
  const disposeAll = async (due: readonly RecordingRow[], act: Act, work: Work): Promise<void> => {
    const prepared: Prepared[] = [];
    const disposeAct = act.as('retention.dispose');
    let removed: ObjectId[];
    try {
      for (const row of due) {
        work.progress('Writing certificates', prepared.length, due.length, 'items');
        prepared.push(await prepareOne(row, disposeAct));
      }
      await keys.startRotation();
      work.progress('Destroying keys', 0, null, 'items');
      removed = destroyKeys(prepared, disposeAct);
    } catch (error) {
      for (const { certificate } of prepared) await certificate.discard(); // they certify what did not happen
      throw error;
    }
    const ids = due.map(({ id }) => id);
    await viewings.endOf(ids, disposeAct, 'The footage was disposed of at the end of its six weeks.');
    await finish(removed, work);
  };

  const finish = async (removed: readonly ObjectId[], work: Work): Promise<void> => {
    await keys.finishRotation();
    database.truncateLog();
    for (const [index, id] of removed.entries()) {
      work.progress('Deleting files', index, removed.length, 'items');
      await objects.removeFile(id);
      await confirmGone(id);
    }
  };

  const confirmGone = async (id: ObjectId): Promise<void> => {
    const opened = await objects.open(id).then(
      (source) => source.close().then(() => true),
      () => false,
    );
    if (opened)
      throw new AppError(
        'integrity',
        'Footage that was disposed of can still be opened. Do not use the laptop; report this.',
      );
  };

  return {
    list: (): Output<'disposals.list'> => listDisposals(database),

    /** Starts the disposal of everything whose day has come; nothing due is an answer, not a job. */
    disposeDue(act: Act): { jobId: JobId | null; due: number; ended: Promise<void> } {
      const due = recordings.due(londonDay(act.now()));
      const parts = listPartsOfSpentRetrievals(database, londonDay(act.now()), settings.read().retentionDays);
      if (due.length === 0 && parts.length === 0) {
        act.change([], (tx) => tx.enter('retention', { due: 0 }));
        return { jobId: null, due: 0, ended: Promise.resolve() };
      }
      if (jobs.isBusy('disposal')) throw new AppError('conflict', 'A disposal is already running.');
      const jobId = act.change(['jobs'], (tx) => {
        tx.enter('retention', { due: due.map(({ number }) => number), partsOfExports: parts.length });
        return jobs.create(tx, REQUEST, act.now());
      });
      return { jobId, due: due.length, ended: jobs.start(jobId, REQUEST, act, (work) => disposeAll(due, act, work)) };
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
}

export type DisposalService = ReturnType<typeof createDisposalService>;
