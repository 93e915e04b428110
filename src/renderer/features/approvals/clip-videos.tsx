import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { unseenInWords } from '../../../shared/unseen-in-words.ts';
import { failureOf, invoke } from '../../bridge.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { AskedBesideOfficer } from '../stills/asked-beside-officer.tsx';
import { isChecked, noStatements, roomStatements, untickedWords } from '../viewing-room/room-check.ts';
import { RoomTicks } from '../viewing-room/room-ticks.tsx';
import { BothVideos } from './both-videos.tsx';
import type { Comparison } from './use-comparison.ts';

interface ClipVideosProps {
  readonly clip: Output<'clips.list'>[number];
  readonly comparison: Comparison;
  /** Both stand still: the dialog of the decision is open. */
  readonly isHeld: boolean;
}

/** A masked clip and the same stretch unmasked, after the room check and only beside the officer (CoP 3.9, 6.4). */
export function ClipVideos({ clip, comparison, isHeld }: ClipVideosProps): ReactNode {
  const { shown, show, unseen } = comparison;
  const alone = useCommand('clips.compare');
  const beside = useCommand('clips.compareWithOfficer');
  const forget = (): void => {
    alone.clear();
    beside.clear();
  };
  const [check, setCheck] = useState(noStatements);
  const [isAsked, setAsked] = useState(false);
  const { person } = useSession();
  if (person.role === 'auditor') return <Text c="dimmed">An auditor sees the register, not the pictures.</Text>;
  const asking = { clipId: clip.id, roomCheck: roomStatements };
  /** What is said of the room is said anew before each showing. */
  const began = (compared: Output<'clips.compare'> | null): boolean => {
    if (compared !== null) {
      setCheck(noStatements);
      setAsked(false);
    }
    return show(compared);
  };
  return (
    <Stack gap="sm">
      {shown === null ? (
        <>
          <AskedBesideOfficer
            label={`Show ${clip.number} beside its stretch of the recording`}
            busy={alone.busy || beside.busy}
            failure={alone.failure ?? beside.failure}
            isReady={() => {
              setAsked(true);
              return isChecked(check);
            }}
            onOfficer={() => void alone.run({ ...asking, officerPresent: true }).then(began)}
            onManager={async (officer) => began(await beside.run({ ...asking, officer }))}
          >
            <RoomTicks
              check={check}
              error={isAsked && !isChecked(check) ? untickedWords : undefined}
              isBeside={person.role === 'manager'}
              onChange={(part) => setCheck((before) => ({ ...before, ...part }))}
            />
          </AskedBesideOfficer>
          <LostScreen clip={clip} onAway={forget} />
        </>
      ) : (
        <BothVideos {...{ clip, shown }} report={comparison.report} isHeld={isHeld} onAway={comparison.putAway} />
      )}
      {unseen !== null && person.role === 'manager' && (
        <Text size="sm" className="figures-steady">
          {unseen.length === 0
            ? 'You have had every picture of the clip on the screen.'
            : `Still to be seen before you can approve: ${unseenInWords(unseen)}.`}
        </Text>
      )}
    </Stack>
  );
}

/**
 * For the core a comparison goes on where its screen was lost or could not be put away, and until it ends no other footage
 * is shown. This ends it without having it shown once more.
 */
function LostScreen({ clip, onAway }: { readonly clip: ClipVideosProps['clip']; readonly onAway: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAway, setAway] = useState(false);
  const putAway = async (): Promise<void> => {
    setFailure(null);
    try {
      await invoke('clips.putAway', { clipId: clip.id });
      setAway(true);
      onAway();
    } catch (thrown) {
      setAway(false);
      setFailure(failureOf(thrown));
    }
  };
  return (
    <>
      <FailureAlert failure={failure} />
      <Group>
        <Button variant="subtle" onClick={() => void putAway()}>
          Put away what is on the screen
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {isAway ? `${clip.number} and its stretch were put away.` : 'Where the screen it was shown on was lost.'}
        </Text>
      </Group>
    </>
  );
}
