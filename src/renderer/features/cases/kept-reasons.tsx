import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { fieldError, type FieldErrors, LineInput } from '../../ui/form.tsx';

const kindWords = {
  disc: 'Disc',
  copy: 'Encrypted copy that was handed over',
  still: 'Still with its prints in the cabinet',
  print: 'Print',
  'contact-sheet': 'Contact sheet',
} as const;

export type Reasons = Readonly<Record<string, string>>;
type Items = Output<'cases.closingReview'>['items'];

/** As the core is told: a reason for each thing that stays. */
export const keptOf = (items: Items, reasons: Reasons) => items.map(({ id }) => ({ id, because: reasons[id] ?? '' }));

interface KeptReasonsProps {
  readonly items: Items;
  readonly reasons: Reasons;
  /** By the contract's names: `kept.0.because`. */
  readonly errors: FieldErrors;
  readonly onChange: (change: (before: Reasons) => Reasons) => void;
}

/** Each thing of a case that is still kept, and why it stays (CoP 4.7, 5.15). */
export function KeptReasons({ items, reasons, errors, onChange }: KeptReasonsProps): ReactNode {
  if (items.length === 0) return <Text>No disc, no encrypted copy, no print and no contact sheet is left.</Text>;
  return items.map(({ kind, id, number, where, stayedBecause }, index) => (
    <LineInput
      key={id}
      label={`Why ${number} stays`}
      description={`${kindWords[kind]}, now: ${where}${stayedBecause === null ? '' : `. It stayed so far because: ${stayedBecause}`}`}
      value={reasons[id] ?? ''}
      {...fieldError(errors, `kept.${index}.because`)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange((before) => ({ ...before, [id]: value }));
      }}
    />
  ));
}
