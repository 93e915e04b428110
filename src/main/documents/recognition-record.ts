import type { ByHand, RecognitionAnswers } from '../../shared/contract/recognitions.ts';
import type { Viewing } from '../../shared/contract/viewings.ts';
import {
  beforeOutcome,
  circulationWords,
  ofDoubt,
  ofRecognition,
  outcomeOfRecognition,
} from '../../shared/recognition-questions.ts';
import { instantText, wallClockText } from '../time.ts';
import { numbersShown } from '../viewings/viewing-words.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { type Field, fields, heading } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { SCHEME_PURPOSE } from './sheet-words.ts';

interface InViewing {
  readonly viewing: Viewing;
  /** What was shown of each recording up to now, by both clocks. */
  readonly watched: readonly string[];
}
interface OnPaper {
  readonly byHand: ByHand;
  readonly recordingNumber: string;
  readonly reactRef: string;
}

export type RecognitionRecordFacts = (InViewing | OnPaper) & {
  readonly number: string;
  readonly organisation: string;
  readonly answers: RecognitionAnswers;
  readonly at: string;
  readonly by: string;
};

/** What is written down at once when somebody is shown footage to see whether they know a person in it. */
export async function recognitionRecord(facts: RecognitionRecordFacts, frame: SheetFrame): Promise<Pdf> {
  const { number, organisation, answers, at, by } = facts;
  const sheet = await openSheet({ title: 'Record of a viewing for recognition', purpose: SCHEME_PURPOSE }, frame);
  fields(sheet, [
    ['Record', number],
    ['Who viewed', `${answers.person}, ${organisation}`],
    ...('viewing' in facts ? ofViewing(facts, answers.person) : ofPaper(facts)),
    ['viewing' in facts ? 'Written down' : 'Entered', `${instantText(at)} by ${by}`],
  ]);
  heading(sheet, 'Before and during the viewing');
  fields(sheet, [
    ...beforeOutcome.map(({ key, label }): Field => [label, answers[key] ?? 'Not said']),
    ['Circulation', circulationWords[answers.circulation]],
  ]);
  heading(sheet, 'What they said');
  fields(sheet, [
    ['Outcome', outcomeOfRecognition[answers.outcome]],
    ...(answers.outcome === 'nobody'
      ? []
      : ofRecognition.map(({ key, label }): Field => [label, answers[key] ?? 'Not said'])),
    [ofDoubt.label, answers.doubt ?? 'None'],
  ]);
  signatureBoxes(sheet, [
    { title: 'Viewed by', name: answers.person },
    'viewing' in facts ? { title: 'Written down by', name: by } : { title: 'Entered from the paper by', name: by },
  ]);
  return sheet.finish();
}

function ofViewing({ viewing, watched }: InViewing, person: string): Field[] {
  const others = viewing.personsPresent.filter(({ name }) => name !== person);
  return [
    ['Viewing', `${viewing.number}, opened ${instantText(viewing.openedAt)}`],
    ['Recordings', numbersShown(viewing).join(', ')],
    ['Case on React', viewing.reactRef],
    ['Place', viewing.place],
    ['Officer present', viewing.officerPresent],
    ['Others present', others.map((each) => `${each.name}, ${each.organisation}`).join('; ') || 'Nobody'],
    ['Shown up to then', watched.join('\n') || 'Nothing yet'],
  ];
}

/** No log of this laptop says what was shown: the paper does, and it stays the original. */
const ofPaper = ({ byHand, recordingNumber, reactRef }: OnPaper): Field[] => [
  ['Recording', recordingNumber],
  ['Case on React', reactRef],
  ['Shown', `${wallClockText(byHand.shownAt)} (UK time), ${byHand.place}`],
  ['Written by hand by', byHand.writtenBy],
  ['Why by hand', byHand.whyByHand],
  ['The original is kept', byHand.originalKept],
];
