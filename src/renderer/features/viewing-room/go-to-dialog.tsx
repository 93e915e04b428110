import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { positionOfTime } from './clocks.ts';

interface GoToDialogProps {
  /** Wall clock at the start of the time line: the recorder's, or the corrected time that cameras in step share. */
  readonly startsAt: string | null;
  readonly isCorrected: boolean;
  readonly durationMs: number;
  readonly positionMs: number;
  readonly onGo: (positionMs: number) => void;
  readonly onClose: () => void;
}

/** Asks for a time of day: on the recorder's clock, or corrected for cameras in step. */
export function GoToDialog({ startsAt, isCorrected, durationMs, positionMs, onGo, onClose }: GoToDialogProps) {
  const [time, setTime] = useState('');
  const [error, setError] = useState<string | null>(null);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (startsAt === null) return;
    const found = positionOfTime({ startsAt, durationMs }, time, positionMs);
    if (found === null) setError('What is shown does not hold that time. Write it like 21:14 or 21:14:07.');
    else onGo(found);
  };

  return (
    <Modal opened onClose={onClose} closeOnEscape={false} title="Go to a time of day">
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={isCorrected ? 'Corrected time' : 'Recorded time'}
            description={
              isCorrected
                ? 'UK time, which the cameras share; not what one recorder’s clock showed.'
                : 'As the recorder’s clock showed it, not corrected.'
            }
            placeholder="21:14:07"
            data-autofocus
            disabled={startsAt === null}
            value={time}
            error={startsAt === null ? 'It is not known when this recording began.' : error}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={startsAt === null}>
              Go there
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
