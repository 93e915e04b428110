import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { Column } from '../../ui/data-table.tsx';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';

type Application = Output<'licences.applications'>[number];

const stateWords = {
  open: { tone: 'warning', words: 'waiting' },
  granted: { tone: 'good', words: 'licence entered' },
  refused: { tone: 'bad', words: 'refused' },
  withdrawn: { tone: 'neutral', words: 'withdrawn' },
} as const;

const columns: readonly Column<Application>[] = [
  { id: 'person', header: 'Person', cell: ({ person }) => person },
  { id: 'applied', header: 'Applied on', cell: ({ appliedOn }) => <DayText value={appliedOn} /> },
  { id: 'reference', header: 'Reference', cell: ({ reference }) => <span className="wraps">{reference}</span> },
  {
    id: 'state',
    header: 'What came of it',
    cell: ({ state, note }) => (
      <Stack gap={4} align="flex-start">
        <StatusBadge tone={stateWords[state].tone}>{stateWords[state].words}</StatusBadge>
        {note === null ? null : <span className="wraps">{note}</span>}
      </Stack>
    ),
  },
];

/** Applications for licences; one that is granted ends with the licence that is entered off the card. */
export function LicenceApplications({ people }: { readonly people: Output<'people.list'> }): ReactNode {
  const { person } = useSession();
  const applications = useQuery('licences.applications', {}, ['settings']);
  const [doing, setDoing] = useState<'apply' | Application | null>(null);
  const done = (): void => {
    setDoing(null);
    applications.reload();
  };
  const open = applications.data?.filter(({ state }) => state === 'open') ?? [];
  return (
    <>
      <Title order={2} size="h3">
        Applications for licences
      </Title>
      <Register
        query={applications}
        columns={columns}
        rowKey={({ id }) => String(id)}
        caption="Applications for licences"
        emptyText="No application is entered."
      />
      {person.role === 'auditor' ? null : doing === 'apply' ? (
        <QuickForm
          command="licences.apply"
          title="A licence was applied for"
          description="It is followed until the licence is entered; after five weeks it stands on Today."
          fixed={{}}
          fields={[
            {
              kind: 'choice',
              name: 'personId',
              label: 'For whom',
              options: people
                .filter(({ closedAt }) => closedAt === null)
                .map(({ id, name }) => ({ value: id, label: name })),
            },
            { kind: 'day', name: 'appliedOn', label: 'Applied on' },
            { kind: 'line', name: 'reference', label: 'Reference of the Security Industry Authority' },
          ]}
          submit="Enter it"
          onDone={done}
          onCancel={done}
        />
      ) : doing !== null ? (
        <QuickForm
          command="licences.endApplication"
          title={`The application of ${doing.person} came to nothing`}
          fixed={{ applicationId: doing.id }}
          fields={[
            {
              kind: 'choice',
              name: 'how',
              label: 'How it ended',
              options: optionsOf({ refused: 'It was refused', withdrawn: 'It was withdrawn' }),
            },
            { kind: 'day', name: 'endedOn', label: 'On' },
            { kind: 'paragraph', name: 'note', label: 'Why, and what happens now' },
          ]}
          submit="Enter it"
          onDone={done}
          onCancel={done}
        />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setDoing('apply')}>
            Enter an application
          </Button>
          {open.map((each) => (
            <Button key={each.id} variant="default" onClick={() => setDoing(each)}>
              {each.person}’s came to nothing
            </Button>
          ))}
          {open.length === 0 ? null : <Text c="dimmed">One that is granted ends with the licence you enter.</Text>}
        </Group>
      )}
    </>
  );
}
