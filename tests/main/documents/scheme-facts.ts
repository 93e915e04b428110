import type { ConsultationLetterFacts } from '../../../src/main/documents/consultation-letter.ts';
import type { PiaSheetFacts } from '../../../src/main/documents/pia-sheet.ts';
import { piaHeads, type PiaText } from '../../../src/shared/contract/pias.ts';
import type { ConsultationId } from '../../../src/shared/model.ts';

const text = Object.fromEntries(
  piaHeads.map(({ key, label }) => [key, `${label}: what the officer wrote about it, in several words.`]),
) as PiaText;

export const piaFacts = (): PiaSheetFacts => ({
  number: 'PIA-0003',
  reactRef: 'ASB/2026/0417',
  version: {
    version: 2,
    state: 'approved',
    place: '12 Edward Street, Stockport',
    system: 'standard-4g',
    author: 'Priya Shah',
    plannedFrom: '2026-11-01',
    plannedUntil: '2026-12-20',
    text,
    reopenedBecause: 'returned',
    reopenedReasons: 'Say how the kitchen is left out.',
    enteredAt: '2026-10-30T09:00:00.000Z',
    enteredBy: 'Adam Smith',
    submittedAt: '2026-10-30T09:30:00.000Z',
    submittedBy: 'Adam Smith',
    decidedAt: '2026-10-31T11:00:00.000Z',
    decidedBy: 'Mary Jones',
    decisionReasons: 'Necessary, and the kitchen is left out.',
  },
  views: [],
  consultations: [
    {
      id: '00000000-0000-4000-8000-000000000001' as ConsultationId,
      who: 'The occupier',
      address: '14 Edward Street',
      how: 'large-print-letter',
      at: '2026-10-20T09:00:00.000Z',
      by: 'Adam Smith',
      answerBy: '2026-10-27',
      letterId: null,
      answeredOn: '2026-10-26',
      answer: 'Not into my kitchen, please.',
      changed: 'The camera was turned away.',
    },
    {
      id: '00000000-0000-4000-8000-000000000002' as ConsultationId,
      who: 'Mr Jones',
      address: '10 Edward Street',
      how: 'visit',
      at: '2026-10-21T09:00:00.000Z',
      by: 'Adam Smith',
      answerBy: '2026-10-28',
      letterId: null,
      answeredOn: null,
      answer: null,
      changed: null,
    },
  ],
});

export const letterFacts = (isLargePrint = false): ConsultationLetterFacts => ({
  who: 'The occupier',
  address: '14 Edward Street, Stockport',
  place: '12 Edward Street',
  answerBy: '2026-12-08',
  officer: 'Adam Smith',
  assuranceMailbox: 'assurance@stockporthomes.org',
  isLargePrint,
});
