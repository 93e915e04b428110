import { Box, Button, Text } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HostLabel } from '../../ui/host-label.tsx';
import { useSession } from '../../ui/role.tsx';
import { OutcomeDialog } from '../viewing-room/outcome-dialog.tsx';
import { useLeaveGuard } from '../viewing-room/use-leave-guard.ts';
import { useWatchedReport } from '../viewing-room/use-watched-report.ts';
import { ExhibitPlayer, type ShownFootage } from './exhibit-player.tsx';
import { ExhibitStill } from './exhibit-still.tsx';
import '../viewing-room/player.css';
import './presentation.css';

interface PresentationProps {
  readonly open: Output<'viewings.present'>;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
}

/** The dark screen before a court: one exhibit at a time, as large as the window, its reference and its time. */
export function Presentation({ open, onClosed }: PresentationProps): ReactNode {
  const { viewing } = open;
  const { state } = useSession();
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<'end' | 'leaving' | null>(null);
  const report = useWatchedReport(viewing.id);
  useLeaveGuard(() => setAsking('leaving'));
  const items = useMemo(() => itemsOf(open), [open]);
  const item = items[at];
  const onOther = (direction: 1 | -1): void =>
    setAt((before) => Math.min(items.length - 1, Math.max(0, before + direction)));
  const bar = (
    <>
      <Text>
        Exhibit {at + 1} of {items.length}
      </Text>
      {state.hostLabel === null ? null : <HostLabel label={state.hostLabel} />}
      <Button ml="auto" variant="white" color="dark" onClick={() => setAsking('end')}>
        End the showing
      </Button>
    </>
  );
  return (
    <Box className="presentation" role="region" aria-label="Shown to the court">
      {report.failure !== null && <FailureAlert failure={report.failure} />}
      {item !== undefined && 'cameras' in item && (
        <ExhibitPlayer
          key={at}
          cameras={item.cameras}
          isHeld={report.failure !== null || asking !== null}
          present={report.present}
          onOther={onOther}
          onTryAgain={() => void report.flush()}
        >
          {bar}
        </ExhibitPlayer>
      )}
      {item !== undefined && 'still' in item && (
        <ExhibitStill key={at} viewingId={viewing.id} still={item.still} onOther={onOther}>
          {bar}
        </ExhibitStill>
      )}
      {asking !== null && (
        <OutcomeDialog
          viewingId={viewing.id}
          inCourt
          leaving={asking === 'leaving'}
          beforeClose={report.flush}
          onClosed={onClosed}
          onBack={() => setAsking(null)}
        />
      )}
    </Box>
  );
}

type Open = Output<'viewings.present'>;
type Item = ShownFootage | { readonly still: Open['stills'][number] };

/** In the order of the list: recordings and clips singly or all in step, then the stills. */
function itemsOf({ viewing, cameras, stills }: Open): Item[] {
  const footage = cameras.map((camera, index) => ({
    camera,
    reference: viewing.showing?.exhibits[index]?.reference ?? '',
  }));
  const isInStep = viewing.showing?.inStep === true && footage.length > 1;
  const groups = isInStep ? [footage] : footage.map((each) => [each]);
  return [...groups.map((group) => ({ cameras: group })), ...stills.map((still) => ({ still }))];
}
