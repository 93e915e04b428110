import { optionsOf, type QuickField } from '../../ui/quick-form.tsx';

const fates = {
  destroyed: 'It was destroyed',
  spoiled: 'It came out spoiled, or not at all, and what came out was destroyed',
  lost: 'It cannot be found',
} as const;

/** What is entered of a numbered sheet that is no longer there: what became of it, how, and who saw it. */
export const sheetFate = (possible: readonly (keyof typeof fates)[]): QuickField[] => [
  {
    kind: 'choice',
    name: 'happened',
    label: 'What happened',
    options: optionsOf(Object.fromEntries(possible.map((fate) => [fate, fates[fate]]))),
  },
  { kind: 'paragraph', name: 'explanation', label: 'How it came about' },
  { kind: 'line', name: 'witnessedBy', label: 'Witnessed by' },
];
