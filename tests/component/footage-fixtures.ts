import type { Answers } from './fake-bridge.ts';

// A core that has one case, one stick, two recordings, two stills and two bundles.

export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const hash = (number: number): string => String(number).padStart(2, '0').repeat(32);

export const caseId = id(1);
export const incidentId = id(2);
export const stickId = id(3);
export const surveyId = id(4);
export const retrievalId = id(5);
export const recordingId = id(6);
export const viewingId = id(7);
export const bundleId = id(12);
export const discId = id(13);
export const jobId = id(14);

export const settings = {
  controllerName: 'Stockport Homes Group',
  controllerAddress: 'Cornerstone, 2 Edward Street, Stockport, SK1 3NQ',
  assuranceMailbox: 'assurance@example.org',
  viewingPlace: 'Viewing room, Cornerstone',
  viewingPurposes: ['Incident review', 'Necessity for court', 'Still request', 'Audit'],
  overwriteDays: { 'standard-4g': 28, 'ic-pod': 28, idcam: 35 },
  retentionDays: 42,
  idleLockMinutes: 5,
};

export const incident = {
  id: incidentId,
  caseId,
  system: 'standard-4g',
  occurredAt: '2026-11-04T21:10:00',
  place: 'Front of 12 Bridge Street',
  description: 'A bottle was thrown at the front window; voices were heard before it.',
  reportedAt: '2026-11-05T09:20:00.000Z',
  overwriteOn: '2026-12-02',
  daysLeft: 8,
  retrieved: false,
};

export const caseSummary = {
  id: caseId,
  reactRef: 'ASB/2026/0417',
  title: 'Bridge Street',
  openedAt: '2026-11-01T10:00:00.000Z',
  openedBy: 'Amira Shah',
  incidentCount: 1,
  recordingCount: 2,
  nextOverwriteOn: '2026-12-02',
};

const claim = (kind: string, wallClock: string, source: string) => ({ kind, wallClock, zone: 'local', source });
export const survey = {
  id: surveyId,
  stickNumber: 'STICK-03',
  folderName: 'export_20261112',
  stickIdentity: 'The serial number of the drive is the one that was registered.',
  files: [
    {
      path: 'ch01_20261104200000.mp4',
      sizeBytes: 734_003_200,
      format: 'MP4, H.264, 1920 × 1080',
      role: 'footage',
      channel: 'Channel 1',
      timeClaims: [
        claim('start', '2026-11-04T20:00:00', 'file-name'),
        claim('start', '2026-11-04T20:03:12', 'stream'),
        claim('end', '2026-11-04T21:00:00', 'stream'),
      ],
      contradictions: ['The file name says 20:00:00, the stream says 20:03:12.'],
    },
    {
      path: 'ch01_20261104212000.mp4',
      sizeBytes: 512_000_000,
      format: 'MP4, H.264, 1920 × 1080',
      role: 'footage',
      channel: 'Channel 1',
      timeClaims: [claim('start', '2026-11-04T21:20:00', 'file-name'), claim('end', '2026-11-04T22:05:00', 'stream')],
      contradictions: [],
    },
    {
      path: 'index.dat',
      sizeBytes: 8192,
      format: 'not recognised',
      role: 'index',
      channel: null,
      timeClaims: [],
      contradictions: [],
    },
    {
      path: 'Player.exe',
      sizeBytes: 6_400_000,
      format: 'Windows program',
      role: 'player',
      channel: null,
      timeClaims: [],
      contradictions: [],
    },
  ],
  refused: [{ path: 'ch02_20261104200000.mp4', reason: 'The stick could not read it at 12,582,912 bytes.' }],
  totalBytes: 1_252_411_392,
  freeBytes: 220_000_000_000,
};

export const period = { from: '2026-11-04T20:43:12', to: '2026-11-04T21:43:12' };
export const coverage = [
  {
    channel: 'Channel 1',
    covered: [
      { from: '2026-11-04T20:43:12', to: '2026-11-04T21:00:00' },
      { from: '2026-11-04T21:20:00', to: '2026-11-04T21:43:12' },
    ],
    gaps: [{ from: '2026-11-04T21:00:00', to: '2026-11-04T21:20:00' }],
    untimedFiles: 1,
  },
];

export const timeCheck = {
  systemTime: '2026-11-12T10:03:12',
  referenceTime: '2026-11-12T10:00:00',
  source: 'speaking-clock',
  seenBy: 'Amira Shah',
  offsetSeconds: 192,
};

export const retrieval = {
  id: retrievalId,
  number: 'RET-0007',
  caseId,
  reactRef: caseSummary.reactRef,
  stickNumber: 'STICK-03',
  startedAt: '2026-11-12T14:00:00.000Z',
  endedAt: '2026-11-12T14:04:10.000Z',
  officer: 'Amira Shah',
  state: 'partial',
  fileCount: 4,
  sizeBytes: 1_252_411_392,
  receiptId: id(20),
};

export const recording = {
  id: recordingId,
  number: 'REC-0012',
  caseId,
  reactRef: caseSummary.reactRef,
  retrievalId,
  fileName: 'ch01_20261104212000.mp4',
  format: 'MP4, H.264, 1920 × 1080',
  channel: 'Channel 1',
  sizeBytes: 512_000_000,
  sha256: hash(12),
  recordedFrom: '2026-11-04T21:20:00',
  recordedTo: '2026-11-04T22:05:00',
  offsetSeconds: 192,
  retentionDeadline: '2026-12-24',
  daysLeft: 30,
  state: 'kept',
  playable: 'derivative',
  hasAudio: false,
};
export const damagedRecording = {
  ...recording,
  id: id(8),
  number: 'REC-0011',
  fileName: 'ch01_20261104200000.mp4',
  recordedFrom: '2026-11-04T20:03:12',
  recordedTo: '2026-11-04T21:00:00',
  sha256: hash(11),
  state: 'quarantined',
  playable: 'no',
  daysLeft: -2,
  retentionDeadline: '2026-11-22',
};

export const viewing = {
  id: viewingId,
  number: 'VIEW-0031',
  recordingId,
  recordingNumber: recording.number,
  reactRef: caseSummary.reactRef,
  purpose: 'Incident review',
  place: settings.viewingPlace,
  viewer: 'Amira Shah',
  personsPresent: [],
  openedAt: '2026-11-24T09:00:00.000Z',
  closedAt: null as string | null,
  ending: 'open',
  outcome: null as string | null,
  outcomeNote: null,
  watched: [],
};

export const bookmark = {
  id: id(9),
  recordingId,
  positionMs: 4000,
  frameIndex: 100,
  note: 'A person with a bottle comes from the left.',
  at: '2026-11-24T09:02:00.000Z',
  by: 'Amira Shah',
};

export const openViewing = {
  viewing,
  media: { url: '/media/grant', kind: 'derivative', sha256: hash(40) },
  durationMs: 40_000,
  frameCount: 1000,
  frameTimesMs: null as number[] | null,
  frameStepMs: 40,
  recordedFrom: recording.recordedFrom as string | null,
  offsetSeconds: 192,
  bookmarks: [bookmark],
};

export const still = {
  id: id(10),
  number: 'STILL-0004',
  recordingId,
  recordingNumber: recording.number,
  caseId,
  reactRef: caseSummary.reactRef,
  state: 'countersigned',
  requester: 'Joanne Pike (SNO)',
  necessity: 'To ask the customer whether she knows the person.',
  particulars: 'Person in a light coat at the front door, facing the camera',
  requestedAt: '2026-11-13T09:00:00.000Z',
  requestedBy: 'Amira Shah',
  decidedBy: 'David Okafor',
  decisionReasons: 'Necessary to identify the person.',
  frameIndex: 100,
  positionMs: 4000,
  recordedTime: '2026-11-04T21:20:04',
  correctedTime: '2026-11-04T21:16:52',
  producedAt: '2026-11-13T11:00:00.000Z',
  producedBy: 'Amira Shah',
  sha256: hash(33),
  width: 1920,
  height: 1080,
  countersignedBy: 'David Okafor',
  countersignedAt: '2026-11-13T15:00:00.000Z',
  cabinetPlace: 'Cabinet A, shelf 2',
  sheetId: id(21),
};
export const requestedStill = {
  ...still,
  id: id(11),
  number: 'STILL-0005',
  state: 'requested',
  decidedBy: null,
  decisionReasons: null,
  producedAt: null,
  producedBy: null,
  sha256: null,
  countersignedBy: null,
  countersignedAt: null,
  cabinetPlace: null,
  sheetId: null,
};

export const proceedings = {
  id: id(15),
  caseId,
  reactRef: caseSummary.reactRef,
  kind: 'civil',
  court: 'County Court at Manchester',
  caseNumber: 'K01MA123',
  parties: 'Stockport Homes v Example',
  hearingOn: '2027-01-14',
  namedAt: '2026-11-16T09:00:00.000Z',
  namedBy: 'Amira Shah',
};

export const bundle = {
  id: bundleId,
  number: 'BUN-0002',
  proceedings,
  state: 'approved',
  preparedAt: '2026-11-17T09:00:00.000Z',
  preparedBy: 'Amira Shah',
  decidedBy: 'David Okafor' as string | null,
  decidedAt: '2026-11-17T14:00:00.000Z' as string | null,
  decisionReasons: 'Needed for the hearing of 14 January.' as string | null,
  note: null,
  exhibits: [
    {
      reference: 'AS/1',
      kind: 'recording',
      description: 'Footage of the front of 12 Bridge Street, 4 November 2026, from 21:20',
      recordingId,
      stillId: null,
      sha256: recording.sha256,
      sizeBytes: recording.sizeBytes,
    },
    {
      reference: 'AS/2',
      kind: 'still',
      description: still.particulars,
      recordingId: null,
      stillId: still.id,
      sha256: hash(33),
      sizeBytes: 2_400_000,
    },
  ],
  completeness: [
    'Asked for: 4 November 2026, 20:43:12 to 21:43:12 on the recorder’s clock, channel 1.',
    'Nothing was recorded from 21:00:00 to 21:20:00.',
    'One file could not be read: ch02_20261104200000.mp4.',
  ],
  documents: [{ id: id(22), title: 'Continuity chart' }],
};
export const preparedBundle = {
  ...bundle,
  id: id(16),
  number: 'BUN-0003',
  state: 'prepared',
  decidedBy: null,
  decidedAt: null,
  decisionReasons: null,
};

export const disc = {
  id: discId,
  number: 'DISC-0003',
  bundleId,
  bundleNumber: bundle.number,
  copy: 'master',
  setNumber: 1,
  setSize: 1,
  state: 'verified',
  burnedAt: '2026-11-18T10:00:00.000Z',
  burnedBy: 'Amira Shah',
  imageSha256: hash(50),
  imageBytes: 700_000_000,
  manifestSha256: hash(51),
  lastCheckedAt: '2026-11-18T10:09:00.000Z' as string | null,
  witnessCode: 'KQ7F-92MD',
  sealNumber: 'A1042' as string | null,
  whereNow: 'Locked cabinet, shelf 1',
  labelId: id(23) as string | null,
};

export const drive = { id: 'sr0', name: 'Pioneer BDR-212', media: 'blank', capacityBytes: 4_700_000_000 };

const officer = { id: id(90), name: 'Amira Shah', username: 'a.shah', role: 'officer', initials: 'AS' };
const manager = { id: id(91), name: 'David Okafor', username: 'd.okafor', role: 'manager', initials: 'DO' };
export const people = { officer, manager };

export const appState = (role: 'officer' | 'manager') => ({
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
  'today.read': () => ({ due: [], checkedAt: '2026-11-24T09:00:00.000Z' }),
};
