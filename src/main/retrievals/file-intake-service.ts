import { AppError } from '../../shared/failure.ts';
import type { RecordingId, RetrievalId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { Work } from '../jobs.ts';
import { newId } from '../platform/ids.ts';
import { believedTime } from '../recordings/recorded-time.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { retentionDeadline, type RetentionRule } from '../retention/retention.ts';
import { correctedTime, dayText, londonDay } from '../time.ts';
import type { ObjectRow, ObjectService } from '../vault/object-service.ts';
import type { SealedObject } from '../vault/sealing.ts';
import type { RetrievalRow } from './retrieval-store.ts';
import { missingOf } from './not-whole.ts';
import { findDisposalOfBytes, type RetrievedFileRow, settleFile } from './retrieved-file-store.ts';
import { compareWithSource, headOf, settledAs, type Taken } from './source-check-service.ts';
import { type OpenSurvey, segmentOf } from './survey-service.ts';
import { untilStopped } from './until-stopped.ts';

export interface IntakePorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly retention: () => RetentionRule;
}

export interface Intake {
  readonly survey: OpenSurvey;
  readonly retrieval: RetrievalRow;
  readonly act: Act;
  readonly work: Work;
  /** Bytes of the whole export settled before this file, for the progress of the whole. */
  readonly doneBefore: number;
  readonly totalBytes: number;
}

interface Settling {
  readonly intake: Intake;
  readonly taken: Taken;
}

/**
 * Takes one file from its source: hash while reading, seal, read back, hash the source again, and only then define the
 * master, in one change with its ledger entry (IN6). A failure concerns this file alone and is recorded with its reason.
 */
export function createFileIntake({ db, objects, recordings, retention }: IntakePorts) {
  const take = async (file: RetrievedFileRow, intake: Intake): Promise<void> => {
    const { survey, work, doneBefore, totalBytes } = intake;
    const segment = segmentOf(file);
    const isFromStick = survey.source.kind === 'stick';
    // From a recorder the air is what takes time, and it is used twice: that is what is counted.
    const onProgress = (bytes: number, step: 'sealing' | 'reading-back'): void =>
      work.progress(
        step === 'reading-back'
          ? `Reading back ${file.path}`
          : `${isFromStick ? 'Copying' : 'Downloading'} ${file.path}`,
        doneBefore + (isFromStick && step === 'sealing' ? Math.round(bytes / 2) : bytes),
        totalBytes === 0 ? null : totalBytes, // a replay does not say how much will come
      );
    const watched = headOf(untilStopped(survey.session.read(segment, 0), work.signal));
    const sealed = await objects.seal(watched.bytes, { signal: work.signal, onProgress });
    try {
      const missing = survey.session.remarksOf?.(segment) ?? [];
      const taken = settledAs(file, { sealed, head: watched.head(), source: survey.source, missing });
      await compareWithSource(intake, segment, sealed);
      const { sha256 } = sealed;
      if (objects.findMaster(sha256) === null && findDisposalOfBytes(db, sha256) === null) {
        define(file, sealed, intake, taken);
      } else {
        await objects.discard(sealed);
        linkOrRefuse(file, sha256, { intake, taken });
      }
    } catch (error) {
      await objects.discard(sealed);
      throw error;
    }
    objects.forget(sealed);
  };

  /** The same bytes are held already: linked to that master, not stored twice (IN10). */
  const link = (file: RetrievedFileRow, known: ObjectRow, { intake: { act, retrieval }, taken }: Settling): void => {
    const missing = missingOf({ outcome: 'duplicate', reason: taken.reason });
    act.as('retrievals.linkDuplicate').change(['retrievals'], (tx) => {
      settleFile(tx, file.id, {
        outcome: 'duplicate',
        objectId: known.id,
        reason: [
          'The same bytes were held already; this file is linked to that master.',
          ...(missing === null ? [] : [missing]),
        ].join(' '),
      });
      tx.enter(`retrieval ${retrieval.number}`, {
        ...idsOf(retrieval),
        path: file.path,
        sha256: known.sha256,
        objectId: known.id,
        ...(missing === null ? {} : { missing }),
      });
    });
  };

  /** Threat: footage whose six weeks are over comes back from a stick nobody wiped, and is kept another six. */
  const refuse = (
    file: RetrievedFileRow,
    disposed: { sha256: string; certificate: string; disposedAt: string },
    { act, retrieval }: Intake,
  ): void => {
    const { sha256, certificate, disposedAt } = disposed;
    const reason = `The same bytes were disposed of on ${dayText(londonDay(disposedAt))} under certificate ${certificate}; they may not be kept again (CoP 4.6). Destroy this copy too.`;
    act.as('retrievals.refuseDisposed').change(['retrievals'], (tx) => {
      settleFile(tx, file.id, { outcome: 'refused', objectId: null, reason });
      const about = { path: file.path, sha256, certificate, disposedAt, reason };
      tx.enter(`retrieval ${retrieval.number}`, { ...idsOf(retrieval), ...about });
    });
  };

  /** Asked again, in one step with the change: what was held a moment ago may have been disposed of since. */
  const linkOrRefuse = (file: RetrievedFileRow, sha256: string, settling: Settling): void => {
    const known = objects.findMaster(sha256);
    const disposed = findDisposalOfBytes(db, sha256);
    if (known !== null) link(file, known, settling);
    else if (disposed !== null) refuse(file, { sha256, ...disposed }, settling.intake);
    else throw new AppError('conflict', 'The copy held until now was just disposed of. Retrieve this file again.');
  };

  const define = (file: RetrievedFileRow, sealed: SealedObject, { act, retrieval }: Intake, taken: Taken): void => {
    act.as('retrievals.defineMaster').change(['retrievals', 'recordings'], (tx) => {
      objects.record(tx, sealed, { kind: 'master', at: act.now() });
      settleFile(tx, file.id, { outcome: 'master', objectId: sealed.objectId, ...taken });
      const recording =
        taken.role === 'footage' ? defineRecording(tx, { file, sealed, retrieval, at: act.now() }) : null;
      tx.enter(recording === null ? `retrieval ${retrieval.number}` : `recording ${recording.number}`, {
        ...idsOf(retrieval),
        retrieval: retrieval.number,
        path: file.path,
        pathBytes: file.pathBytes,
        ...taken,
        ...(file.statedBytes === null ? {} : { statedBytes: file.statedBytes }),
        sha256: sealed.sha256,
        objectId: sealed.objectId,
        sourceHashedAgain: true,
        readBack: true,
        ...(recording === null
          ? {}
          : {
              recordingId: recording.id,
              recordedFrom: recording.recordedFrom,
              retentionDeadline: recording.retentionDeadline,
            }),
      });
    });
  };

  const defineRecording = (
    tx: Transaction,
    made: { file: RetrievedFileRow; sealed: SealedObject; retrieval: RetrievalRow; at: string },
  ) => {
    const { file, sealed, retrieval, at } = made;
    const recordedFrom = believedTime(file.timeClaims, 'start');
    const correctedFrom = recordedFrom === null ? null : correctedTime(recordedFrom, retrieval.offsetSeconds);
    const row = {
      id: newId<RecordingId>(),
      number: nextNumber(tx, 'recording'),
      fileId: file.id,
      retrievalId: retrieval.id,
      caseId: retrieval.caseId,
      masterId: sealed.objectId,
      definedAt: at,
      recordedFrom,
      recordedTo: believedTime(file.timeClaims, 'end'),
      retentionDeadline: retentionDeadline(
        {
          correctedFrom,
          periodFrom: correctedTime(retrieval.periodFrom, retrieval.offsetSeconds),
          retrievedOn: londonDay(at),
        },
        retention(),
      ),
    };
    recordings.define(tx, row);
    return row;
  };

  return {
    /** Settles one file whatever happens to it, except when the person stops the retrieval. */
    async settle(file: RetrievedFileRow, intake: Intake): Promise<void> {
      try {
        await take(file, intake);
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
        fail(file, error.message, intake);
      }
    },
    fail,
  };

  function fail(
    file: Pick<RetrievedFileRow, 'id' | 'path'>,
    reason: string,
    { act, retrieval }: Pick<Intake, 'act' | 'retrieval'>,
  ): void {
    act.as('retrievals.fileFailed').change(['retrievals'], (tx) => {
      settleFile(tx, file.id, { outcome: 'failed', objectId: null, reason });
      tx.enter(`retrieval ${retrieval.number}`, { ...idsOf(retrieval), path: file.path, reason });
    });
  }
}

const idsOf = ({ id, caseId }: RetrievalRow): { retrievalId: RetrievalId; caseId: string } => ({
  retrievalId: id,
  caseId,
});

export type FileIntake = ReturnType<typeof createFileIntake>;
