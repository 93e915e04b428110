import {
  beforeOutcome,
  circulationWords,
  ofDoubt,
  ofRecognition,
  outcomeOfRecognition,
} from '../../../shared/recognition-questions.ts';
import { optionsOf, type QuickField } from '../../ui/quick-form.tsx';

const asked = ({ key, label, help }: (typeof beforeOutcome)[number]): QuickField => ({
  ...{ name: key, label, description: help },
  kind: 'paragraph',
});

/** All that is asked after the name of whoever viewed, in the order of the sheet. */
export const recognitionQuestions: readonly QuickField[] = [
  ...beforeOutcome.map(asked),
  { name: 'circulation', label: 'Circulation', kind: 'choice', options: optionsOf(circulationWords) },
  { name: 'outcome', label: 'Outcome', kind: 'choice', options: optionsOf(outcomeOfRecognition) },
  ...[...ofRecognition, ofDoubt].map(asked),
];
