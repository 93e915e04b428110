import type { RecognitionRecordFacts } from '../../../src/main/documents/recognition-record.ts';
import type { RecordingId, ViewingId } from '../../../src/shared/model.ts';

export const recognitionFacts = (): Extract<RecognitionRecordFacts, { viewing: unknown }> => ({
  number: 'VIEW-0031/1',
  viewing: {
    id: '00000000-0000-4000-8000-000000000031' as ViewingId,
    number: 'VIEW-0031',
    recordings: [
      {
        recordingId: '00000000-0000-4000-8000-000000000012' as RecordingId,
        recordingNumber: 'REC-0012',
        watched: [{ fromMs: 0, toMs: 9000 }],
      },
    ],
    clips: [],
    ...{ reactRef: 'ASB/2026/0417', purpose: 'Incident review', place: 'Viewing room, Cornerstone' },
    ...{ viewer: 'Adam Smith', officerPresent: 'Adam Smith', authority: null, showing: null },
    personsPresent: [
      { name: 'Priya Shah', organisation: 'Stockport Homes', capacity: 'staff' },
      { name: 'PC 4711 Lowe', organisation: 'Greater Manchester Police', capacity: 'police' },
    ],
    ...{ openedAt: '2026-11-24T09:00:00.000Z', closedAt: null, ending: 'open', outcome: null, outcomeNote: null },
  },
  watched: ['REC-0012: Wed 4 Nov 2026, 21:20:00 to 21:20:09 recorded; Wed 4 Nov 2026, 21:16:48 to 21:16:57 corrected'],
  organisation: 'Stockport Homes',
  answers: {
    person: 'Priya Shah',
    toldIdentity: 'Nothing was known or told.',
    toldBefore: 'That bottles were thrown; told by the officer.',
    howAsked: 'Asked by the officer in these words: “Do you know anybody here?”',
    withOthers: 'With PC Lowe, who took the statement.',
    arrangements: 'Made by the officer by telephone on 20 November.',
    circulation: 'selected',
    seenBefore: 'For the first time.',
    controlled: 'The officer played it twice and stopped it once.',
    conditions: 'Laptop screen of 14 inches, lit room, sharp pictures.',
    placeKnown: 'She manages the block.',
    outcome: 'not-sure',
    words: '“I think that is J.”',
    knownFrom: 'A tenant for two years, last met in May.',
    features: 'The walk, at 21:20:04.',
    doubt: '“But I do not see the face.”',
  },
  at: '2026-11-24T09:20:00.000Z',
  by: 'Adam Smith',
});
