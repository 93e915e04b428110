import { Button, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { TimeCheckInput } from '../../../shared/model.ts';
import { FormCard, type FieldErrors, fieldError, LineInput, zodErrors } from '../../ui/form.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { LaptopClock } from '../../ui/laptop-clock.tsx';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';
import { offsetBetween, offsetInWords } from '../footage/offset.ts';
import { referenceWords } from '../footage/recording-words.ts';
import type { Draft, ReferenceSource } from './draft.ts';
import { Notice } from '../footage/notice.tsx';

interface StepTimeCheckProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onNext: (offsetSeconds: number) => void;
}

const sources = Object.keys(referenceWords) as ReferenceSource[];
const dayInSeconds = 86_400;

/** Third step: the recorder's clock against a reference, both read at the same moment. */
export function StepTimeCheck({ draft, onChange, onBack, onNext }: StepTimeCheckProps) {
  const [sent, setSent] = useState(false);
  const offset = offsetBetween(draft.systemTime, draft.referenceTime);

  const { systemTime, referenceTime, source, seenBy } = draft;
  const wrong = zodErrors(TimeCheckInput, { systemTime, referenceTime, source, seenBy });
  const errors: FieldErrors = sent ? wrong : {};

  const submit = (): FieldErrors | undefined => {
    setSent(true);
    if (Object.keys(wrong).length > 0 || offset === null) return wrong;
    onNext(offset);
    return undefined;
  };

  return (
    <FormCard
      title="How does the recorder’s clock stand?"
      description="Read both clocks at the same moment. Without this check no time in the footage can be relied on."
      onSubmit={submit}
      actions={
        <>
          <Button type="submit">Next: what there is</Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <WallClockInput
          label="The recorder’s clock showed"
          value={draft.systemTime}
          onChange={(typed) => onChange({ systemTime: typed })}
          {...fieldError(errors, 'systemTime')}
        />
        <WallClockInput
          label="The reference showed"
          value={draft.referenceTime}
          onChange={(typed) => onChange({ referenceTime: typed })}
          {...fieldError(errors, 'referenceTime')}
        />
        <NativeSelect
          label="Reference"
          value={draft.source}
          onChange={(event) => onChange({ source: sources.find((known) => known === event.currentTarget.value) ?? '' })}
          {...fieldError(errors, 'source')}
          data={[
            { value: '', label: 'Choose the reference' },
            ...sources.map((value) => ({ value, label: referenceWords[value] })),
          ]}
        />
        <LineInput
          label="Seen by"
          description="Who read the two clocks"
          value={draft.seenBy}
          onChange={(event) => onChange({ seenBy: event.currentTarget.value })}
          {...fieldError(errors, 'seenBy')}
        />
      </SimpleGrid>
      <AskedClock clock={draft.connection?.clock ?? null} onChange={onChange} />
      <Offset seconds={offset} />
      {/* It has no radio or network time, so it proves nothing about the recorder's. */}
      <LaptopClock>It is not the reference.</LaptopClock>
    </FormCard>
  );
}

type AskedClockProps = {
  readonly clock: NonNullable<Draft['connection']>['clock'];
  readonly onChange: (part: Partial<Draft>) => void;
};

/** The recorder was asked for its clock; what the reference showed at that moment only a person can say. */
function AskedClock({ clock, onChange }: AskedClockProps) {
  if (clock === null) return null;
  const laptop = formatWallClock(clock.laptopTime);
  return (
    <Notice title="The recorder was asked for its clock">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          It showed {formatWallClock(clock.systemTime)} when this laptop’s clock showed {laptop}. Compare this laptop’s
          clock with the reference now: the reference showed {laptop} and whatever it is ahead of the laptop.
        </Text>
        <Button variant="default" size="compact-sm" onClick={() => onChange({ referenceTime: clock.laptopTime })}>
          They agree: use {clock.laptopTime.slice(11)}
        </Button>
      </Stack>
    </Notice>
  );
}

function Offset({ seconds }: { readonly seconds: number | null }) {
  if (seconds === null) return <Text c="dimmed">The offset is worked out once both clocks are given.</Text>;
  return (
    <Stack gap="xs" role="status">
      <Text size="lg" fw={600}>
        {offsetInWords(seconds)}.
      </Text>
      {Math.abs(seconds) >= dayInSeconds && (
        <Notice title="More than a day apart">
          Check both dates. If the recorder really shows a wrong date, go on: it is recorded as you gave it.
        </Notice>
      )}
    </Stack>
  );
}
