import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { CodeText } from './code-text.tsx';
import { RaiseForm } from './raise-form.tsx';
import { ReviewForm } from './review-form.tsx';

type Code = Output<'code.read'>;

/** The code of practice: its text, who acknowledged it, its reviews, and the manager's new version. */
export function CodeOfPractice(): ReactNode {
  const { person } = useSession();
  const query = useQuery('code.read', {}, ['settings']);
  const [form, setForm] = useState<'review' | 'raise' | null>(null);
  const { data } = query;
  if (data === null) return query.loading ? <Reading /> : <FailureAlert failure={query.failure} />;
  const done = (): void => {
    setForm(null);
    query.reload();
  };
  return (
    <Stack>
      <InForce code={data} onAcknowledged={query.reload} />
      {person.role !== 'manager' ? null : form === 'review' ? (
        <ReviewForm onDone={done} onCancel={() => setForm(null)} />
      ) : form === 'raise' ? (
        <RaiseForm onDone={done} onCancel={() => setForm(null)} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setForm('review')}>
            Record the annual review
          </Button>
          <Button variant="default" onClick={() => setForm('raise')}>
            Raise a new version
          </Button>
        </Group>
      )}
      <Card>
        <CodeText text={data.text} headingOrder={3} />
      </Card>
      <Title order={2} size="h3">
        Acknowledged by
      </Title>
      <Register
        query={{ ...query, data: data.acknowledgements }}
        columns={acknowledged}
        rowKey={({ version, person: who }) => `${version} ${who}`}
        caption="Who acknowledged which version"
        emptyText="Nobody has acknowledged a version yet."
      />
      <Title order={2} size="h3">
        Annual light-touch reviews
      </Title>
      <Register
        query={{ ...query, data: data.reviews }}
        columns={reviewed}
        rowKey={({ at }) => at}
        caption="Annual light-touch reviews"
        emptyText="No review of this kind is recorded yet."
      />
      <Title order={2} size="h3">
        Versions
      </Title>
      <Register
        query={{ ...query, data: data.versions }}
        columns={versions}
        rowKey={({ version }) => String(version)}
        caption="Versions of the code of practice"
        emptyText="None."
      />
    </Stack>
  );
}

function InForce({ code, onAcknowledged }: { readonly code: Code; readonly onAcknowledged: () => void }): ReactNode {
  const acknowledge = useCommand('code.acknowledge');
  const { inForce, acknowledgedAt, nextLightReviewOn } = code;
  const send = async (): Promise<void> => {
    await acknowledge.run({ version: inForce.version });
    onAcknowledged();
  };
  return (
    <Card maw={880}>
      <Stack>
        <Title order={2}>Version {inForce.version} is in force</Title>
        <Facts
          items={[
            { label: 'Dated', value: inForce.dated },
            { label: 'In force since', value: <DayText value={inForce.effectiveOn} /> },
            { label: 'Next annual light-touch review', value: <DayText value={nextLightReviewOn} /> },
            { label: 'Next full review', value: <DayText value={inForce.nextReviewOn} /> },
            {
              label: 'You acknowledged it',
              value: acknowledgedAt === null ? 'not yet' : <InstantText value={acknowledgedAt} />,
            },
          ]}
        />
        <ClauseQuote clause="7.2" />
        <FailureAlert failure={acknowledge.failure} />
        {acknowledgedAt !== null ? null : (
          <Group>
            <Button loading={acknowledge.busy} onClick={() => void send()}>
              I have read version {inForce.version} and will work by it
            </Button>
            <Text c="dimmed">Until then you can read and lock, and nothing else.</Text>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

const acknowledged: readonly Column<Code['acknowledgements'][number]>[] = [
  { id: 'version', header: 'Version', cell: ({ version }) => version, sortBy: ({ version }) => version },
  { id: 'person', header: 'Person', cell: ({ person }) => person, sortBy: ({ person }) => person },
  { id: 'at', header: 'Acknowledged', cell: ({ at }) => <InstantText value={at} />, sortBy: ({ at }) => at },
];

const reviewed: readonly Column<Code['reviews'][number]>[] = [
  {
    id: 'on',
    header: 'Reviewed',
    cell: ({ reviewedOn }) => <DayText value={reviewedOn} />,
    sortBy: ({ reviewedOn }) => reviewedOn,
  },
  { id: 'version', header: 'Version', cell: ({ version }) => version, sortBy: ({ version }) => version },
  { id: 'finding', header: 'Finding', cell: ({ finding }) => <span className="paragraph">{finding}</span> },
  { id: 'by', header: 'Recorded by', cell: ({ by }) => by, sortBy: ({ by }) => by },
];

const versions: readonly Column<Code['versions'][number]>[] = [
  { id: 'version', header: 'Version', cell: ({ version }) => version, sortBy: ({ version }) => version },
  { id: 'dated', header: 'Dated', cell: ({ dated }) => dated },
  {
    id: 'effective',
    header: 'In force from',
    cell: ({ effectiveOn }) => <DayText value={effectiveOn} />,
    sortBy: ({ effectiveOn }) => effectiveOn,
  },
  { id: 'changes', header: 'Changes and reasons', cell: ({ changes }) => <span className="paragraph">{changes}</span> },
  { id: 'consulted', header: 'Consulted', cell: ({ consulted }) => <span className="paragraph">{consulted}</span> },
  { id: 'by', header: 'Raised by', cell: ({ raisedBy }) => raisedBy ?? 'came with the application' },
];
