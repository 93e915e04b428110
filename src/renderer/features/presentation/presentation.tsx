import { Box, Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HostLabel } from '../../ui/host-label.tsx';
import { useSession } from '../../ui/role.tsx';
import { OutcomeDialog } from '../viewing-room/outcome-dialog.tsx';
import { useLeaveGuard } from '../viewing-room/use-leave-guard.ts';
import { useWatchedReport } from '../viewing-room/use-watched-report.ts';
import { ExhibitPlayer } from './exhibit-player.tsx';
import './presentation.css';

interface PresentationProps {
  readonly open: Output<'viewings.present'>;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
}

/** The dark screen before a court: one exhibit at a time, as large as the window, its reference and its time. */
export function Presentation({ open: { viewing, cameras }, onClosed }: PresentationProps): ReactNode {
  const { state } = useSession();
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<'end' | 'leaving' | null>(null);
  const report = useWatchedReport(viewing.id);
  useLeaveGuard(() => setAsking('leaving'));
  const exhibits = viewing.showing?.exhibits ?? [];
  const [exhibit, camera] = [exhibits[at], cameras[at]];
  return (
    <Box className="presentation" role="region" aria-label="Shown to the court">
      {report.failure !== null && <FailureAlert failure={report.failure} />}
      {exhibit !== undefined && camera !== undefined && (
        <ExhibitPlayer
          key={exhibit.recordingId}
          {...{ viewing, camera, exhibit }}
          isHeld={report.failure !== null || asking !== null}
          present={report.present}
          onOther={(direction) => setAt((before) => Math.min(exhibits.length - 1, Math.max(0, before + direction)))}
          onTryAgain={() => void report.flush()}
        >
          <Text>
            Exhibit {at + 1} of {exhibits.length}
          </Text>
          {state.hostLabel === null ? null : <HostLabel label={state.hostLabel} />}
          <Button ml="auto" variant="white" color="dark" onClick={() => setAsking('end')}>
            End the showing
          </Button>
        </ExhibitPlayer>
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
