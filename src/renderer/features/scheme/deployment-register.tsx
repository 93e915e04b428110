import { Button, Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { CommandForm } from '../../ui/command-form.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { systemWords } from '../cases/case-words.ts';
import { asOptions, type Deployment, groundWords, stateWords, urgencyWords } from './deployment-words.ts';

const about: readonly Column<Deployment>[] = [
  { id: 'number', header: 'Deployment', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'place', header: 'Place', cell: ({ place }) => place, sortBy: ({ place }) => place },
  {
    id: 'system',
    header: 'System',
    cell: ({ system }) => systemWords[system],
    sortBy: ({ system }) => systemWords[system],
  },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
];

const waitingColumns: readonly Column<Deployment>[] = [
  ...about,
  {
    id: 'position',
    header: 'In line',
    cell: ({ position }) => position,
    sortBy: ({ position }) => position ?? 0,
  },
  {
    id: 'urgency',
    header: 'Urgency',
    cell: ({ urgency, urgencySet }) => (
      <>
        <StatusBadge tone={urgency === 'urgent' ? 'bad' : urgency === 'priority' ? 'warning' : 'neutral'}>
          {urgencyWords[urgency]}
        </StatusBadge>
        {urgencySet?.ground === undefined ? null : (
          <>
            <br />
            {groundWords[urgencySet.ground]}
          </>
        )}
      </>
    ),
    sortBy: ({ urgency }) => Object.keys(urgencyWords).indexOf(urgency),
  },
  { id: 'customer', header: 'Customer', cell: ({ customer }) => customer, sortBy: ({ customer }) => customer },
  {
    id: 'told',
    header: 'Last told',
    cell: ({ updates }) => (updates.length === 0 ? 'not yet' : <InstantText value={updates.at(-1)?.at ?? null} />),
    sortBy: ({ updates }) => updates.at(-1)?.at ?? '0',
  },
  {
    id: 'next',
    header: 'Missing before it hangs',
    cell: ({ blocks }) => blocks[0]?.message ?? 'Nothing: record the installation.',
  },
];

const installedColumns: readonly Column<Deployment>[] = [
  ...about,
  {
    id: 'ground',
    header: 'By leave of',
    cell: ({ ground }) => ground ?? <StatusBadge tone="bad">No PIA in force</StatusBadge>,
    sortBy: ({ ground }) => ground ?? '0',
  },
  {
    id: 'review',
    header: 'Review due',
    cell: ({ nextReviewOn }) => (nextReviewOn === null ? 'to be removed' : <DayText value={nextReviewOn} />),
    sortBy: ({ nextReviewOn }) => nextReviewOn ?? '0',
  },
  {
    id: 'kit',
    header: 'Kit',
    cell: ({ kit }) => kit?.assetNumber ?? 'none',
    sortBy: ({ kit }) => kit?.assetNumber ?? '',
  },
];

const endedColumns: readonly Column<Deployment>[] = [
  ...about,
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].words}</StatusBadge>,
  },
  {
    id: 'survey',
    header: 'Satisfaction survey',
    cell: ({ state, satisfaction }) =>
      state === 'withdrawn'
        ? 'not asked'
        : satisfaction === null
          ? 'open'
          : satisfaction.answered
            ? 'answered'
            : 'no answer',
  },
];

/** Each kind of system has a line of its own; who is served next stands first. */
const byPosition = (a: Deployment, b: Deployment): number =>
  a.position === null || b.position === null ? 0 : a.system.localeCompare(b.system) || a.position - b.position;

/** CoP 3.3: who waits, where cameras hang now, and where they hung. */
export function DeploymentRegister(): ReactNode {
  const { person } = useSession();
  const navigate = useNavigate();
  const list = useQuery('deployments.list', {}, ['deployments']);
  const [isAsking, setAsking] = useState(false);
  const open = ({ id }: Deployment): void =>
    void navigate({ to: '/scheme/deployments/$deploymentId', params: { deploymentId: id } });
  const tables = [
    { title: 'Waiting list', states: ['waiting'], columns: waitingColumns, emptyText: 'Nobody waits for a camera.' },
    { title: 'Installed', states: ['installed'], columns: installedColumns, emptyText: 'No camera hangs anywhere.' },
    { title: 'Ended', states: ['removed', 'withdrawn'], columns: endedColumns, emptyText: 'None has ended yet.' },
  ] as const;
  return (
    <Stack>
      {person.role === 'officer' && !isAsking ? (
        <Group>
          <Button onClick={() => setAsking(true)}>Request a camera</Button>
        </Group>
      ) : null}
      {isAsking ? <RequestForm onRequested={open} onCancel={() => setAsking(false)} /> : null}
      <FailureAlert failure={list.failure} />
      {list.loading ? <Reading /> : null}
      {list.data === null
        ? null
        : tables.map(({ title, states, columns, emptyText }) => (
            <Section key={title} title={title}>
              <DataTable
                columns={columns}
                rows={(list.data ?? [])
                  .filter(({ state }) => (states as readonly string[]).includes(state))
                  .toSorted(byPosition)}
                rowKey={({ id }) => id}
                onRowClick={open}
                caption={title}
                emptyText={emptyText}
              />
            </Section>
          ))}
      <ClauseQuote clause="3.3" />
    </Stack>
  );
}

interface RequestFormProps {
  readonly onRequested: (deployment: Deployment) => void;
  readonly onCancel: () => void;
}

function RequestForm({ onRequested, onCancel }: RequestFormProps): ReactNode {
  const cases = useQuery('cases.list', {}, ['cases']);
  if (cases.data === null) return cases.loading ? <Reading /> : <FailureAlert failure={cases.failure} />;
  return (
    <CommandForm
      command="waiting.request"
      title="Request a camera for a case"
      clause="3.3"
      fixed={{}}
      fields={[
        {
          name: 'caseId',
          kind: 'choice',
          label: 'Case',
          options: cases.data.map(({ id, reactRef, title }) => [id, `${reactRef}, ${title}`] as const),
        },
        { name: 'system', kind: 'choice', label: 'System', options: asOptions(systemWords) },
        {
          name: 'place',
          kind: 'line',
          label: 'Place where it is to hang',
          description: 'The PIA is for this place and no other.',
        },
        { name: 'customer', kind: 'line', label: 'Customer' },
        { name: 'contact', kind: 'line', label: 'How the customer is reached' },
        { name: 'requestedBy', kind: 'line', label: 'Asked for by (SNO dealing with the case)' },
      ]}
      submitLabel="Put on the waiting list"
      onDone={onRequested}
      onCancel={onCancel}
    />
  );
}
