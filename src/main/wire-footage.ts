import { theApplication } from './acts.ts';
import { lastBackupAge } from './backups/backups-due.ts';
import { createCaseService } from './cases/case-service.ts';
import { createScheme } from './deployments/scheme-service.ts';
import { createPostureService } from './lockdown/posture-service.ts';
import { createMedia } from './media.ts';
import { freeBytes } from './platform/free-space.ts';
import { findMediaTools } from './platform/media-tools.ts';
import { createActivityService } from './recordings/activity-service.ts';
import { createExaminationService } from './recordings/examination-service.ts';
import type { MediaPorts } from './recordings/piped-footage.ts';
import { createRecordingCases } from './recordings/recording-cases-service.ts';
import { createRecordingService, type RecordingService } from './recordings/recording-service.ts';
import { createPortalConnections } from './retrievals/portal-connection-service.ts';
import { createPortalCopies } from './retrievals/portal-copy-service.ts';
import { createPortalService } from './retrievals/portal-service.ts';
import { createRecorderService } from './retrievals/recorder-service.ts';
import { createSimulatedRecorder } from './retrievals/simulated-recorder-service.ts';
import { createRetrievalService } from './retrievals/retrieval-service.ts';
import { createSiteService } from './retrievals/site-service.ts';
import { createStickService } from './retrievals/stick-service.ts';
import { createMaskService } from './stills/mask-service.ts';
import { createContactSheets } from './stills/contact-sheet-service.ts';
import { createStillPictures } from './stills/still-picture-service.ts';
import { createStillService } from './stills/still-service.ts';
import { createStillSheets } from './stills/still-sheet-service.ts';
import { londonDay } from './time.ts';
import { createGuardedReading } from './verification/guarded-reading-service.ts';
import { createSlices } from './verification/slices.ts';
import { createVerificationService } from './verification/verification-service.ts';
import { createOneShowing } from './viewings/one-showing.ts';
import { OfficerPresent } from './viewings/officer-present-service.ts';
import { createRecognitionService } from './viewings/recognition-service.ts';
import { createStretches } from './viewings/viewing-stretch-service.ts';
import { createViewingService, type ViewingService } from './viewings/viewing-service.ts';
import type { Base, WorkplacePorts } from './wire-base.ts';

/** From the request for a camera to its footage in the vault, looked at, and its stills. */
export function wireFootage(base: Base, ports: WorkplacePorts) {
  const { db, vault, clock, shell, actAs, stepUp, clockCheck, jobs, objects, settings, breaches, ledger } = base;
  const { damages, documents, backups, announceDamage, coSign, qualifications, people } = base;
  const sites = createSiteService({ db, vaultKey: vault.vaultKey, stepUp });
  const portals = createPortalService({ db, shell, stepUp });
  const posture = createPostureService({
    ...{ db, vaultFolder: vault.folder, stepUp, freeBytes, findTools: findMediaTools },
    laptop: ports.laptop,
    programFingerprint: ports.programFingerprint,
    clockQuestions: clockCheck.inWords,
    expectedInterfaces: () => [
      ...sites.list().map(({ vpnInterface }) => vpnInterface),
      ...portals.list().flatMap(({ isOn, networkInterface }) => (isOn ? [networkInterface] : [])),
    ],
    backupDays: () => lastBackupAge(backups.list(), londonDay(clock.now())),
  });
  const media = createMedia();
  const findTools = async (): Promise<MediaPorts> => {
    await posture.requireTools();
    return { tools: await findMediaTools() };
  };
  const cases = createCaseService({ db, clock, settings, ledger });
  const reading = createGuardedReading({ objects, damages, media, actAs });
  const scheme = createScheme({
    ...{ db, clock, cases, documents, settings, breaches, ledger, stepUp, objects, shell, reading },
  });
  const activity = createActivityService({ db, objects });
  let viewings: ViewingService | null = null;
  const recordings: RecordingService = createRecordingService({
    ...{ db, clock, objects, damages, announceDamage },
    viewingsOf: (id) => viewings?.ofRecording(id) ?? [],
    onCopyDropped: (id) => examinations.examineAgain(id, actAs(theApplication, 'recordings.examineAgain')),
  });
  const examinations = createExaminationService({
    ...{ objects, recordings, activity, breaches, settings, jobs },
    media: findTools,
  });
  const sticks = createStickService({ db });
  const recorders = createRecorderService({ sites, clock });
  const portalConnections = createPortalConnections({ portals, clock });
  const simulated = createSimulatedRecorder({ clock });
  const retrievals = createRetrievalService({
    ...{ db, shell, objects, jobs, cases, sticks, recorders, recordings, examinations, documents, settings },
    ...{ vaultFolder: vault.folder, volumes: ports.volumes, portals: portalConnections, simulated },
    ground: scheme.retrievalGround,
  });
  const proveOfficer = OfficerPresent.proving({ coSign, bars: qualifications.bars });
  const oneShowing = createOneShowing();
  const cutStretch = createStretches({ objects, recordings, media: findTools });
  const recordingCases = createRecordingCases({ db });
  viewings = createViewingService({
    ...{ db, media, recordings, recordingCases, activity, cutStretch, objects, damages, jobs },
    ...{ settings, ledger, oneShowing, proveOfficer, actAs },
  });
  const recognitions = createRecognitionService({ db, viewings, recordings, documents });
  const pictures = createStillPictures({ objects, damages, actAs });
  const contactSheets = createContactSheets({ db, documents, pictures, ledger, breaches });
  const sheets = createStillSheets({
    ...{ db, recordings, documents, pictures, ledger, contactSheets },
    bars: qualifications.bars,
  });
  const stills = createStillService({
    ...{ db, media, objects, recordings, recordingCases, viewings, people, pictures, sheets, stepUp, proveOfficer },
    mediaTools: findTools,
  });
  const masks = createMaskService({
    ...{ db, media, objects, stills, ledger, pictures, stepUp, proveOfficer },
    mediaTools: findTools,
  });
  const verification = createVerificationService({
    ...{ db, objects, recordings, activity, damages, ledger, settings, jobs },
    checkRegisters: vault.checkRegisters,
    isNeeded: () => jobs.isOtherRunning('verification') || media.isPlaying(),
  });
  const slices = createSlices({
    pauseMs: ports.verifyAfterMs,
    run: (signal) => verification.slice(actAs(theApplication, 'verification.slice'), signal),
    report: (error) => ports.report('verification', error),
  });
  return {
    ...{ posture, media, reading, cases, scheme, recordings, recordingCases, examinations, sticks, sites, recorders },
    ...{
      retrievals,
      portals,
      portalConnections,
      portalCopies: createPortalCopies({ db }),
      simulated,
      mediaTools: findTools,
      viewings,
      recognitions,
      stills,
    },
    ...{ masks, pictures, oneShowing, proveOfficer, stillSheets: sheets, contactSheets, verification, slices },
  };
}

export type Footage = ReturnType<typeof wireFootage>;
