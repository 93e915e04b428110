import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { dayOfInstant, formatDay } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';
import { LicenceApplications } from './licence-applications.tsx';
import { LicenceForm } from './licence-form.tsx';
import { TrainingForm } from './training-form.tsx';

type Licence = Output<'licences.list'>[number];
type Training = Output<'training.list'>[number];

/** SIA licences and training of everybody here, with all that went before. */
export function Qualifications(): ReactNode {
  const { person } = useSession();
  const licences = useQuery('licences.list', {}, ['settings']);
  const training = useQuery('training.list', {}, ['settings']);
  const people = useQuery('people.list', {}, ['settings', 'session']);
  const [form, setForm] = useState<'licence' | 'training' | null>(null);
  const [said, setSaid] = useState('');
  const done = (words: string) => (): void => {
    setForm(null);
    setSaid(words);
    licences.reload();
    training.reload();
  };
  return (
    <Stack>
      <ClauseQuote clause="3.1" />
      <Title order={2} size="h3">
        SIA licences
      </Title>
      <Register
        query={licences}
        columns={licenceColumns}
        rowKey={({ personId, number, expires }) => `${personId} ${number} ${expires}`}
        caption="SIA Public Space Surveillance licences"
        emptyText="No licence is entered. An officer without one cannot retrieve or view footage."
      />
      <LicenceApplications people={people.data ?? []} />
      <Title order={2} size="h3">
        Training
      </Title>
      <Register
        query={training}
        columns={trainingColumns}
        rowKey={({ personId, course, enteredAt }) => `${personId} ${course} ${enteredAt}`}
        caption="Training"
        emptyText="No training is entered yet."
      />
      <div role="status">{said === '' ? null : <Text fw={600}>{said}</Text>}</div>
      {person.role !== 'manager' ? (
        <Text c="dimmed">The Safer Neighbourhoods Manager enters licences and training.</Text>
      ) : form === 'licence' ? (
        <LicenceForm
          people={people.data ?? []}
          onDone={done('The licence is entered. It counts from now on.')}
          onCancel={() => setForm(null)}
        />
      ) : form === 'training' ? (
        <TrainingForm
          people={people.data ?? []}
          onDone={done('The training is entered.')}
          onCancel={() => setForm(null)}
        />
      ) : (
        <Group>
          <Button onClick={() => setForm('licence')}>Enter a licence</Button>
          <Button variant="default" onClick={() => setForm('training')}>
            Enter training
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Whether it counts today; what was replaced is history. */
function Standing({ expires, inForce }: Pick<Training, 'expires' | 'inForce'>): ReactNode {
  const { state } = useSession();
  if (!inForce) return <StatusBadge tone="neutral">replaced</StatusBadge>;
  const isOver = expires !== null && expires < dayOfInstant(state.now);
  return <StatusBadge tone={isOver ? 'bad' : 'good'}>{isOver ? 'expired' : 'valid'}</StatusBadge>;
}

const licenceColumns: readonly Column<Licence>[] = [
  { id: 'person', header: 'Person', cell: ({ person }) => person, sortBy: ({ person }) => person },
  { id: 'number', header: 'Number', cell: ({ number }) => <span className="code">{number}</span> },
  {
    id: 'expires',
    header: 'Expires',
    cell: ({ expires }) => <DayText value={expires} />,
    sortBy: ({ expires }) => expires,
  },
  { id: 'standing', header: 'Standing', cell: (row) => <Standing {...row} /> },
  { id: 'seen', header: 'Card seen', cell: ({ cardSeen }) => (cardSeen ? 'yes' : 'not yet') },
  {
    id: 'entered',
    header: 'Entered',
    cell: ({ enteredAt, enteredBy }) =>
      enteredAt === null ? (
        'when the account was opened'
      ) : (
        <>
          <InstantText value={enteredAt} /> by {enteredBy}
        </>
      ),
    sortBy: ({ enteredAt }) => enteredAt ?? '',
  },
];

const trainingColumns: readonly Column<Training>[] = [
  { id: 'person', header: 'Person', cell: ({ person }) => person, sortBy: ({ person }) => person },
  { id: 'course', header: 'Course', cell: ({ course }) => course, sortBy: ({ course }) => course },
  {
    id: 'completed',
    header: 'Completed',
    cell: ({ completedOn }) => <DayText value={completedOn} />,
    sortBy: ({ completedOn }) => completedOn,
  },
  {
    id: 'expires',
    header: 'Runs out',
    cell: ({ expires }) => (expires === null ? 'does not run out' : formatDay(expires)),
    sortBy: ({ expires }) => expires ?? '9999',
  },
  { id: 'standing', header: 'Standing', cell: (row) => <Standing {...row} /> },
  { id: 'by', header: 'Entered by', cell: ({ enteredBy }) => enteredBy, sortBy: ({ enteredBy }) => enteredBy },
];
