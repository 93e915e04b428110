import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input, Output } from '../../src/shared/contract.ts';
import type { BundleId, CaseId, IncidentId, JobId, RecordingId, RetrievalId, StickId } from '../../src/shared/model.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { accounts, need, type TrialApp } from './trial-app.ts';

/** What a retrieval is about, made by `openCase`. */
export interface OpenedCase {
  readonly caseId: CaseId;
  readonly incidentId: IncidentId;
  readonly stickId: StickId;
}

/** A case with one incident, and a registered stick. The officer must be signed in. */
export async function openCase(trial: TrialApp): Promise<OpenedCase> {
  const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise, Edward Street' });
  const { id: incidentId } = await trial.ok('cases.reportIncident', {
    caseId,
    system: 'standard-4g',
    occurredAt: '2026-10-05T21:15:00',
    place: 'Edward Street, rear car park',
    description: 'Two people at the bins.',
  });
  const stick = await trial.ok('sticks.register', { number: 'S-07', serial: 'KINGSTON-0A1B', encrypted: true });
  return { caseId, incidentId, stickId: stick.id };
}

/** Looks into the folder and starts taking all of it. */
export async function startRetrieval(
  trial: TrialApp,
  { caseId, incidentId, stickId }: OpenedCase,
  folder: string,
  more: Partial<Input<'retrievals.start'>> = {},
): Promise<{ jobId: JobId; retrievalId: RetrievalId; survey: Output<'retrievals.survey'> }> {
  trial.shell.folders.push(folder);
  const survey = await trial.ok('retrievals.survey', { stickId });
  const started = await trial.ok('retrievals.start', {
    surveyId: survey.id,
    caseId,
    incidentId,
    period: { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' },
    timeCheck: {
      systemTime: '2026-10-06T10:03:12',
      referenceTime: '2026-10-06T10:00:00',
      source: 'speaking-clock',
      seenBy: 'Alan Sutcliffe',
    },
    kitSerial: 'DVR-4G-012',
    place: '12 Edward Street',
    reason: 'Incident of 5 October.',
    ...more,
  });
  return { ...started, survey };
}

type OpenViewing = Output<'viewings.open'>;

/** Opens a viewing of one recording, every question of the room check answered; its one camera stands beside it. */
export async function openViewing(
  trial: TrialApp,
  recordingId: RecordingId,
): Promise<OpenViewing & OpenViewing['cameras'][number]> {
  const opened = await trial.ok('viewings.open', viewingOf(recordingId));
  return { ...need(opened.cameras[0]), ...opened };
}

export const roomCheck = { nobodyBehind: true, doorShut: true, screenNotOverlooked: true } as const;

export const viewingOf = (recordingId: RecordingId) => ({
  recordingId,
  purpose: 'Incident review',
  place: 'Viewing room, Cornerstone',
  reason: 'Find the window being broken.',
  roomCheck,
  personsPresent: [],
});

/** Waits until nothing runs any more; answers every job. */
export async function quiet(trial: TrialApp): Promise<Output<'jobs.list'>> {
  for (const { id } of await trial.ok('jobs.list', {})) await trial.ended(id);
  return trial.ok('jobs.list', {});
}

/** A few small files as two cameras leave them: two that play as they are, one that needs a copy, two that do not play. */
export async function smallExport(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1'];
  const named = (camera: number, ending: string): string =>
    join(folder, `NVR_ch${camera}_main_20261005211000_20261005211002.${ending}`);
  const source = (size: string): string[] => ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=10:duration=1`];
  await ffmpeg(...source('320x240'), ...film, '-movflags', '+faststart', named(1, 'mp4'));
  await ffmpeg(...source('352x288'), ...film, named(2, 'mp4'));
  await ffmpeg('-i', named(2, 'mp4'), '-c', 'copy', '-f', 'mpegts', named(3, 'ts'));
  await copyFile(named(1, 'mp4'), join(folder, 'copy-of-the-first.mp4'));
  await writeFile(
    join(folder, 'index00.bin'),
    Buffer.concat([Buffer.alloc(1280), Buffer.from('OFNI'), Buffer.alloc(76)]),
  );
  await writeFile(join(folder, 'README.txt'), 'Play these files with player.exe.\r\n');
}

/** Proceedings, a bundle of what plays and the manager's approval. Leaves the officer signed in. */
export async function approvedBundle(trial: TrialApp, caseId: CaseId): Promise<Output<'bundles.prepare'>> {
  const proceedings = await trial.ok('proceedings.name', {
    caseId,
    kind: 'civil',
    court: 'County Court at Stockport',
    caseNumber: 'L00SK123',
    parties: 'Stockport Homes v Doe',
  });
  const chosen = (await trial.ok('recordings.list', { caseId })).filter(({ playable }) => playable === 'derivative');
  const bundle = await trial.ok('bundles.prepare', {
    proceedingsId: proceedings.id,
    recordings: [{ recordingId: need(chosen[0]).id, description: 'Camera view' }],
    stillIds: [],
  });
  await approve(trial, bundle.id);
  return bundle;
}

/** The manager comes, approves and goes; the officer is signed in before and after. */
export async function approve(trial: TrialApp, bundleId: BundleId): Promise<void> {
  await trial.signOut();
  await trial.signIn('manager');
  const { password } = accounts.manager;
  await trial.ok('bundles.decide', { bundleId, decision: 'approve', reasons: 'Hearing.', password });
  await trial.signOut();
  await trial.signIn('officer');
}

/** The form of a police officer in charge, signed by an Inspector (CoP 5.13). */
export const policeRequest: Input<'stills.requestByPolice'>['police'] = {
  rank: 'constable',
  collarNumber: 'GMP 21873',
  station: 'Stockport',
  contact: '0161 872 5050',
  identification: 'Warrant card',
  identificationSeenBy: 'Alan Sutcliffe',
  crimeNumber: '06/123456/26',
  incidentAt: '2026-10-05T21:10:00',
  incidentPlace: '14 Brinnington Rise',
  incidentNote: 'Front door forced.',
  askedAt: '2026-10-06T08:30:00',
  requiredFor: 'detection',
  wanted: 'Two prints',
  authorisedBy: 'Colin Reed',
  authorisedRank: 'inspector',
  authorisedNumber: 'GMP 10422',
  authorisedOn: '2026-10-06',
  justification: 'The only likeness of the suspect.',
  undertaking: true,
};

/** Two cameras of one recorder, six seconds each, the second begun two seconds after the first; key pictures a second apart. */
export async function twoCameras(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', '-g', '10'];
  for (const [index, from] of [211000, 211002].entries()) {
    const source = `testsrc2=size=${160 + 16 * index}x120:rate=10:duration=6`;
    const name = `NVR_ch${index + 1}_main_20261005${from}_20261005${from + 6}.mp4`;
    await ffmpeg('-f', 'lavfi', '-i', source, ...film, '-movflags', '+faststart', join(folder, name));
  }
}
