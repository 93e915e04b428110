import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { LineInput } from '../../ui/form.tsx';
import { optionsOf } from '../../ui/quick-form.tsx';
import { routeWords } from './still-routes.ts';
import { type Still, stillStateWords } from './still-words.ts';

/** An empty text lets everything through. */
export interface StillFilter {
  readonly reactRef: string;
  readonly state: string;
  readonly route: string;
  readonly words: string;
}
export const noFilter: StillFilter = { reactRef: '', state: '', route: '', words: '' };

/** Whether a still fits; words are looked for in everything a person might remember of it. */
export function passes(still: Still, { reactRef, state, route, words }: StillFilter): boolean {
  const said = [still.number, still.requester, still.necessity, still.particulars, still.producedBy];
  const more = [still.exhibitReference, still.cabinetPlace, still.police?.crimeNumber, still.agency?.agency];
  const text = [...said, ...more].join(' ').toLowerCase();
  return (
    (reactRef === '' || still.reactRef === reactRef) &&
    (route === '' || still.route === route) &&
    (state === '' || (state === 'out' ? still.printsOut > 0 : still.state === state)) &&
    text.includes(words.trim().toLowerCase())
  );
}

const stateOptions = [
  { value: '', label: 'Any' },
  { value: 'out', label: 'Prints are out' },
  ...Object.entries(stillStateWords).map(([value, { words }]) => ({ value, label: words })),
];
const routeOptions = [{ value: '', label: 'Anybody' }, ...optionsOf(routeWords)];

interface StillFiltersProps {
  readonly stills: readonly Still[];
  readonly filter: StillFilter;
  readonly onChange: (filter: StillFilter) => void;
}

export function StillFilters({ stills, filter, onChange }: StillFiltersProps): ReactNode {
  const cases = [...new Set(stills.map(({ reactRef }) => reactRef))].toSorted();
  const field = (name: keyof StillFilter) => ({
    value: filter[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...filter, [name]: event.currentTarget.value }),
  });
  return (
    <search aria-label="Find stills">
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <LineInput label="Words" placeholder="Name, number, exhibit" {...field('words')} />
        <NativeSelect
          label="Only of case"
          data={[{ value: '', label: 'Any' }, ...cases.map((value) => ({ value, label: value }))]}
          {...field('reactRef')}
        />
        <NativeSelect label="Only in state" data={stateOptions} {...field('state')} />
        <NativeSelect label="Only asked for by" data={routeOptions} {...field('route')} />
      </SimpleGrid>
    </search>
  );
}
