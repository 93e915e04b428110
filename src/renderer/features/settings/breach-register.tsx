import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Register } from '../../ui/register.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { kindInWords } from './kind-in-words.ts';

type Breach = Output<'breaches.list'>[number];

const columns: readonly Column<Breach>[] = [
  { id: 'number', header: 'Number', cell: ({ number }) => <OneLine>{number}</OneLine>, sortBy: ({ number }) => number },
  { id: 'at', header: 'When', cell: ({ at }) => <InstantText value={at} />, sortBy: ({ at }) => at },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kindInWords(kind), sortBy: ({ kind }) => kindInWords(kind) },
  { id: 'description', header: 'What was found', cell: ({ description }) => description },
  {
    id: 'recording',
    header: 'Recording',
    cell: ({ recordingId, number }) =>
      recordingId === null ? (
        'none'
      ) : (
        <LinkButton size="compact-sm" variant="default" to="/footage/$recordingId" params={{ recordingId }}>
          Open<span className="hidden-words"> the recording of {number}</span>
        </LinkButton>
      ),
  },
];

/** What went against the code of practice and was noticed by the application. */
export function BreachRegister(): ReactNode {
  const breaches = useQuery('breaches.list', {}, ['recordings', 'retention', 'ledger']);
  return (
    <Stack>
      <Register
        query={breaches}
        columns={columns}
        rowKey={({ number }) => number}
        caption="Breaches that were noticed"
        emptyText="No breach has been noticed."
      />
      <ClauseQuote clause="6.2" />
    </Stack>
  );
}
