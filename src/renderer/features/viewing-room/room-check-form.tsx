import { Button, Card, Checkbox, Group, NativeSelect, Stack, Text, TextInput, Textarea, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { PersonsPresent } from './persons-present.tsx';
import { emptyRoomCheck, mistakesIn, roomTicks, viewingRequest, type RoomCheck } from './room-check.ts';
import type { OpenViewing } from './use-frame-player.ts';

interface RoomCheckFormProps {
  readonly recording: Output<'recordings.list'>[number];
  readonly settings: Output<'settings.read'>;
  readonly onOpened: (open: OpenViewing) => void;
}

/** The room check of CoP 3.9, before any footage is shown. */
export function RoomCheckForm({ recording, settings, onOpened }: RoomCheckFormProps) {
  const [check, setCheck] = useState<RoomCheck>(() => emptyRoomCheck(settings.viewingPlace));
  const [submitted, setSubmitted] = useState(false);
  const command = useCommand('viewings.open');
  const mistakes = submitted ? mistakesIn(check) : {};
  const change = (part: Partial<RoomCheck>): void => setCheck((before) => ({ ...before, ...part }));

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setSubmitted(true);
    const request = viewingRequest(recording.id, check);
    if (request === null) return;
    const opened = await command.run(request);
    if (opened !== null) onOpened(opened);
  };

  return (
    <Card withBorder maw={760}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <FailureAlert failure={command.failure} />
          <NativeSelect
            label="Purpose"
            data={[{ value: '', label: 'Choose a purpose' }, ...settings.viewingPurposes]}
            value={check.purpose}
            error={mistakes.purpose}
            onChange={(event) => change({ purpose: event.currentTarget.value })}
          />
          <Textarea
            label="Reason"
            description="What you need to see, and why. It goes on the React slip (CoP 6.1)."
            autosize
            minRows={2}
            value={check.reason}
            error={mistakes.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <TextInput
            label="Place"
            value={check.place}
            error={mistakes.place}
            onChange={(event) => change({ place: event.currentTarget.value })}
          />
          <RoomTicks check={check} error={mistakes.ticks} onChange={change} />
          <PersonsPresent
            persons={check.persons}
            error={mistakes.persons}
            onChange={(persons) => change({ persons })}
          />
          <Group>
            <Button type="submit" loading={command.busy}>
              Open the viewing
            </Button>
            <Text size="sm" c="dimmed">
              From here on, everything shown is logged.
            </Text>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

interface RoomTicksProps {
  readonly check: RoomCheck;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<RoomCheck>) => void;
}

const RoomTicks = ({ check, error, onChange }: RoomTicksProps) => (
  <Stack gap="xs">
    <Title order={2} size="h3">
      The room
    </Title>
    <ClauseQuote clause="3.9" />
    {roomTicks.map(({ name, words }) => (
      <Checkbox
        key={name}
        label={words}
        checked={check[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
      />
    ))}
    {error !== undefined && (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {error}
      </Text>
    )}
  </Stack>
);
