import { Button, Card, Group, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { showingPurpose } from '../../../shared/contract/viewings.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { withoutSecrets } from '../../ui/credentials-fields.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { BesideChoice } from './beside-choice.tsx';
import { PersonsPresent } from './persons-present.tsx';
import { emptyRoomCheck, isShowing, mistakesIn, viewingRequest, type RoomCheck } from './room-check.ts';
import { RoomTicks } from './room-ticks.tsx';
import { HeadsAuthority, OfficerBeside } from './two-persons.tsx';
import type { OpenViewing } from './use-players.ts';

interface RoomCheckFormProps {
  readonly recording: Output<'recordings.list'>[number];
  /** What can be shown beside it. */
  readonly candidates: readonly Output<'recordings.list'>[number][];
  readonly settings: Output<'settings.read'>;
  readonly onOpened: (open: OpenViewing) => void;
}

/** The room check of CoP 3.9, before any footage is shown. */
export function RoomCheckForm({ recording, candidates, settings, onOpened }: RoomCheckFormProps) {
  const [check, setCheck] = useState<RoomCheck>(() => emptyRoomCheck(settings.viewingPlace));
  const [submitted, setSubmitted] = useState(false);
  const { person } = useSession();
  const isBeside = person.role === 'manager';
  const [alone, beside] = [useCommand('viewings.open'), useCommand('viewings.openWithOfficer')];
  const command = isBeside ? beside : alone;
  const mistakes = submitted ? mistakesIn(check, isBeside) : {};
  const change = (part: Partial<RoomCheck>): void => setCheck((before) => ({ ...before, ...part }));

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(mistakesIn(check, isBeside)).length > 0) return;
    const request = viewingRequest(recording.id, check);
    const opened = isBeside ? await beside.run({ ...request, officer: check.officer }) : await alone.run(request);
    if (opened !== null) return onOpened(opened);
    change({ officer: withoutSecrets(check.officer) }); // a code works once
  };

  return (
    <Card withBorder maw={760}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <FailureAlert failure={command.failure} />
          <NativeSelect
            label="Purpose"
            data={[{ value: '', label: 'Choose a purpose' }, ...settings.viewingPurposes, showingPurpose]}
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
          <BesideChoice
            candidates={candidates}
            chosen={check.beside}
            onChange={(chosen) => change({ beside: chosen })}
          />
          <RoomTicks check={check} error={mistakes.ticks} isBeside={isBeside} onChange={change} />
          <PersonsPresent
            persons={check.persons}
            error={mistakes.persons}
            isBeside={isBeside}
            onChange={(persons) => change({ persons })}
          />
          {isShowing(check) && (
            <HeadsAuthority
              authority={check.authority}
              error={mistakes.authority}
              onChange={(authority) => change({ authority })}
            />
          )}
          {isBeside && (
            <OfficerBeside
              officer={check.officer}
              error={mistakes.officer}
              until="until the viewing has ended"
              onChange={(officer) => change({ officer })}
            />
          )}
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
