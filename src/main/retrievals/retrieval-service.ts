import { dvrUsbDriver } from '../../device-drivers/dvr-usb/dvr-usb-driver.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CameraSystem, RetrievalId, SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { CaseService } from '../cases/case-service.ts';
import type { ReadDb } from '../database/database.ts';
import type { RetrievalGround } from '../deployments/retrieval-ground-service.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { JobRequest, Jobs } from '../jobs.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { openFolder } from '../platform/folder-reader.ts';
import { freeBytes } from '../platform/free-space.ts';
import { newId } from '../platform/ids.ts';
import type { Volume } from '../platform/volume.ts';
import type { ExaminationService } from '../recordings/examination-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { offsetSeconds } from '../time.ts';
import type { ObjectService } from '../vault/object-service.ts';
import { createFileIntake } from './file-intake-service.ts';
import { deviceFacts } from './device-record.ts';
import type { RecorderService } from './recorder-service.ts';
import { listDevice } from './device-survey-service.ts';
import type { PortalConnections } from './portal-connection-service.ts';
import type { SimulatedRecorder } from './simulated-recorder-service.ts';
import { createAccessRecords } from './access-record-service.ts';
import { createRetrievalJob, timeCheckOf } from './retrieval-job.ts';
import {
  findRetrieval,
  listRetrievals,
  listRunningRetrievals,
  type RetrievalRow,
  systemOfRetrieval,
} from './retrieval-store.ts';
import { listRetrievedFiles } from './retrieved-file-store.ts';
import { checkPortal, portalFacts, withPortalList } from './portal-download-service.ts';
import { insertRecord } from './retrieval-record-service.ts';
import { stickIdentity, type StickService } from './stick-service.ts';
import type { StickRow } from './stick-store.ts';
import { coverageIn, createSurveyDesk, type OpenSurvey, shownSurvey, stickListing } from './survey-service.ts';

export interface RetrievalPorts {
  readonly db: ReadDb;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
  readonly volumes: (folder: string) => Promise<Volume>;
  readonly objects: ObjectService;
  readonly jobs: Jobs;
  readonly cases: CaseService;
  readonly sticks: StickService;
  readonly recorders: RecorderService;
  readonly portals: PortalConnections;
  readonly simulated: SimulatedRecorder;
  readonly recordings: RecordingService;
  readonly examinations: ExaminationService;
  readonly documents: DocumentService;
  readonly settings: SettingsService;
  readonly ground: RetrievalGround;
}

/** Room kept free beside what is copied: sealing adds little, but derivatives and registers need some. */
const SPARE_BYTES = 512 * 1024 * 1024;

export function createRetrievalService(ports: RetrievalPorts) {
  const {
    db,
    shell,
    vaultFolder,
    volumes,
    objects,
    jobs,
    cases,
    sticks,
    recorders,
    portals,
    simulated,
    recordings,
    examinations,
    documents,
    settings,
    ground,
  } = ports;
  const surveys = createSurveyDesk();
  const intake = createFileIntake({ db, objects, recordings, retention: settings.read });
  const job = createRetrievalJob({
    ...{ db, intake, recordings, examinations, documents, ground },
    accessRecords: createAccessRecords({ db, objects }),
  });
  const require = (id: RetrievalId): RetrievalRow => {
    const row = findRetrieval(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such retrieval.');
    return row;
  };

  return {
    require,
    list: ({ caseId }: Parsed<'retrievals.list'>): Output<'retrievals.list'> => listRetrievals(db, caseId ?? null),
    files: (id: RetrievalId) => listRetrievedFiles(db, id),
    systemOf: (id: RetrievalId): CameraSystem => systemOfRetrieval(db, id),
    unfinished: (): RetrievalRow[] => listRunningRetrievals(db),

    read({ retrievalId }: Parsed<'retrievals.read'>): Output<'retrievals.read'> {
      const row = require(retrievalId);
      return {
        retrieval: row,
        period: { from: row.periodFrom, to: row.periodTo },
        kitSerial: row.kitSerial,
        place: row.place,
        reason: row.reason,
        camera: ground.cameraOf(row.id),
        device: row.device === null && row.portal === null ? null : comeBy(row),
        coverage: row.coverage,
        timeCheck: timeCheckOf(row),
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
    async survey({ stickId, portal }: Parsed<'retrievals.survey'>, act: Act): Promise<Output<'retrievals.survey'>> {
      const stick = sticks.require(stickId);
      const what = portal === undefined ? 'export' : 'portal download';
      const path = await shell.chooseFolder(`Choose the folder of the ${what} on memory stick ${stick.number}`);
      if (path === null) throw new AppError('cancelled', 'No folder was chosen.');
      const sourceIdentity = await lookAtDrive(stick, path, volumes);
      const session = await dvrUsbDriver.open(await openFolder(path), new AbortController().signal);
      const found = await session.survey();
      const own = stickListing(found);
      const compared = portal === undefined ? null : await withPortalList(session, own);
      const opened: OpenSurvey = {
        ...{ id: newId<SurveyId>(), session, listing: compared?.listing ?? own, sourceIdentity },
        ...{ source: { kind: 'stick', stick }, sourceName: `Memory stick ${stick.number}` },
        ...(portal === undefined || compared === null
          ? {}
          : { portal: { ...portal, ...compared.found }, uncompared: own }),
      };
      await surveys.add(opened);
      const { files, refused, footageFiles, sizeBytes } = found.totals;
      act.change(['retrievals'], (tx) =>
        tx.enter(`stick ${stick.number}`, {
          stickId,
          folder: found.folderName,
          files,
          footageFiles,
          refused,
          sizeBytes,
          sourceIdentity,
          ...(opened.portal === undefined ? {} : { portal: opened.portal }),
        }),
      );
      return shownSurvey(opened, await freeBytes(vaultFolder));
    },

    /** Another file is the portal's list: all that the first one said is forgotten, and nothing of it is kept. */
    async compareList(
      { surveyId, listPath }: Parsed<'retrievals.compareList'>,
      act: Act,
    ): Promise<Output<'retrievals.compareList'>> {
      const survey = surveys.require(surveyId);
      const { portal, uncompared, session, source, sourceName } = survey;
      if (portal === undefined || uncompared === undefined || source.kind !== 'stick')
        throw new AppError('invalid-input', 'Only a download from the portal is compared with the portal’s list.');
      const { listing, found } = await withPortalList(session, uncompared, listPath);
      const told = { ...portal, ...found };
      const compared: OpenSurvey = { ...survey, listing, portal: told };
      surveys.require(surveyId); // taken or replaced meanwhile: then there is nothing to compare any more
      await surveys.add(compared);
      act.change(['retrievals'], (tx) =>
        tx.enter(sourceName, { stickId: source.stick.id, folder: listing.name, portal: told }),
      );
      return shownSurvey(compared, await freeBytes(vaultFolder));
    },

    /** What a connected recorder or portal lists for a period; from then on it is taken as a stick is. */
    async search(input: Parsed<'retrievals.search'>, act: Act): Promise<Output<'retrievals.search'>> {
      const opened = await listDevice(db, { recorders, portals, simulated }, input, act);
      await surveys.add(opened);
      return shownSurvey(opened, await freeBytes(vaultFolder));
    },

    coverage: ({ surveyId, period }: Parsed<'retrievals.coverage'>): Output<'retrievals.coverage'> =>
      coverageIn(surveys.require(surveyId), period),

    /** Records the retrieval with every entry of the stick, then takes the files as a job. */
    async start(input: Parsed<'retrievals.start'>, act: Act): Promise<Output<'retrievals.start'>> {
      // Also of a closed case: footage that is about to be overwritten is never lost because of a form.
      const { system } = cases.requireIncident(input.caseId, input.incidentId);
      ground.check(input);
      checkPortal(input, surveys.require(input.surveyId), system);
      refuseImpossibleOffset(input.timeCheck);
      const coverage = coverageIn(surveys.require(input.surveyId), input.period);
      const needed = surveys.require(input.surveyId).listing.sizeBytes + SPARE_BYTES;
      if ((await freeBytes(vaultFolder)) < needed)
        throw new AppError(
          'unavailable',
          'There is not enough room on the laptop for this. Free some space or dispose of what is due, then start again.',
        );
      // Asked last, after everything that waits: two starts at once must not both find nobody busy.
      if (jobs.isBusy('retrieval'))
        throw new AppError('conflict', 'A retrieval is already running. Wait until it has ended.');
      const survey = surveys.take(input.surveyId);
      recorders.hand(survey.session);
      portals.hand(survey.session);
      simulated.hand(survey.session);
      const id = newId<RetrievalId>();
      const { jobId, request } = act.change(['retrievals', 'jobs'], (tx) => {
        const number = insertRecord(tx, { id, input, survey, coverage, act, ground });
        const asked: JobRequest = { kind: 'retrieval', title: `Retrieval ${number}`, subjectId: id };
        return { jobId: jobs.create(tx, asked, act.now()), request: asked };
      });
      void jobs.start(jobId, request, act, (work) => job.run(id, { survey, act, work }));
      return { retrievalId: id, jobId };
    },

    /** What a crash left running: files not reached are said so, and the retrieval ends with what it has. */
    async resolveLeftOvers(act: Act): Promise<void> {
      for (const { id } of listRunningRetrievals(db)) await job.resolve(id, act);
    },
  };
}

/** What is on record of the recorder and of the way its footage came. */
const comeBy = ({ device, portal }: RetrievalRow) => [
  ...(device === null ? [] : deviceFacts(device)),
  ...(portal === null ? [] : portalFacts(portal)),
];

/** What the drive below a folder says of itself, against the register. */
async function lookAtDrive(stick: StickRow, path: string, volumes: RetrievalPorts['volumes']): Promise<string> {
  const volume = await volumes(path).catch((cause: unknown) => {
    throw new AppError(
      'unavailable',
      'The chosen folder cannot be read. Connect the stick again and choose it again.',
      {
        cause,
      },
    );
  });
  return stickIdentity(stick, volume);
}

/** A recorder whose battery is flat stands in 1970 or 2000; further off, a year was mistyped. */
const LARGEST_OFFSET_SECONDS = 100 * 366 * 86_400;

function refuseImpossibleOffset({ systemTime, referenceTime }: Parsed<'retrievals.start'>['timeCheck']): void {
  if (Math.abs(offsetSeconds(systemTime, referenceTime)) > LARGEST_OFFSET_SECONDS)
    throw new AppError(
      'invalid-input',
      'The two clocks of the time check lie more than a hundred years apart. Check the years.',
    );
}

export type RetrievalService = ReturnType<typeof createRetrievalService>;
