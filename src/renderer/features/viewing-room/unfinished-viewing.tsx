import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { OutcomeDialog } from './outcome-dialog.tsx';
import { Notice } from '../footage/notice.tsx';

interface UnfinishedViewingProps {
  readonly viewing: Output<'viewings.list'>[number];
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
}

export const shownInWords = ({ recordings, clips }: UnfinishedViewingProps['viewing']): string =>
  [...recordings.map(({ recordingNumber }) => recordingNumber), ...clips.map(({ clipNumber }) => clipNumber)].join(
    ', ',
  );

const nothingToReport = async (): Promise<null> => null;

/** A viewing whose picture was taken away (damage was found, the screen went): it still needs its outcome. */
export function UnfinishedViewing({ viewing, onClosed }: UnfinishedViewingProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Notice title={`Viewing ${viewing.number} is not ended`}>
      <Stack align="flex-start">
        The viewing of {shownInWords(viewing)} was broken off. Say how it ended before you open another one.
        <Button onClick={() => setAsking(true)}>End that viewing</Button>
      </Stack>
      {asking && (
        <OutcomeDialog
          viewingId={viewing.id}
          inCourt={viewing.showing !== null}
          leaving={false}
          beforeClose={nothingToReport}
          onClosed={onClosed}
          onBack={() => setAsking(false)}
        />
      )}
    </Notice>
  );
}
