import type { RetrievalId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { RetrievalReceiptFacts } from '../documents/document-facts.ts';
import type { RetrievalGround } from '../deployments/retrieval-ground-service.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { retrievalReceipt } from '../documents/retrieval-receipt.ts';
import type { Work } from '../jobs.ts';
import type { ExaminationService } from '../recordings/examination-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { completenessSentences, withoutAccessRecord } from './completeness.ts';
import { askedOf, wayAndRouteInWords } from './device-record.ts';
import { portalInWords } from './portal-download-service.ts';
import type { AccessRecords } from './access-record-service.ts';
import type { FileIntake } from './file-intake-service.ts';
import { missingOf } from './not-whole.ts';
import { endRetrieval, findRetrieval, type RetrievalRow } from './retrieval-store.ts';
import { listRetrievedFiles, type RetrievedFileRow } from './retrieved-file-store.ts';
import type { OpenSurvey } from './survey-service.ts';

export interface RetrievalJobPorts {
  readonly db: ReadDb;
  readonly intake: FileIntake;
  readonly recordings: RecordingService;
  readonly examinations: ExaminationService;
  readonly documents: DocumentService;
  readonly accessRecords: AccessRecords;
  readonly ground: Pick<RetrievalGround, 'cameraOf'>;
}

const STOPPED = 'The retrieval was stopped before this file.';

/** The long part of a retrieval: every file taken, every recording examined, and an end that says what became of each. */
export function createRetrievalJob(ports: RetrievalJobPorts) {
  const { db, intake, recordings, examinations, documents, accessRecords, ground } = ports;
  const require = (id: RetrievalId): RetrievalRow => {
    const row = findRetrieval(db, id);
    if (row === null) throw new Error('a retrieval vanished');
    return row;
  };

  const settleRest = (id: RetrievalId, act: Act, reason: string): number => {
    const retrieval = require(id);
    const waiting = listRetrievedFiles(db, id).filter(({ outcome }) => outcome === 'waiting');
    for (const file of waiting) intake.fail(file, reason, { act, retrieval });
    return waiting.length;
  };

  /** Writes the end of a retrieval: how it ended follows from what became of its files. */
  const end = async (id: RetrievalId, act: Act, isStopped: boolean): Promise<void> => {
    const row = require(id);
    const everything = listRetrievedFiles(db, id);
    const files = withoutAccessRecord(everything);
    const kept = files.filter(isObtained).length;
    const state = isStopped ? 'cancelled' : stateByFootage(files);
    const facts = { ...receiptFacts(row, everything, act.now()), camera: ground.cameraOf(id) };
    const request = {
      kind: 'retrieval-receipt' as const,
      title: `Receipt for retrieval ${row.number}`,
      reference: row.number,
      caseId: row.caseId,
      render: (frame: Parameters<typeof retrievalReceipt>[1]) => retrievalReceipt(facts, frame),
    };
    const receipt = await documents.prepare(request, act);
    act.as('retrievals.end').change(['retrievals', 'cases', 'documents'], (tx) => {
      receipt.record(tx);
      endRetrieval(tx, id, { state, at: act.now(), receiptId: receipt.id });
      const about = { retrievalId: id, caseId: row.caseId, state, kept, files: files.length };
      tx.enter(`retrieval ${row.number}`, {
        ...about,
        receiptSha256: receipt.sha256,
        witnessCode: receipt.witnessCode,
      });
    });
  };

  const takeAll = async (
    id: RetrievalId,
    { survey, act, work }: { survey: OpenSurvey; act: Act; work: Work },
  ): Promise<void> => {
    const retrieval = require(id);
    const files = listRetrievedFiles(db, id).filter(({ outcome }) => outcome === 'waiting');
    const times = survey.source.kind === 'stick' ? 1 : 2; // downloaded, and compared with a second download
    const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes * times, 0);
    let doneBefore = 0;
    for (const file of files) {
      work.signal.throwIfAborted();
      await intake.settle(file, { survey, retrieval, act, work, doneBefore, totalBytes });
      doneBefore += file.sizeBytes * times;
    }
    for (const { id: recordingId, facts } of recordings.ofRetrieval(id))
      if (facts === null) await examinations.examineIfKept(recordingId, act, work);
  };

  return {
    async run(id: RetrievalId, how: { survey: OpenSurvey; act: Act; work: Work }): Promise<void> {
      try {
        await takeAll(id, how);
        await accessRecords.keep(how.survey.session, require(id), how.act);
      } catch (error) {
        // Stopped while recordings were looked into, it is no less complete: every file had been taken by then.
        const isStopped = how.work.signal.aborted && settleRest(id, how.act, STOPPED) > 0;
        settleRest(id, how.act, 'The retrieval failed before this file was taken.');
        await accessRecords.keep(how.survey.session, require(id), how.act);
        await end(id, how.act, isStopped);
        throw error;
      } finally {
        await how.survey.session.close();
      }
      await end(id, how.act, false);
    },

    /** What a crash left running: files not reached are said so, and the retrieval ends with what it has. */
    async resolve(id: RetrievalId, act: Act): Promise<void> {
      settleRest(id, act, 'The application stopped before this file was taken.');
      await end(id, act, false);
    },
  };
}

const isObtained = ({ outcome }: RetrievedFileRow): boolean => outcome === 'master' || outcome === 'duplicate';

/**
 * How a retrieval ended, by its footage alone: players and index files show nothing. What could not even be listed may
 * have been footage, so with it nothing is complete.
 */
function stateByFootage(files: readonly RetrievedFileRow[]): 'failed' | 'complete' | 'partial' {
  const footage = files.filter(({ role, format }) => role === 'footage' || format === 'refused');
  if (!footage.some(isObtained)) return 'failed';
  return footage.every((file) => isObtained(file) && missingOf(file) === null) ? 'complete' : 'partial';
}

function receiptFacts(
  row: RetrievalRow,
  files: readonly RetrievedFileRow[],
  endedAt: string,
): Omit<RetrievalReceiptFacts, 'camera'> {
  const { number, reactRef, officer, startedAt, place, reason, kitSerial } = row;
  const { source, sourceIdentity, coverage, device, portal } = row;
  const period = { from: row.periodFrom, to: row.periodTo };
  return {
    ...{ number, reactRef, officer, startedAt, endedAt, place, reason, kitSerial, source, sourceIdentity, period },
    way: device === null ? (portal === null ? null : portalInWords(portal)) : wayAndRouteInWords(device),
    timeCheck: timeCheckOf(row),
    accessRecord: files.find(({ role }) => role === 'access-record') ?? null,
    files: withoutAccessRecord(files).map((file) => ({
      path: file.path,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      outcome: file.outcome,
      reason: file.reason,
      recording: file.recordingNumber,
    })),
    completeness: completenessSentences({
      period,
      coverage,
      files,
      askedOf: askedOf(row.device),
      tellsGaps: device?.tellsGaps ?? null,
    }),
  };
}

/** How the recorder's clock stood when the footage was retrieved. */
export const timeCheckOf = ({
  systemTime,
  referenceTime,
  referenceSource,
  timeSeenBy,
  offsetSeconds,
}: RetrievalRow) => ({
  systemTime,
  referenceTime,
  source: referenceSource,
  seenBy: timeSeenBy,
  offsetSeconds,
});
