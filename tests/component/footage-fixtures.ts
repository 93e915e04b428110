// A core that has one case, one stick, two recordings, two stills and two bundles.

export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const hash = (number: number): string => String(number).padStart(2, '0').repeat(32);

export const caseId = id(1);
export const incidentId = id(2);
export const stickId = id(3);
export const surveyId = id(4);
export const retrievalId = id(5);
export const recordingId = id(6);
const viewingId = id(7);
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
  retentionFrom: 'recorded',
  keptReviewDays: null,
  holdReviewDays: 28,
  holdGraceDays: 7,
  holds: 'with-approval',
  lawCited: 'UK GDPR and the Data Protection Act 2018',
  idleLockMinutes: 5,
  statementOfTruth: 'I believe that the facts stated in this witness statement are true.',
  criminalDeclaration: 'This statement (consisting of {pages} each signed by me) is true.',
  trainingExpiry: 'warn',
  backupDays: 7,
  backupDisposalDays: 7,
  verifyEveryDays: 7,
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
  closedAt: null as string | null,
};

const claim = (kind: string, wallClock: string, source: string) => ({ kind, wallClock, zone: 'local', source });
export const survey = {
  id: surveyId,
  portal: null,
  source: 'Memory stick STICK-03',
  folderName: 'export_20261112',
  sourceIdentity: 'The serial number of the drive is the one that was registered.',
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
      heldSince: null,
    },
    {
      path: 'ch01_20261104212000.mp4',
      sizeBytes: 512_000_000,
      format: 'MP4, H.264, 1920 × 1080',
      role: 'footage',
      channel: 'Channel 1',
      timeClaims: [claim('start', '2026-11-04T21:20:00', 'file-name'), claim('end', '2026-11-04T22:05:00', 'stream')],
      contradictions: [],
      heldSince: null,
    },
    {
      path: 'index.dat',
      sizeBytes: 8192,
      format: 'not recognised',
      role: 'index',
      channel: null,
      timeClaims: [],
      contradictions: [],
      heldSince: null,
    },
    {
      path: 'Player.exe',
      sizeBytes: 6_400_000,
      format: 'Windows program',
      role: 'player',
      channel: null,
      timeClaims: [],
      contradictions: [],
      heldSince: null,
    },
  ],
  refused: [{ path: 'ch02_20261104200000.mp4', reason: 'The stick could not read it at 12,582,912 bytes.' }],
  totalBytes: 1_252_411_392,
  freeBytes: 220_000_000_000,
};

export const siteId = id(70);
export const site = {
  ...{ id: siteId, number: 'SITE-02', system: 'ic-pod', protocol: 'find-out', address: '10.98.0.2', port: 80 },
  ...{ secure: false, certificate: null, vpnInterface: 'wg0', username: 'cso' },
  ...{ login: 'password', folder: null, pattern: null },
  found: [{ label: 'Speaks', value: 'ISAPI (Hikvision)' }],
  registeredAt: '2026-10-01T09:00:00.000Z',
  registeredBy: 'David Okafor',
};
export const connection = {
  id: id(71),
  siteNumber: site.number,
  identity: { maker: 'Hikvision', model: 'DS-2CD2185FWD-I', serial: 'AAWRC12345678', firmware: 'V5.6.3' },
  clock: { systemTime: '2026-11-12T10:03:12', zoneText: '+00:00', laptopTime: '2026-11-12T10:00:00' },
  way: 'From 10.98.0.2:80 by ISAPI through the VPN interface wg0.',
  cameras: ['1', '2', '3'],
  found: site.found,
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
  source: 'Memory stick STICK-03',
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
  recordings: [{ recordingId, recordingNumber: recording.number, watched: [] }],
  clips: [],
  reactRef: caseSummary.reactRef,
  purpose: 'Incident review',
  place: settings.viewingPlace,
  viewer: 'Amira Shah',
  officerPresent: 'Amira Shah',
  personsPresent: [],
  authority: null,
  showing: null,
  openedAt: '2026-11-24T09:00:00.000Z',
  closedAt: null as string | null,
  ending: 'open',
  outcome: null as string | null,
  outcomeNote: null,
};

export const bookmark = {
  id: id(9),
  recordingId,
  positionMs: 4000,
  frameIndex: 100,
  note: 'A person with a bottle comes from the left.',
  mark: null,
  at: '2026-11-24T09:02:00.000Z',
  by: 'Amira Shah',
};

export const camera = {
  recordingId,
  recordingNumber: recording.number,
  clip: null,
  channel: recording.channel,
  media: { url: '/media/grant', kind: 'derivative', sha256: hash(40) },
  durationMs: 40_000,
  frameCount: 1000,
  frameTimesMs: null as number[] | null,
  frameStepMs: 40,
  startsAtMs: 0,
  width: 704,
  height: 576,
  recordedFrom: recording.recordedFrom as string | null,
  offsetSeconds: 192,
  bookmarks: [bookmark],
  activity: null as null | {
    scores: number[];
    strip: { url: string } & Record<'count' | 'everyMs' | 'columns' | 'rows' | 'width' | 'height', number>;
  },
};

export const openViewing = { viewing, cameras: [camera] };
