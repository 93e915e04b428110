import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { unseenInWords } from '../../../shared/unseen-in-words.ts';
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
}

/** A masked clip and the same stretch unmasked, after the room check and only beside the officer (CoP 3.9, 6.4). */
export function ClipVideos({ clip, comparison }: ClipVideosProps): ReactNode {
  const { shown, show, unseen } = comparison;
  const alone = useCommand('clips.compare');
  const beside = useCommand('clips.compareWithOfficer');
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
      ) : (
        <BothVideos {...{ clip, shown }} report={comparison.report} onAway={comparison.putAway} />
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
