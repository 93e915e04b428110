import { Button, Card, Switch } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { SizeText } from './size-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { type KeepersOf, useKeepers } from '../retention/use-keepers.ts';
import { type Recording, retentionInWords, stateWords } from './recording-words.ts';

const columnsWith = (keepersOf: KeepersOf): readonly Column<Recording>[] => [
  { id: 'number', header: 'Recording', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  { id: 'file', header: 'File', cell: ({ fileName }) => <span className="file-name">{fileName}</span> },
  {
    id: 'channel',
    header: 'Camera',
    cell: ({ channel }) => channel ?? 'not stated',
    sortBy: ({ channel }) => channel ?? '',
  },
  {
    id: 'from',
    header: 'Recorded from',
    cell: ({ recordedFrom }) => (
      <span className="figures">{recordedFrom === null ? 'not known' : formatWallClock(recordedFrom)}</span>
    ),
    sortBy: ({ recordedFrom }) => recordedFrom ?? '',
  },
  {
    id: 'size',
    header: 'Size',
    cell: ({ sizeBytes }) => <SizeText bytes={sizeBytes} />,
    sortBy: ({ sizeBytes }) => sizeBytes,
    align: 'right',
  },
  {
    id: 'keep',
    header: 'Keep until (CoP 4.6)',
    cell: (recording) => (
      <>
        <DayText value={recording.retentionDeadline} />
        <br />
        {retentionInWords(recording, keepersOf(recording))}
      </>
    ),
    sortBy: ({ retentionDeadline }) => retentionDeadline,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => stateWords[state].words,
  },
];

/** The recordings that are held, and at a wish all that ever were. */
export function FootagePage() {
  const [withDisposed, setWithDisposed] = useState(false);
  const recordings = useQuery('recordings.list', withDisposed ? {} : { held: true }, ['recordings', 'retention']);
  const keepersOf = useKeepers();
  const navigate = useNavigate();
  const { person } = useSession();
  return (
    <Page
      title="Footage"
      description="What is held, with the day on which it must be disposed of. Recorded times are those of the recorder’s clock."
      actions={
        person.role === 'officer' && (
          <Button component={Link} to="/get-footage">
            Get footage
          </Button>
        )
      }
    >
      <FailureAlert failure={recordings.failure} />
      <Switch
        label="Show also what was disposed of"
        checked={withDisposed}
        onChange={({ currentTarget }) => setWithDisposed(currentTarget.checked)}
      />
      {recordings.loading && <Reading />}
      {recordings.data !== null && (
        <Card withBorder padding="xs">
          <DataTable
            columns={columnsWith(keepersOf)}
            rows={recordings.data}
            rowKey={({ id }) => id}
            onRowClick={({ id }) => void navigate({ to: `/footage/${id}` })}
            caption="Footage register"
            emptyText={
              withDisposed
                ? 'There is no footage yet. It comes in through Get footage.'
                : 'No footage is held. It comes in through Get footage.'
            }
          />
        </Card>
      )}
    </Page>
  );
}
