import { Card, Title } from '@mantine/core';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { SizeText } from '../footage/size-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { type RetrievalRead, retrievalStateWords } from './retrieval-words.ts';

type Retrieval = RetrievalRead['retrieval'];

const columns: readonly Column<Retrieval>[] = [
  { id: 'number', header: 'Retrieval', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  {
    id: 'at',
    header: 'Started',
    cell: ({ startedAt }) => <InstantText value={startedAt} />,
    sortBy: ({ startedAt }) => startedAt,
  },
  { id: 'officer', header: 'Officer', cell: ({ officer }) => officer, sortBy: ({ officer }) => officer },
  { id: 'files', header: 'Files', cell: ({ fileCount }) => fileCount, align: 'right' },
  { id: 'size', header: 'Size', cell: ({ sizeBytes }) => <SizeText bytes={sizeBytes} />, align: 'right' },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => (
      <StatusBadge tone={retrievalStateWords[state].tone}>{retrievalStateWords[state].words}</StatusBadge>
    ),
  },
];

interface RetrievalListProps {
  readonly onOpen: (retrievalId: string) => void;
}

/** Earlier retrievals, so that a receipt can be found and printed again. */
export function RetrievalList({ onOpen }: RetrievalListProps) {
  const retrievals = useQuery('retrievals.list', {}, ['retrievals']);
  return (
    <Card withBorder component="section">
      <Title order={2} mb="sm">
        Earlier retrievals
      </Title>
      <FailureAlert failure={retrievals.failure} />
      {retrievals.data !== null && (
        <DataTable
          columns={columns}
          rows={retrievals.data}
          rowKey={({ id }) => id}
          onRowClick={({ id }) => onOpen(id)}
          caption="Earlier retrievals"
          emptyText="Nothing has been retrieved yet."
        />
      )}
    </Card>
  );
}
