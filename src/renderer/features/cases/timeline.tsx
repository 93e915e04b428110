import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { actionInWords } from '../../ui/action-words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { InstantText } from '../../ui/time-text.tsx';

type TimelineEntry = Output<'cases.read'>['timeline'][number];

const columns: readonly Column<TimelineEntry>[] = [
  { id: 'seq', header: 'Entry', cell: ({ seq }) => seq, sortBy: ({ seq }) => seq },
  { id: 'at', header: 'When', cell: ({ at }) => <InstantText value={at} />, sortBy: ({ at }) => at },
  { id: 'actor', header: 'Who', cell: ({ actor }) => actor, sortBy: ({ actor }) => actor },
  {
    id: 'action',
    header: 'What',
    cell: ({ action }) => actionInWords(action),
    sortBy: ({ action }) => actionInWords(action),
  },
  { id: 'subject', header: 'About', cell: ({ subject }) => subject, sortBy: ({ subject }) => subject },
];

/** The whole story of a case, from the ledger. */
export const Timeline = ({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactNode => (
  <DataTable
    columns={columns}
    rows={entries}
    rowKey={({ seq }) => String(seq)}
    caption="What happened in this case, from the ledger"
    emptyText="The ledger has no entry about this case."
  />
);
