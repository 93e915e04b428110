import type { Answers } from './fake-bridge.ts';
import { proceedings, bundle, preparedBundle, disc } from './court-fixtures.ts';
import {
  id,
  hash,
  stickId,
  retrievalId,
  recordingId,
  discId,
  jobId,
  settings,
  incident,
  caseSummary,
  survey,
  period,
  coverage,
  timeCheck,
  retrieval,
  recording,
  damagedRecording,
  viewing,
  bookmark,
  openViewing,
  still,
  requestedStill,
} from './footage-fixtures.ts';

const drive = { id: 'sr0', name: 'Pioneer BDR-212', media: 'blank', capacityBytes: 4_700_000_000 };

const officer = { id: id(90), name: 'Amira Shah', username: 'a.shah', role: 'officer', initials: 'AS' };
const manager = { id: id(91), name: 'David Okafor', username: 'd.okafor', role: 'manager', initials: 'DO' };
const people = { officer, manager };

const appState = (role: 'officer' | 'manager') => ({
  phase: 'signed-in',
  person: people[role],
  notice: null,
  hostLabel: null,
  version: '0.1.0',
  idleLockMinutes: 5,
  now: '2026-11-24T09:00:00.000Z',
});

/** What the core of these screens says when nothing is out of the ordinary. */
export const everyday: Answers = {
  'app.state': () => appState('officer'),
  'settings.read': () => settings,
  'cases.list': () => [caseSummary],
  'cases.read': () => ({ case: caseSummary, incidents: [incident], timeline: [], reactSlip: '' }),
  'sticks.list': () => [
    {
      id: stickId,
      number: 'STICK-03',
      serial: '4C530001',
      encrypted: false,
      registeredAt: '2026-10-01T09:00:00.000Z',
      registeredBy: 'Amira Shah',
    },
  ],
  'retrievals.survey': () => survey,
  'retrievals.coverage': () => coverage,
  'retrievals.start': () => ({ retrievalId, jobId }),
  'retrievals.list': () => [retrieval],
  'retrievals.read': () => ({
    retrieval,
    period,
    timeCheck,
    kitSerial: 'DVR-88213',
    place: incident.place,
    reason: 'Incident of 4 November',
    coverage,
    files: [
      {
        path: 'ch01_20261104212000.mp4',
        sizeBytes: 512_000_000,
        sha256: recording.sha256,
        role: 'footage',
        outcome: 'master',
        reason: null,
        recordingId,
      },
      {
        path: 'ch02_20261104200000.mp4',
        sizeBytes: 93_000_000,
        sha256: null,
        role: 'footage',
        outcome: 'failed',
        reason: 'The stick could not read it at 12,582,912 bytes.',
        recordingId: null,
      },
    ],
  }),
  'jobs.list': () => [
    {
      id: jobId,
      kind: 'retrieval',
      title: 'Retrieval RET-0007',
      state: 'done',
      step: 'Read back',
      done: 4,
      total: 4,
      unit: 'bytes',
      startedAt: '2026-11-12T14:00:00.000Z',
      endedAt: '2026-11-12T14:04:10.000Z',
      failure: null,
      subjectId: retrievalId,
    },
  ],
  'recordings.list': () => [recording, damagedRecording],
  'recordings.read': (input) => ({
    recording: input.recordingId === damagedRecording.id ? damagedRecording : recording,
    timeCheck,
    timeClaims: survey.files[1]?.timeClaims ?? [],
    facts: [
      { label: 'Picture', value: '1920 × 1080 at 25 frames a second' },
      { label: 'Frames', value: '67,500' },
    ],
    derivative: {
      sha256: hash(40),
      route: 'stream-copy',
      proof: 'All 67,500 coded frames are the same in master and derivative.',
      tool: 'ffmpeg 7.1',
    },
    viewings: [
      {
        number: 'VIEW-0030',
        at: '2026-11-13T08:40:00.000Z',
        by: 'Amira Shah',
        purpose: 'Incident review',
        outcome: 'still-wanted',
      },
    ],
    disposedAt: null,
  }),
  'viewings.list': () => [],
  'viewings.open': () => openViewing,
  'viewings.watched': () => null,
  'viewings.bookmark': (input) => ({ ...bookmark, id: id(60), ...input, viewingId: undefined }),
  'viewings.close': (input) => ({
    viewing: { ...viewing, closedAt: '2026-11-24T09:30:00.000Z', ending: 'closed', outcome: input.outcome },
    reactSlip: 'Viewing VIEW-0031 of REC-0012\nNothing relevant seen.',
  }),
  'stills.list': () => [still, requestedStill],
  'stills.request': () => requestedStill,
  'stills.show': () => ({ url: '/media/still' }),
  'proceedings.list': () => [proceedings],
  'bundles.list': () => [bundle, preparedBundle],
  'bundles.prepare': () => preparedBundle,
  'drives.list': () => [drive],
  'discs.list': () => [disc],
  'discs.burn': () => ({ discId, jobId }),
  'discs.move': () => disc,
  'documents.print': () => ({ printed: true }),
  'approvals.list': () => [],
  'deployments.list': () => [],
  'today.read': () => ({ due: [], checkedAt: '2026-11-24T09:00:00.000Z' }),
};
