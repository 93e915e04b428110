import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { positionOfTime } from './clocks.ts';

interface GoToDialogProps {
  readonly recordedFrom: string | null;
  readonly durationMs: number;
  readonly positionMs: number;
  readonly onGo: (positionMs: number) => void;
  readonly onClose: () => void;
}

/** Asks for a time of day on the recorder's clock. */
export function GoToDialog({ recordedFrom, durationMs, positionMs, onGo, onClose }: GoToDialogProps) {
  const [time, setTime] = useState('');
  const [error, setError] = useState<string | null>(null);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (recordedFrom === null) return;
    const found = positionOfTime({ recordedFrom, durationMs }, time, positionMs);
    if (found === null) setError('This recording does not hold that time. Write it like 21:14 or 21:14:07.');
    else onGo(found);
  };

  return (
    <Modal opened onClose={onClose} closeOnEscape={false} title="Go to a time of day">
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Recorded time"
            description="As the recorder’s clock showed it, not corrected."
            placeholder="21:14:07"
            data-autofocus
            disabled={recordedFrom === null}
            value={time}
            error={recordedFrom === null ? 'It is not known when this recording began.' : error}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={recordedFrom === null}>
              Go there
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
