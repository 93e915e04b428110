import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { LineInput } from '../../ui/form.tsx';

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
  readonly onChange: (change: (before: Reasons) => Reasons) => void;
}

/** Each thing of a case that is still kept, and why it stays (CoP 4.7, 5.15). */
export function KeptReasons({ items, reasons, onChange }: KeptReasonsProps): ReactNode {
  if (items.length === 0) return <Text>No disc, no encrypted copy, no print and no contact sheet is left.</Text>;
  return items.map(({ kind, id, number, where, stayedBecause }) => (
    <LineInput
      key={id}
      label={`Why ${number} stays`}
      description={`${kindWords[kind]}, now: ${where}${stayedBecause === null ? '' : `. It stayed so far because: ${stayedBecause}`}`}
      value={reasons[id] ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange((before) => ({ ...before, [id]: value }));
      }}
    />
  ));
}
