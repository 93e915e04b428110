import { kitParts } from '../../src/shared/contract/equipment.ts';
import { piaHeads } from '../../src/shared/contract/pias.ts';
import { caseSummary, hash, id } from './footage-fixtures.ts';

// What the core says of the scheme: one kit that may not go out, one camera that waits with a PIA half written.

export const kit = {
  id: id(201),
  assetNumber: 'LAC-004',
  system: 'standard-4g',
  storeroomPlace: 'Shelf 2',
  state: 'in-store',
  whereNow: 'Shelf 2',
  deploymentId: null,
  parts: kitParts['standard-4g'].map((kind, index) => ({ id: id(210 + index), kind, serial: `SN-${index}` })),
  lastCheck: null,
  lastTest: { testedOn: '2026-03-01', testedBy: 'Volt Ltd', passed: true, label: 'V-881' },
  patDueOn: '2027-03-01',
  faults: [
    {
      id: id(220),
      partId: id(213),
      openedAt: '2026-11-20T09:00:00.000Z',
      openedBy: 'Amira Shah',
      description: 'The plug is cracked.',
      repairedAt: null,
      repairedBy: null,
      repair: null,
    },
  ],
  blocks: [
    { clause: '3.2', message: 'It has an open fault: “The plug is cracked.”. Enter the repair, then check it.' },
  ],
  registeredAt: '2026-03-01T09:00:00.000Z',
  registeredBy: 'Amira Shah',
  retiredBecause: null,
};

export const contractor = {
  id: id(230),
  name: 'Jo Marsh',
  company: 'SafeView Ltd',
  siaLicenceNumber: '1019-8765',
  siaLicenceExpires: '2026-01-31',
  registeredAt: '2026-01-01T09:00:00.000Z',
  registeredBy: 'Amira Shah',
};

const text = Object.fromEntries(
  piaHeads.map(({ key, label }) => [key, key === 'precautions' ? '' : `${label}: as written.`]),
);

const version = {
  version: 1,
  state: 'draft',
  place: '12 Edward Street',
  system: 'standard-4g',
  author: 'Priya Nair',
  plannedFrom: '2026-11-24',
  plannedUntil: '2027-01-31',
  text,
  reopenedBecause: null,
  reopenedReasons: null,
  enteredAt: '2026-11-24T08:00:00.000Z',
  enteredBy: 'Amira Shah',
  submittedAt: null,
  submittedBy: null,
  decidedAt: null,
  decidedBy: null,
  decisionReasons: null,
  sheetId: null,
};

export const pia = {
  id: id(240),
  number: 'PIA-0003',
  deploymentId: id(250),
  deploymentNumber: 'DEP-0007',
  caseId: caseSummary.id,
  reactRef: caseSummary.reactRef,
  latest: version,
  versions: [version],
  consultations: [],
  blank: ['Precautions to minimise collateral intrusion'],
};

const submitted = {
  ...version,
  state: 'submitted',
  text: { ...text, precautions: 'Turned away from number 14.' },
  submittedAt: '2026-11-24T09:00:00.000Z',
  submittedBy: 'Amira Shah',
};
export const submittedPia = { ...pia, latest: submitted, versions: [submitted], blank: [] };

export const deployment = {
  id: id(250),
  number: 'DEP-0007',
  caseId: caseSummary.id,
  reactRef: caseSummary.reactRef,
  system: 'standard-4g',
  place: '12 Edward Street',
  customer: 'Mrs Patel',
  contact: '0161 496 0000',
  requestedBy: 'Priya Nair',
  requestedAt: '2026-11-20T09:00:00.000Z',
  enteredBy: 'Amira Shah',
  state: 'waiting',
  position: 1,
  urgency: 'ordinary',
  urgencySet: null,
  pia: { id: pia.id, number: pia.number, version: 1, state: 'draft' },
  ground: null,
  allowedUntil: null,
  override: null,
  updates: [],
  survey: null,
  pictures: [],
  bookings: [],
  kit: null,
  installation: null,
  reviews: [],
  nextReviewOn: null,
  clockChecks: [],
  nextClockCheckOn: null,
  moves: [],
  removal: null,
  satisfaction: null,
  withdrawnBecause: null,
  blocks: [{ clause: '5.1', message: 'No approved PIA is in force for this place and day.' }],
};

/** A photograph of a sign as the register has it. */
export const sitePicture = {
  id: id(260),
  shows: 'sign-perimeter',
  note: 'Sign at the gate',
  fileName: 'gate.jpg',
  sha256: hash(12),
  sizeBytes: 900,
  format: 'jpeg',
  width: 640,
  height: 480,
  takenAt: '2026-11-19T14:03:07',
  hasPlace: true,
  at: '2026-11-20T10:00:00.000Z',
  by: 'Amira Shah',
  withdrawnBecause: null,
};
