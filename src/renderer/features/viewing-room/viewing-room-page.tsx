import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { viewingBar } from '../footage/recording-words.ts';
import { besideOf } from './beside.ts';
import { Player } from './player.tsx';
import { ReactSlip } from './react-slip.tsx';
import { RoomCheckForm } from './room-check-form.tsx';
import { shownInWords, UnfinishedViewing } from './unfinished-viewing.tsx';
import type { OpenViewing } from './use-players.ts';
import { Notice } from '../footage/notice.tsx';

/** The viewing room: room check, then the player, then the slip for React. */
export function ViewingRoomPage() {
  const { recordingId } = useParams({ strict: false });
  const [open, setOpen] = useState<OpenViewing | null>(null);
  const [closed, setClosed] = useState<Output<'viewings.close'> | null>(null);

  if (closed !== null)
    return (
      <Page key="ended" title="Viewing ended">
        <ReactSlip closed={closed} />
      </Page>
    );
  if (open !== null)
    return (
      <Page
        key="player"
        title={`Viewing ${shownInWords(open.viewing)}`}
        description={`${open.viewing.number}: ${open.viewing.purpose}`}
      >
        <Player open={open} onClosed={setClosed} />
      </Page>
    );
  return (
    <Page title="Viewing room" description="Check the room first. The footage is shown only after that.">
      <BeforeViewing recordingId={recordingId ?? ''} onOpened={setOpen} onClosed={setClosed} />
    </Page>
  );
}

interface BeforeViewingProps {
  readonly recordingId: string;
  readonly onOpened: (open: OpenViewing) => void;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
}

function BeforeViewing({ recordingId, onOpened, onClosed }: BeforeViewingProps) {
  const { person } = useSession();
  const recordings = useQuery('recordings.list', { held: true }, ['recordings', 'retention']);
  const settings = useQuery('settings.read', {}, ['settings']);
  const viewings = useQuery('viewings.list', {}, []);
  const failure = recordings.failure ?? settings.failure ?? viewings.failure;
  if (failure !== null) return <FailureAlert failure={failure} />;
  if (recordings.data === null || settings.data === null || viewings.data === null) return <Reading />;
  const recording = recordings.data.find(({ id }) => id === recordingId);
  if (recording === undefined)
    return (
      <FailureAlert
        failure={{
          code: 'not-found',
          message:
            'No such recording is held: it may have been disposed of. Footage lists what there is and what there was.',
        }}
      />
    );
  if (person.role === 'auditor')
    return (
      <Notice title="An auditor sees no footage">
        <ClauseQuote clause="6.4" />
        The record of this recording and of its viewings is open to you.
      </Notice>
    );
  const unfinished = viewings.data.find(({ ending, viewer }) => ending === 'open' && viewer === person.name);
  if (unfinished !== undefined) return <UnfinishedViewing viewing={unfinished} onClosed={onClosed} />;
  const bar = viewingBar(recording);
  if (bar !== null) return <FailureAlert failure={{ code: 'conflict', message: bar }} />;
  return (
    <RoomCheckForm
      recording={recording}
      candidates={besideOf(recording, recordings.data)}
      settings={settings.data}
      onOpened={onOpened}
    />
  );
}
