import type { ContactSheetFacts } from '../../../src/main/documents/contact-sheet.ts';
import type { PrintDestructionFacts, ReportedDestructionFacts } from '../../../src/main/documents/print-destruction.ts';
import type { PrintReceiptFacts } from '../../../src/main/documents/print-receipt.ts';
import type { StillsIndexFacts } from '../../../src/main/documents/stills-index.ts';
import type { StillPrint } from '../../../src/shared/contract/prints.ts';
import type { Still } from '../../../src/shared/contract/stills.ts';
import type { StillSheetFacts } from '../../../src/main/documents/document-facts.ts';
import { sha, testPicture } from './facts.ts';

const still = {
  id: '00000000-0000-4000-8000-000000000001',
  number: 'STILL-0003',
  recordingId: '00000000-0000-4000-8000-000000000002',
  recordingNumber: 'REC-0012',
  caseId: '00000000-0000-4000-8000-000000000003',
  reactRef: 'REACT-2026-11873',
  state: 'countersigned',
  route: 'sno',
  police: null,
  agency: null,
  papers: 0,
  exhibitReference: null,
  withdrawal: null,
  prints: 1,
  printsOut: 0,
  requester: 'Priya Nair, Safer Neighbourhoods Officer',
  necessity: 'To show the court who damaged the door; no other evidence identifies the person.',
  particulars: 'Camera 1, front porch: a person in a red jacket at the door of number 14',
  requestedAt: '2026-11-06T09:00:00.000Z',
  requestedBy: 'Adam Smith',
  decidedBy: 'Mary Jones',
  decisionReasons: 'Necessary and proportionate: one frame, one person.',
  frameIndex: 4711,
  positionMs: 188_440,
  recordedTime: '2026-11-01T23:05:19',
  correctedTime: '2026-11-01T23:02:07',
  producedAt: '2026-11-06T10:20:00.000Z',
  producedBy: 'Adam Smith',
  sha256: sha('51'),
  width: 1280,
  height: 720,
  countersignedBy: null,
  countersignedAt: null,
  cabinetPlace: null,
  sheetId: null,
} as unknown as Still; // ids are branded only by a schema

export const stillFacts = (): StillSheetFacts => ({
  still,
  png: testPicture(1280, 720),
  masterSha256: sha('a0'),
  countersignedBy: 'Mary Jones',
  countersignedAt: '2026-11-06T11:00:00.000Z',
  cabinetPlace: 'Cabinet A, shelf 2, folder 11873',
  printNumber: 'STILL-0003/1',
  issuedFor: 'The locked cabinet',
  masked: null,
});

/** A still of the police's route, issued as an exhibit. */
export const policeStill: Still = {
  ...still,
  number: 'STILL-0009',
  route: 'police',
  requester: 'Helen Marsh',
  necessity: 'To identify the suspect of a burglary.',
  exhibitReference: 'AS/7',
  papers: 1,
  police: {
    rank: 'constable',
    collarNumber: 'GMP 21873',
    station: 'Stockport',
    contact: '0161 872 5050',
    identification: 'Warrant card',
    identificationSeenBy: 'Adam Smith',
    crimeNumber: '06/123456/26',
    incidentAt: '2026-11-01T23:00:00',
    incidentPlace: '14 Brinnington Rise',
    incidentNote: 'Front door forced.',
    askedAt: '2026-11-05T10:30:00',
    requiredFor: 'detection',
    wanted: 'Two prints of the person at the door',
    authorisedBy: 'Colin Reed',
    authorisedRank: 'inspector',
    authorisedNumber: 'GMP 10422',
    authorisedOn: '2026-11-05',
    justification: 'The only likeness of the suspect; nothing less would identify them.',
    undertaking: true,
  },
};

const print = (number: string, whereNow: string): StillPrint =>
  ({ number, whereNow, state: 'in-cabinet' }) as unknown as StillPrint; // the index needs no more of it

export const indexFacts = (): StillsIndexFacts => ({
  stills: [
    { still, prints: [print('STILL-0003/1', 'Cabinet A, shelf 2')] },
    {
      still: policeStill,
      prints: [print('STILL-0009/1', 'Cabinet A, shelf 2'), print('STILL-0009/2', 'DC Marsh, GMP')],
    },
    {
      still: {
        ...still,
        ...{ number: 'STILL-0010', route: 'other', state: 'withdrawn', requester: 'Ruth Vale' },
        agency: {
          agency: 'Stockport MBC',
          contact: 'ruth@example.org',
          lawfulBasis: 'Task in law',
          askedOn: '2026-11-06',
        },
        withdrawal: { at: '2026-11-20T10:00:00.000Z', by: 'Mary Jones', reason: 'The request was a mistake.' },
      },
      prints: [],
    },
  ],
});

export const contactFacts = (): ContactSheetFacts => ({
  title: 'Contact sheet 2: Case REACT-2026-11873',
  reason: 'To find the stills of the hearing on 4 December',
  stills: Array.from({ length: 14 }, (_, index) => ({
    still: {
      ...(index % 3 === 0 ? policeStill : still),
      number: `STILL-00${10 + index}`,
      // Every fourth stands upright.
      ...(index % 4 === 1 ? { width: 480, height: 1600 } : {}),
    },
    png: index % 4 === 1 ? testPicture(480, 1600) : testPicture(1280, 720),
  })),
});

export const printReceiptFacts = (): PrintReceiptFacts => ({
  number: 'STILL-0009/2',
  mask: null,
  still: policeStill,
  person: 'DC Helen Marsh',
  organisation: 'Greater Manchester Police',
  reason: 'Exhibit in the investigation of 06/123456/26',
  authority: 'The request for STILL-0009, police request, crime number 06/123456/26',
  handedAt: '2026-11-12T14:20:00.000Z',
  handedBy: 'Adam Smith',
  dueBackOn: null,
});

export const printReportedFacts = (): ReportedDestructionFacts => ({
  number: 'STILL-0009/2',
  mask: null,
  still: policeStill,
  hadBy: 'DC Helen Marsh, Greater Manchester Police',
  reportedBy: 'Property officer Neil Grant',
  organisation: 'Greater Manchester Police',
  writtenOn: '2027-02-03',
  destroyedOn: '2027-02-01',
  how: 'Incinerated with the exhibits of 06/123456/26',
  wrote: 'The exhibits of this matter were destroyed after the appeal period.',
  recordedBy: 'Adam Smith',
  papers: [{ sha256: 'c'.repeat(64) }],
});

export const printDestructionFacts = (): PrintDestructionFacts => ({
  number: 'STILL-0009/2',
  mask: null,
  still: policeStill,
  why: 'The case is closed.',
  method: 'Shredded',
  place: 'Cornerstone',
  at: '2027-02-01T09:00:00.000Z',
  by: 'Adam Smith',
  witnessedBy: 'Mary Jones',
});
