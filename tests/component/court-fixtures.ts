import { id, hash, caseId, recordingId, bundleId, discId, caseSummary, recording } from './footage-fixtures.ts';
import { still } from './still-fixtures.ts';

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

export const clip = {
  ...{ id: id(81), number: 'CLIP-0001', caseId, recordingId: recording.id, recordingNumber: recording.number },
  ...{ way: 'copy', mask: null, reason: 'The blow', wish: { from: 13, to: 17 }, shown: { from: 10, to: 18 } },
  ...{ recorded: null, corrected: null, sha256: hash(61), parentSha256: hash(62), sizeBytes: 4000 },
  ...{ tool: 'ffmpeg', commandLine: 'ffmpeg', proof: 'All 9 pictures.', madeBy: 'Amira Shah', state: 'kept' },
  madeAt: '2026-11-17T09:00:00.000Z',
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
      clip: null,
      mask: null,
      heldUnder: null,
      sha256: recording.sha256,
      sizeBytes: recording.sizeBytes,
    },
    {
      reference: 'AS/2',
      kind: 'still',
      description: still.particulars,
      recordingId: null,
      stillId: still.id,
      clip: null,
      mask: null,
      heldUnder: null,
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
  setId: null as string | null,
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
  dueBackOn: null as string | null,
};

/** A set of which the first disc was burned. */
export const discSet = {
  ...{ id: id(60), bundleId, bundleNumber: bundle.number, copy: 'court', size: 3, missing: [2, 3], isGivenUp: false },
  ...{ begunAt: '2026-11-18T10:00:00.000Z', begunBy: 'Amira Shah' },
};

export const movement = {
  id: 1,
  at: '2026-11-18T11:00:00.000Z',
  movedFrom: 'In the drive',
  movedTo: 'County Court at Manchester',
  reason: 'Hearing',
  sealNumber: 'A1042',
  handedBy: 'Amira Shah',
  receivedBy: 'Court usher',
  dueBackOn: '2026-12-05' as string | null,
  receiptId: null as string | null,
  receiptSignedOn: null as string | null,
};
