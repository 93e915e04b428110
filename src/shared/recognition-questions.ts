import type { RecognitionAnswers } from './contract/recognitions.ts';

interface Question {
  readonly key: Exclude<keyof RecognitionAnswers, 'person' | 'circulation' | 'outcome'>;
  readonly label: string;
  readonly help: string;
}

/** The questions of the record, in its order; the screen asks them and the sheet prints them with the same words. */
export const beforeOutcome: readonly Question[] = [
  {
    key: 'toldIdentity',
    label: 'Known or told of a suspect’s name or identity',
    help: 'By whom and what; or “nothing”.',
  },
  {
    key: 'toldBefore',
    label: 'Told before the viewing',
    help: 'About the incident and the people shown, and by whom.',
  },
  {
    key: 'howAsked',
    label: 'How and by whom they were asked to view',
    help: 'The words used, as far as they are known.',
  },
  { key: 'withOthers', label: 'Alone, or with others and why', help: 'The officer is always there.' },
  { key: 'arrangements', label: 'Arrangements, and who made them', help: 'How the viewing came about.' },
  {
    key: 'seenBefore',
    label: 'Seen these pictures before',
    help: 'When, where and how often; or “for the first time”.',
  },
  {
    key: 'controlled',
    label: 'How the viewing was controlled, and by whom',
    help: 'How often played, stopped, enlarged.',
  },
  { key: 'conditions', label: 'Conditions', help: 'Screen, light, distance, quality of the pictures.' },
  { key: 'placeKnown', label: 'Familiar with the place shown', help: 'If so, why; or “no”.' },
];
export const ofRecognition: readonly Question[] = [
  { key: 'words', label: 'Words of recognition', help: 'Exactly as they were said.' },
  { key: 'knownFrom', label: 'How they know the person', help: 'Since when, how often met, when last.' },
  {
    key: 'features',
    label: 'What of the picture led to the recognition',
    help: 'Face, walk, build, clothes; at which time.',
  },
];
export const ofDoubt: Question = {
  key: 'doubt',
  label: 'Any doubt expressed',
  help: 'As it was said; empty where there was none.',
};

export const outcomeOfRecognition: Readonly<Record<RecognitionAnswers['outcome'], string>> = {
  recognised: 'Recognises somebody shown',
  'not-sure': 'Recognises somebody shown, with doubt',
  nobody: 'Recognises nobody',
};
export const circulationWords: Readonly<Record<RecognitionAnswers['circulation'], string>> = {
  selected: 'Shown to selected people',
  mass: 'Circulated widely to the police or the public',
};
