import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import { CheckDisc } from './check-disc.tsx';
import { copyWords, type Disc, type DiscSet, discStateWords } from './court-words.ts';
import { DestroyDisc } from './destroy-disc.tsx';
import { DiscStory } from './disc-story.tsx';
import { MoveDisc } from './move-disc.tsx';

const columns: readonly Column<Disc>[] = [
  { id: 'number', header: 'Disc', cell: ({ number }) => <OneLine>{number}</OneLine>, sortBy: ({ number }) => number },
  {
    id: 'bundle',
    header: 'Bundle',
    cell: ({ bundleNumber }) => <OneLine>{bundleNumber}</OneLine>,
    sortBy: ({ bundleNumber }) => bundleNumber,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={discStateWords[state].tone}>{discStateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => discStateWords[state].words,
  },
  {
    id: 'where',
    header: 'Where it is now',
    cell: ({ whereNow, dueBackOn }) => (
      <>
        {whereNow}
        {dueBackOn !== null && (
          <>
            <br />
            due back <DayText value={dueBackOn} />
          </>
        )}
      </>
    ),
    sortBy: ({ whereNow }) => whereNow,
  },
  { id: 'seal', header: 'Seal', cell: ({ sealNumber }) => sealNumber ?? 'none' },
  {
    id: 'checked',
    header: 'Last read back',
    cell: ({ lastCheckedAt }) => (lastCheckedAt === null ? 'never' : <InstantText value={lastCheckedAt} />),
    sortBy: ({ lastCheckedAt }) => lastCheckedAt ?? '',
  },
];

/** A disc of a set says what its set still needs: by itself it is not the bundle. */
const copyColumn = (sets: readonly DiscSet[]): Column<Disc> => ({
  id: 'copy',
  header: 'Copy',
  cell: ({ copy, setId, setNumber, setSize, state }) => {
    const missing = sets.find(({ id }) => id === setId)?.missing ?? [];
    return (
      <>
        {copyWords[copy]}
        <br />
        {setNumber} of {setSize}
        {setId !== null && state !== 'destroyed' && (
          <>
            <br />
            {missing.length === 0 ? 'set complete' : `set not complete: ${missing.join(', ')} to be burned`}
          </>
        )}
      </>
    );
  },
  sortBy: ({ copy }) => copy,
});

interface DiscRegisterProps {
  readonly scope: { readonly caseId?: string };
  /** Only the discs of this bundle. */
  readonly bundleId?: string;
}

/** Every disc, where it is now, and what can be done with it. */
export function DiscRegister({ scope, bundleId }: DiscRegisterProps) {
  const discs = useQuery('discs.list', scope, ['court']);
  const sets = useQuery('discs.sets', {}, ['court']);
  const { person } = useSession();
  const [task, setTask] = useState<{ readonly name: Task; readonly discId: string } | null>(null);
  if (discs.data === null) return discs.loading ? <Reading /> : <FailureAlert failure={discs.failure} />;
  const [number, bundleColumn, ...rest] = columns;
  const before = [number, bundleColumn].filter((column) => column !== undefined);

  const rows = bundleId === undefined ? discs.data : discs.data.filter((disc) => disc.bundleId === bundleId);
  const subject = rows.find(({ id }) => id === task?.discId);
  const done = (): void => setTask(null);
  return (
    <Stack>
      <DataTable
        columns={[
          ...before,
          copyColumn(sets.data ?? []),
          ...rest,
          actionsColumn(person.role === 'officer', (name, discId) => setTask({ name, discId })),
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        caption="Disc register"
        emptyText="No disc has been burned."
      />
      {subject !== undefined && task?.name === 'check' && <CheckDisc key={subject.id} disc={subject} onDone={done} />}
      {subject !== undefined && task?.name === 'move' && (
        <MoveDisc
          key={subject.id}
          disc={subject}
          missing={sets.data?.find(({ id }) => id === subject.setId)?.missing ?? []}
          onDone={done}
        />
      )}
      {subject !== undefined && task?.name === 'story' && <DiscStory key={subject.id} disc={subject} onDone={done} />}
      {subject !== undefined && task?.name === 'destroy' && (
        <DestroyDisc key={subject.id} disc={subject} onDone={done} />
      )}
    </Stack>
  );
}

type Task = 'check' | 'move' | 'story' | 'destroy';
type OnTask = (name: Task, discId: string) => void;

/** The last column: what this person may do with a disc. */
const actionsColumn = (isOfficer: boolean, onTask: OnTask): Column<Disc> => ({
  id: 'actions',
  header: 'Do',
  cell: (disc) => <DiscActions disc={disc} isOfficer={isOfficer} onTask={(name) => onTask(name, disc.id)} />,
});

interface DiscActionsProps {
  readonly disc: Disc;
  readonly isOfficer: boolean;
  readonly onTask: (name: Task) => void;
}

const DiscActions = ({ disc, isOfficer, onTask }: DiscActionsProps) => (
  <Group gap={4} wrap="wrap" miw={150}>
    {isOfficer && disc.state === 'verified' && (
      <>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onTask('check')}
          aria-label={`Check again: ${disc.number}`}
        >
          Check again
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => onTask('move')} aria-label={`Move: ${disc.number}`}>
          Move
        </Button>
      </>
    )}
    <Button
      variant="default"
      size="compact-sm"
      onClick={() => onTask('story')}
      aria-label={`Movements: ${disc.number}`}
    >
      Movements
    </Button>
    {isOfficer && (disc.state === 'verified' || disc.state === 'spoiled') && (
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => onTask('destroy')}
        aria-label={`Destroy: ${disc.number}`}
      >
        Destroy
      </Button>
    )}
    {disc.labelId !== null && (
      <PrintButton compact documentId={disc.labelId}>
        Label
      </PrintButton>
    )}
  </Group>
);
