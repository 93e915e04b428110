import { SimpleGrid } from '@mantine/core';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';
import { type Draft, periodOf } from './draft.ts';

interface PeriodInputsProps {
  readonly draft: Pick<Draft, 'from' | 'to'>;
  readonly wasSent: boolean;
  readonly onChange: (part: Partial<Pick<Draft, 'from' | 'to'>>) => void;
}

/** The asked period, on the recorder's clock. */
export const PeriodInputs = ({ draft, wasSent, onChange }: PeriodInputsProps) => (
  <SimpleGrid cols={{ base: 1, md: 2 }}>
    <WallClockInput label="From (recorder’s clock)" value={draft.from} onChange={(from) => onChange({ from })} />
    <WallClockInput
      label="To (recorder’s clock)"
      value={draft.to}
      onChange={(to) => onChange({ to })}
      error={
        wasSent && periodOf(draft) === null ? 'Give both ends; the second must be later than the first.' : undefined
      }
    />
  </SimpleGrid>
);
