import { Button, Group, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Verification } from '../../../shared/contract/verification.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Reading } from '../../ui/page.tsx';
import { count, formatBytes } from '../../ui/quantity.ts';
import { Register } from '../../ui/register.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { DamageList } from './damage-list.tsx';

const scopeWords: Readonly<Record<Verification['scope'], string>> = {
  everything: 'Everything',
  slice: 'What fell due',
  disc: 'Before a disc',
};

/** Whether what the vault holds is still what was sealed: what was found, when, and a way to look now. */
export function VerificationPanel(): ReactNode {
  const state = useQuery('verification.read', {}, ['recordings', 'ledger', 'jobs', 'settings']);
  const start = useCommand('verification.start');
  const { data } = state;
  if (data === null) return state.loading ? <Reading /> : <FailureAlert failure={state.failure} />;
  const isStopped =
    data.jobId === null && data.runs.some(({ scope, endedAt }) => scope === 'everything' && endedAt === null);
  return (
    <Stack>
      <DamageList />
      <Section title="Verification">
        <Stack gap="sm">
          <Text>
            Everything that is kept is read from its first byte to its last and compared with the hash recorded when it
            was sealed. This happens by itself while somebody is signed in, and before every disc.
          </Text>
          <Facts
            items={[
              {
                label: 'Kept in the vault',
                value: `${count(data.objects, 'sealed file')}, ${formatBytes(data.bytes)}`,
              },
              { label: 'Re-read at least every', value: data.everyDays === 1 ? 'day' : `${data.everyDays} days` },
              { label: 'Not re-read in time', value: <Overdue overdue={data.overdue} /> },
            ]}
          />
          <FailureAlert failure={start.failure} />
          {data.jobId === null ? (
            <Group>
              <Button loading={start.busy} onClick={() => void start.run({})}>
                {isStopped ? 'Go on verifying everything' : 'Verify everything now'}
              </Button>
            </Group>
          ) : (
            <JobProgress jobId={data.jobId} />
          )}
        </Stack>
      </Section>
      <Register
        query={{ ...state, data: data.runs }}
        columns={columns}
        rowKey={({ startedAt, scope }) => `${startedAt}${scope}`}
        caption="What was verified, the newest first"
        emptyText="Nothing has been verified since it was sealed and read back."
      />
      <ClauseQuote clause="6.2" />
    </Stack>
  );
}

const Overdue = ({ overdue }: { readonly overdue: number }): ReactNode =>
  overdue === 0 ? (
    <StatusBadge tone="good">Nothing: all was re-read in time</StatusBadge>
  ) : (
    <StatusBadge tone="warning">{count(overdue, 'sealed file')}</StatusBadge>
  );

const columns: readonly Column<Verification>[] = [
  {
    id: 'at',
    header: 'Begun',
    cell: ({ startedAt }) => <InstantText value={startedAt} />,
    sortBy: (run) => run.startedAt,
  },
  { id: 'scope', header: 'What', cell: ({ scope }) => scopeWords[scope], sortBy: ({ scope }) => scopeWords[scope] },
  {
    id: 'amount',
    header: 'Read',
    cell: ({ objects, bytes }) => `${count(objects, 'sealed file')}, ${formatBytes(bytes)}`,
    sortBy: ({ bytes }) => bytes,
  },
  { id: 'result', header: 'Result', cell: (run) => <Result run={run} />, sortBy: ({ wrong }) => wrong },
];

function Result({ run }: { readonly run: Verification }): ReactNode {
  const { wrong, found, endedAt, ledgerOk } = run;
  return (
    <Stack gap={4} align="flex-start">
      {wrong > 0 ? <StatusBadge tone="bad">{count(wrong, 'thing')} wrong</StatusBadge> : null}
      {ledgerOk === false ? <StatusBadge tone="bad">The ledger is not as it was written</StatusBadge> : null}
      {endedAt === null ? <StatusBadge tone="warning">Not finished</StatusBadge> : null}
      {endedAt !== null && wrong === 0 ? (
        <StatusBadge tone="good">
          {ledgerOk === true ? 'All as it was sealed, and the ledger' : 'All as it was sealed'}
        </StatusBadge>
      ) : null}
      {found.length === 0 ? null : (
        <List size="sm">
          {found.map((each) => (
            <List.Item key={each}>{each}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
