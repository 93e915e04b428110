import type { RecognitionAnswers } from '../../shared/contract/recognitions.ts';
import type { Viewing } from '../../shared/contract/viewings.ts';
import {
  beforeOutcome,
  circulationWords,
  ofDoubt,
  ofRecognition,
  outcomeOfRecognition,
} from '../../shared/recognition-questions.ts';
import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { type Field, fields, heading } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { SCHEME_PURPOSE } from './sheet-words.ts';

export interface RecognitionRecordFacts {
  readonly number: string;
  readonly viewing: Viewing;
  /** What was shown of each recording up to now, by both clocks. */
  readonly watched: readonly string[];
  readonly organisation: string;
  readonly answers: RecognitionAnswers;
  readonly at: string;
  readonly by: string;
}

/** What is written down at once when somebody is shown footage to see whether they know a person in it. */
export async function recognitionRecord(facts: RecognitionRecordFacts, frame: SheetFrame): Promise<Pdf> {
  const { number, viewing, watched, organisation, answers, at, by } = facts;
  const sheet = await openSheet({ title: 'Record of a viewing for recognition', purpose: SCHEME_PURPOSE }, frame);
  const others = viewing.personsPresent.filter(({ name }) => name !== answers.person);
  fields(sheet, [
    ['Record', number],
    ['Who viewed', `${answers.person}, ${organisation}`],
    ['Viewing', `${viewing.number}, opened ${instantText(viewing.openedAt)}`],
    ['Recordings', viewing.recordings.map(({ recordingNumber }) => recordingNumber).join(', ')],
    ['Case on React', viewing.reactRef],
    ['Place', viewing.place],
    ['Officer present', viewing.officerPresent],
    ['Others present', others.map((each) => `${each.name}, ${each.organisation}`).join('; ') || 'Nobody'],
    ['Shown up to then', watched.join('\n') || 'Nothing yet'],
    ['Written down', `${instantText(at)} by ${by}`],
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
    { title: 'Written down by', name: by },
  ]);
  return sheet.finish();
}
