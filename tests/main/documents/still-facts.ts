import type { ContactSheetFacts } from '../../../src/main/documents/contact-sheet.ts';
import type { PrintDestructionFacts } from '../../../src/main/documents/print-destruction.ts';
import type { PrintReceiptFacts } from '../../../src/main/documents/print-receipt.ts';
import type { StillsIndexFacts } from '../../../src/main/documents/stills-index.ts';
import type { StillPrint } from '../../../src/shared/contract/prints.ts';
import type { Still } from '../../../src/shared/contract/stills.ts';
import { stillFacts, testPicture } from './facts.ts';

const { still } = stillFacts();

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
  stills: Array.from({ length: 14 }, (_, index) => ({
    still: { ...(index % 3 === 0 ? policeStill : still), number: `STILL-00${10 + index}` },
    png: index % 4 === 1 ? testPicture(480, 1600) : testPicture(1280, 720),
  })),
});

export const printReceiptFacts = (): PrintReceiptFacts => ({
  number: 'STILL-0009/2',
  still: policeStill,
  person: 'DC Helen Marsh',
  organisation: 'Greater Manchester Police',
  reason: 'Exhibit in the investigation of 06/123456/26',
  handedAt: '2026-11-12T14:20:00.000Z',
  handedBy: 'Adam Smith',
  dueBackOn: null,
});

export const printDestructionFacts = (): PrintDestructionFacts => ({
  number: 'STILL-0009/2',
  still: policeStill,
  why: 'The case is closed.',
  method: 'Shredded',
  place: 'Cornerstone',
  at: '2027-02-01T09:00:00.000Z',
  by: 'Adam Smith',
  witnessedBy: 'Mary Jones',
});
