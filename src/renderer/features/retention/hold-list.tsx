import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { OneLine } from '../footage/one-line.tsx';
import { ReactSlip } from '../../ui/react-slip.tsx';
import { authorityWords, type Hold, holdStateWords, scopeOfHold } from './hold-words.ts';

type Task = { readonly name: 'extend' | 'end' | 'slip'; readonly holdId: string };

/** Holds with what can be done about each: extended by the officer, ended by the manager. */
export function HoldList({
  holds,
  emptyText,
}: {
  readonly holds: readonly Hold[];
  readonly emptyText: string;
}): ReactNode {
  const { person } = useSession();
  const [task, setTask] = useState<Task | null>(null);
  const hold = holds.find(({ id }) => id === task?.holdId);
  const close = (): void => setTask(null);
  return (
    <Stack gap="sm">
      <DataTable
        columns={[...columns, actions(person.role === 'officer', setTask)]}
        rows={holds}
        rowKey={({ id }) => id}
        caption="Holds"
        emptyText={emptyText}
      />
      {hold !== undefined && task?.name === 'extend' ? <Extend hold={hold} onDone={close} /> : null}
      {hold !== undefined && task?.name === 'end' ? <End hold={hold} onDone={close} /> : null}
      {hold !== undefined && task?.name === 'slip' ? <ReactSlip text={hold.reactSlip} /> : null}
    </Stack>
  );
}

const columns: readonly Column<Hold>[] = [
  { id: 'number', header: 'Hold', cell: ({ number }) => <OneLine>{number}</OneLine>, sortBy: ({ number }) => number },
  { id: 'scope', header: 'On', cell: scopeOfHold, sortBy: scopeOfHold },
  {
    id: 'why',
    header: 'Why',
    cell: ({ reason, authority, authorityReference }) => (
      <>
        <Text inherit>{reason}</Text>
        <Text size="sm" c="dimmed">
          {authorityWords[authority]}, {authorityReference}
        </Text>
      </>
    ),
  },
  {
    id: 'review',
    header: 'Review',
    cell: ({ state, reviewOn, lapsesOn }) =>
      state === 'in-force' ? (
        <>
          <DayText value={reviewOn} />
          <Text size="sm" c="dimmed">
            unreviewed it ends on <DayText value={lapsesOn} />
          </Text>
        </>
      ) : (
        <DayText value={reviewOn} />
      ),
    sortBy: ({ reviewOn }) => reviewOn,
  },
  {
    id: 'state',
    header: 'State',
    cell: (hold) => (
      <Stack gap={2}>
        <StatusBadge tone={holdStateWords[hold.state].tone}>{holdStateWords[hold.state].words}</StatusBadge>
        <Text size="sm">{whoSaid(hold)}</Text>
      </Stack>
    ),
    sortBy: ({ state }) => holdStateWords[state].words,
  },
];

function whoSaid({ state, askedBy, decidedBy, endedBy, endReason, extension }: Hold): string {
  if (extension !== null) return `Extension asked for by ${extension.askedBy}; it waits for the manager.`;
  if (state === 'ended') return `${endedBy ?? ''}: ${endReason ?? ''}`;
  return state === 'asked' ? `Asked for by ${askedBy}.` : `Asked for by ${askedBy}, decided by ${decidedBy ?? ''}.`;
}

const actions = (isOfficer: boolean, choose: (task: Task) => void): Column<Hold> => ({
  id: 'actions',
  header: 'What can be done',
  cell: ({ id, number, state }) => {
    const button = (name: Task['name'], words: string): ReactNode => (
      <Button size="compact-sm" variant="default" onClick={() => choose({ name, holdId: id })}>
        {words}
        <span className="hidden-words"> {number}</span>
      </Button>
    );
    return (
      <Group gap={6}>
        {state === 'in-force' ? (isOfficer ? button('extend', 'Extend') : button('end', 'End')) : null}
        {button('slip', 'For React')}
      </Group>
    );
  },
});

interface OneProps {
  readonly hold: Hold;
  readonly onDone: () => void;
}

const Extend = ({ hold, onDone }: OneProps): ReactNode => (
  <QuickForm
    command="holds.askExtension"
    title={`Extend ${hold.number}`}
    headingOrder={3}
    description="The manager approves an extension. Until then the review date stands."
    fixed={{ holdId: hold.id }}
    fields={[
      { kind: 'paragraph', name: 'reason', label: 'Why it is still needed' },
      { kind: 'day', name: 'reviewOn', label: 'Next review' },
    ]}
    submit="Ask for the extension"
    onDone={onDone}
    onCancel={onDone}
  />
);

const End = ({ hold, onDone }: OneProps): ReactNode => (
  <QuickForm
    command="holds.end"
    title={`End ${hold.number}`}
    headingOrder={3}
    description="What is past its six weeks and kept by nothing else is destroyed at once. This cannot be undone (CoP 4.6)."
    fixed={{ holdId: hold.id }}
    fields={[
      { kind: 'paragraph', name: 'reasons', label: 'Reasons' },
      { kind: 'password', name: 'password', label: 'Your password' },
    ]}
    submit="End the hold"
    onDone={onDone}
    onCancel={onDone}
  />
);
