import { dvrUsbDriver } from '../../device-drivers/dvr-usb/dvr-usb-driver.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CameraSystem, DocumentId, RetrievalId, SurveyId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { CaseService } from '../cases/case-service.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { retrievalReceipt } from '../documents/retrieval-receipt.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { openFolder } from '../platform/folder-reader.ts';
import { freeBytes } from '../platform/free-space.ts';
import { newId } from '../platform/ids.ts';
import type { ExaminationService } from '../recordings/examination-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { offsetSeconds } from '../time.ts';
import type { ObjectService } from '../vault/object-service.ts';
import { completenessSentences } from './completeness.ts';
import { createFileIntake } from './file-intake.ts';
import {
  endRetrieval,
  findRetrieval,
  insertFile,
  insertRetrieval,
  listRetrievals,
  listRetrievedFiles,
  listRunningRetrievals,
  type RetrievalRow,
  systemOfRetrieval,
} from './retrieval-store.ts';
import type { StickService } from './stick-service.ts';
import {
  coverageIn,
  createSurveyDesk,
  type OpenSurvey,
  refusalInWords,
  shownSurvey,
  stickIdentity,
} from './survey-desk.ts';

export interface RetrievalPorts {
  readonly db: ReadDb;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
  readonly objects: ObjectService;
  readonly jobs: Jobs;
  readonly cases: CaseService;
  readonly sticks: StickService;
  readonly recordings: RecordingService;
  readonly examinations: ExaminationService;
  readonly documents: DocumentService;
  readonly settings: SettingsService;
}

/** Room kept free beside what is copied: sealing adds little, but derivatives and registers need some. */
const SPARE_BYTES = 512 * 1024 * 1024;

export function createRetrievalService(ports: RetrievalPorts) {
  const { db, shell, vaultFolder, objects, jobs, cases, sticks, recordings, examinations, documents, settings } = ports;
  const surveys = createSurveyDesk();
  const intake = createFileIntake({ objects, retentionDays: () => settings.read().retentionDays });
  const require = (id: RetrievalId): RetrievalRow => {
    const row = findRetrieval(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such retrieval.');
    return row;
  };

  /** Writes the end of a retrieval: how it ended follows from what became of its files. */
  const end = async (id: RetrievalId, act: Act, isStopped: boolean): Promise<void> => {
    const row = require(id);
    const files = listRetrievedFiles(db, id);
    const kept = files.filter(({ outcome }) => outcome === 'master' || outcome === 'duplicate').length;
    const state = isStopped ? 'cancelled' : kept === 0 ? 'failed' : kept === files.length ? 'complete' : 'partial';
    const receipt = await documents.prepare(
      {
        kind: 'retrieval-receipt',
        title: `Receipt for retrieval ${row.number}`,
        reference: row.number,
        caseId: row.caseId,
        render: (frame) =>
          retrievalReceipt(
            {
              number: row.number,
              reactRef: row.reactRef,
              officer: row.officer,
              startedAt: row.startedAt,
              endedAt: act.now(),
              place: row.place,
              reason: row.reason,
              kitSerial: row.kitSerial,
              stickNumber: row.stickNumber,
              stickIdentity: row.stickIdentity,
              period: { from: row.periodFrom, to: row.periodTo },
              timeCheck: {
                systemTime: row.systemTime,
                referenceTime: row.referenceTime,
                source: row.referenceSource,
                seenBy: row.timeSeenBy,
                offsetSeconds: row.offsetSeconds,
              },
              files: files.map((file) => ({
                path: file.path,
                sizeBytes: file.sizeBytes,
                sha256: file.sha256,
                outcome: file.outcome,
                reason: file.reason,
                recording: file.recordingNumber,
              })),
              completeness: completenessSentences({
                period: { from: row.periodFrom, to: row.periodTo },
                coverage: row.coverage,
                files,
              }),
            },
            frame,
          ),
      },
      act,
    );
    act.as('retrievals.end').change(['retrievals', 'cases', 'documents'], (tx) => {
      receipt.record(tx);
      endRetrieval(tx, id, { state, at: act.now(), receiptId: receipt.id });
      tx.enter(`retrieval ${row.number}`, {
        retrievalId: id,
        caseId: row.caseId,
        state,
        kept,
        files: files.length,
        receiptSha256: receipt.sha256,
        witnessCode: receipt.witnessCode,
      });
    });
  };

  const run = async (
    id: RetrievalId,
    { survey, act, work }: { survey: OpenSurvey; act: Act; work: Work },
  ): Promise<void> => {
    const retrieval = require(id);
    const files = listRetrievedFiles(db, id).filter(({ outcome }) => outcome === 'waiting');
    const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    let doneBefore = 0;
    try {
      for (const file of files) {
        work.signal.throwIfAborted();
        await intake.settle(file, { survey, retrieval, act, work, doneBefore, totalBytes });
        doneBefore += file.sizeBytes;
      }
      for (const { id: recordingId, facts } of recordings.ofRetrieval(id))
        if (facts === null) await examinations.examine(recordingId, act, work);
    } catch (error) {
      settleRest(id, act, 'The retrieval was stopped before this file.');
      await end(id, act, true);
      throw error;
    } finally {
      await survey.session.close();
    }
    await end(id, act, false);
  };

  const settleRest = (id: RetrievalId, act: Act, reason: string): void => {
    const retrieval = require(id);
    for (const file of listRetrievedFiles(db, id))
      if (file.outcome === 'waiting') intake.fail(file, reason, { act, retrieval });
  };

  return {
    require,
    list: ({ caseId }: Parsed<'retrievals.list'>): Output<'retrievals.list'> =>
      listRetrievals(db, caseId ?? null).map(shownRetrieval),
    files: (id: RetrievalId) => listRetrievedFiles(db, id),
    systemOf: (id: RetrievalId): CameraSystem => systemOfRetrieval(db, id),
    unfinished: (): RetrievalRow[] => listRunningRetrievals(db),

    read({ retrievalId }: Parsed<'retrievals.read'>): Output<'retrievals.read'> {
      const row = require(retrievalId);
      return {
        retrieval: shownRetrieval(row),
        period: { from: row.periodFrom, to: row.periodTo },
        kitSerial: row.kitSerial,
        place: row.place,
        reason: row.reason,
        coverage: row.coverage,
        timeCheck: {
          systemTime: row.systemTime,
          referenceTime: row.referenceTime,
          source: row.referenceSource,
          seenBy: row.timeSeenBy,
          offsetSeconds: row.offsetSeconds,
        },
        files: listRetrievedFiles(db, retrievalId).map(
          ({ path, sizeBytes, sha256, role, outcome, reason, recordingId }) => ({
            path,
            sizeBytes,
            sha256,
            role,
            outcome,
            reason,
            recordingId,
          }),
        ),
      };
    },

    /** Opens a registered stick's folder read-only and lists all of it. */
    async survey({ stickId }: Parsed<'retrievals.survey'>, act: Act): Promise<Output<'retrievals.survey'>> {
      const stick = sticks.require(stickId);
      const path = await shell.chooseFolder(`Choose the folder of the export on memory stick ${stick.number}`);
      if (path === null) throw new AppError('cancelled', 'No folder was chosen.');
      const reader = await openFolder(path);
      const session = await dvrUsbDriver.open(reader, new AbortController().signal);
      const listing = await session.survey();
      const opened: OpenSurvey = { id: newId<SurveyId>(), stick, reader, session, listing };
      await surveys.add(opened);
      const { files, refused, footageFiles, sizeBytes } = listing.totals;
      act.change(['retrievals'], (tx) =>
        tx.enter(`stick ${stick.number}`, {
          stickId,
          folder: listing.folderName,
          files,
          footageFiles,
          refused,
          sizeBytes,
          stickIdentity,
        }),
      );
      return shownSurvey(opened, await freeBytes(vaultFolder));
    },

    coverage: ({ surveyId, period }: Parsed<'retrievals.coverage'>): Output<'retrievals.coverage'> =>
      coverageIn(surveys.require(surveyId), period),

    /** Records the retrieval with every entry of the stick, then takes the files as a job. */
    async start(input: Parsed<'retrievals.start'>, act: Act): Promise<Output<'retrievals.start'>> {
      cases.requireIncident(input.caseId, input.incidentId);
      if (jobs.isBusy('retrieval'))
        throw new AppError('conflict', 'A retrieval is already running. Wait until it has ended.');
      const coverage = coverageIn(surveys.require(input.surveyId), input.period);
      const needed = surveys.require(input.surveyId).listing.totals.sizeBytes + SPARE_BYTES;
      if ((await freeBytes(vaultFolder)) < needed)
        throw new AppError(
          'unavailable',
          'There is not enough room on the laptop for this export. Free some space or dispose of what is due, then start again.',
        );
      const survey = surveys.take(input.surveyId);
      const id = newId<RetrievalId>();
      const { jobId, request } = act.change(['retrievals', 'jobs'], (tx) => {
        const number = insertRecord(tx, { id, input, survey, coverage, act });
        const job: JobRequest = { kind: 'retrieval', title: `Retrieval ${number}`, subjectId: id };
        return { jobId: jobs.create(tx, job, act.now()), request: job };
      });
      void jobs.start(jobId, request, act, (work) => run(id, { survey, act, work }));
      return { retrievalId: id, jobId };
    },

    /** What a crash left running: files not reached are said so, and the retrieval ends with what it has. */
    async resolveLeftOvers(act: Act): Promise<void> {
      for (const { id } of listRunningRetrievals(db)) {
        settleRest(id, act, 'The application stopped before this file was taken.');
        await end(id, act, false);
      }
    },
  };

  function insertRecord(
    tx: Transaction,
    made: {
      id: RetrievalId;
      input: Parsed<'retrievals.start'>;
      survey: OpenSurvey;
      coverage: Output<'retrievals.coverage'>;
      act: Act;
    },
  ): string {
    const { id, input, survey, coverage, act } = made;
    const { period, timeCheck, caseId, incidentId, kitSerial, place, reason } = input;
    const number = nextNumber(tx, 'retrieval');
    const offset = offsetSeconds(timeCheck.systemTime, timeCheck.referenceTime);
    insertRetrieval(tx, {
      id,
      number,
      caseId,
      incidentId,
      stickId: survey.stick.id,
      stickIdentity,
      folderName: survey.listing.folderName,
      kitSerial,
      place,
      reason,
      periodFrom: period.from,
      periodTo: period.to,
      systemTime: timeCheck.systemTime,
      referenceTime: timeCheck.referenceTime,
      referenceSource: timeCheck.source,
      timeSeenBy: timeCheck.seenBy,
      offsetSeconds: offset,
      coverage,
      officer: act.actor.name,
      startedAt: act.now(),
    });
    const common = { retrievalId: id, timeClaims: '[]', channel: null };
    let position = 0;
    for (const { path, pathBytes, sizeBytes, format, role, channel, timeClaims } of survey.listing.files) {
      insertFile(tx, {
        ...common,
        id: newId<string>(),
        position: position++,
        path,
        pathBytes,
        sizeBytes,
        format,
        role,
        channel: channel?.value ?? null,
        timeClaims: JSON.stringify(timeClaims),
        outcome: 'waiting',
        reason: null,
      });
    }
    for (const { path, pathBytes, reason: why } of survey.listing.refused) {
      insertFile(tx, {
        ...common,
        id: newId<string>(),
        position: position++,
        path,
        pathBytes,
        sizeBytes: 0,
        format: 'refused',
        role: 'other',
        outcome: 'refused',
        reason: refusalInWords(why),
      });
    }
    tx.enter(`retrieval ${number}`, {
      retrievalId: id,
      caseId,
      incidentId,
      stick: survey.stick.number,
      stickIdentity,
      folder: survey.listing.folderName,
      kitSerial,
      place,
      reason,
      period,
      timeCheck: { ...timeCheck, offsetSeconds: offset },
      files: survey.listing.totals.files,
      refused: survey.listing.refused.map(({ path, reason: why }) => ({ path, why })),
      sizeBytes: survey.listing.totals.sizeBytes,
    });
    return number;
  }
}

const shownRetrieval = ({
  id,
  number,
  caseId,
  reactRef,
  stickNumber,
  startedAt,
  endedAt,
  officer,
  state,
  fileCount,
  sizeBytes,
  receiptId,
}: RetrievalRow): Output<'retrievals.list'>[number] => ({
  id,
  number,
  caseId,
  reactRef,
  stickNumber,
  startedAt,
  endedAt,
  officer,
  state,
  fileCount,
  sizeBytes,
  receiptId: receiptId as DocumentId | null,
});

export type RetrievalService = ReturnType<typeof createRetrievalService>;
