import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { BreachFile } from './breach-file.tsx';
import { type Breach, reportKinds, standingOf } from './breach-words.ts';
import { kindInWords } from './kind-in-words.ts';

const columns: readonly Column<Breach>[] = [
  { id: 'number', header: 'Number', cell: ({ number }) => <OneLine>{number}</OneLine>, sortBy: ({ number }) => number },
  { id: 'at', header: 'Registered', cell: ({ at }) => <InstantText value={at} />, sortBy: ({ at }) => at },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kindInWords(kind), sortBy: ({ kind }) => kindInWords(kind) },
  { id: 'description', header: 'What happened', cell: ({ description }) => description },
  {
    id: 'state',
    header: 'State',
    cell: (breach) => <StatusBadge tone={standingOf(breach).tone}>{standingOf(breach).words}</StatusBadge>,
    sortBy: (breach) => standingOf(breach).words,
  },
];

/** Incidents, breaches and complaints: found by the application, or registered by a person (CoP 6.2). */
export function BreachRegister(): ReactNode {
  const breaches = useQuery('breaches.list', {}, ['recordings', 'retention', 'ledger']);
  const [isReporting, setReporting] = useState(false);
  const [openNumber, setOpen] = useState<string | null>(null);
  const opened = breaches.data?.find(({ number }) => number === openNumber);
  return (
    <Stack>
      <FailureAlert failure={breaches.failure} />
      {isReporting ? (
        <QuickForm
          command="breaches.report"
          title="Register an incident, breach or complaint"
          fixed={{}}
          fields={[
            { kind: 'choice', name: 'kind', label: 'Kind', options: optionsOf(reportKinds) },
            { kind: 'day', name: 'happenedOn', label: 'Happened on' },
            {
              kind: 'clock',
              name: 'awareAt',
              label: 'First known (UK time)',
              description: 'The 72 hours, and the 30 days of a complaint, run from then.',
            },
            { kind: 'check', name: 'personalData', label: 'Personal data is concerned' },
            {
              kind: 'line',
              name: 'complainant',
              label: 'Who complains (for a complaint only)',
              description: 'With how they are reached. A complaint about personal data is acknowledged within 30 days.',
            },
            { kind: 'paragraph', name: 'description', label: 'What happened' },
          ]}
          submit="Register it"
          onDone={({ number }) => {
            setReporting(false);
            setOpen(number);
          }}
          onCancel={() => setReporting(false)}
        />
      ) : (
        <Group>
          <Button onClick={() => setReporting(true)}>Register an incident</Button>
        </Group>
      )}
      {opened === undefined ? null : <BreachFile key={opened.number} breach={opened} />}
      <Section title="Register of incidents">
        {breaches.loading ? <Reading /> : null}
        {breaches.data === null ? null : (
          <DataTable
            columns={columns}
            rows={breaches.data}
            rowKey={({ number }) => number}
            onRowClick={({ number }) => setOpen(number)}
            caption="Incidents, breaches and complaints"
            emptyText="No incident has been registered."
          />
        )}
      </Section>
      <ClauseQuote clause="6.2" />
    </Stack>
  );
}
