import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { PrintButton } from '../footage/print-button.tsx';

type Disposal = Output<'disposals.list'>[number];

const columns: readonly Column<Disposal>[] = [
  {
    id: 'number',
    header: 'Disposal',
    cell: ({ number }) => <OneLine>{number}</OneLine>,
    sortBy: ({ number }) => number,
  },
  {
    id: 'recording',
    header: 'Recording',
    cell: ({ recordingNumber }) => recordingNumber,
    sortBy: ({ recordingNumber }) => recordingNumber,
  },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  {
    id: 'deadline',
    header: 'Last day',
    cell: ({ deadline }) => <DayText value={deadline} />,
    sortBy: ({ deadline }) => deadline,
  },
  {
    id: 'at',
    header: 'Destroyed',
    cell: ({ disposedAt }) => <InstantText value={disposedAt} />,
    sortBy: ({ disposedAt }) => disposedAt,
  },
  { id: 'reason', header: 'Why', cell: ({ reason }) => <span className="sentence">{reason}</span> },
  {
    id: 'certificate',
    header: 'Certificate',
    cell: ({ certificateId, number }) => (
      <PrintButton documentId={certificateId}>
        Print<span className="hidden-words"> the certificate of {number}</span>
      </PrintButton>
    ),
  },
];

/** What was destroyed, when and why, with its certificate. */
export function DisposalRegister(): ReactNode {
  const disposals = useQuery('disposals.list', {}, ['retention']);
  return (
    <Stack>
      <Register
        query={disposals}
        columns={columns}
        rowKey={({ id }) => id}
        caption="Disposals"
        emptyText="Nothing has been disposed of yet."
      />
      <ClauseQuote clause="4.6" />
    </Stack>
  );
}
