import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { kindInWords } from './kind-in-words.ts';

type Document = Output<'documents.list'>[number];

const columns: readonly Column<Document>[] = [
  { id: 'title', header: 'Document', cell: ({ title }) => title, sortBy: ({ title }) => title },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kindInWords(kind), sortBy: ({ kind }) => kindInWords(kind) },
  { id: 'at', header: 'Made', cell: ({ madeAt }) => <InstantText value={madeAt} />, sortBy: ({ madeAt }) => madeAt },
  { id: 'pages', header: 'Pages', cell: ({ pages }) => pages, sortBy: ({ pages }) => pages, align: 'right' },
  {
    id: 'print',
    header: 'Print',
    cell: ({ id, title }) => (
      <PrintButton compact documentId={id}>
        Print<span className="hidden-words"> {title}</span>
      </PrintButton>
    ),
  },
];

/** Every document this laptop has made, as it was made. */
export function DocumentList(): ReactNode {
  const documents = useQuery('documents.list', {}, ['documents']);
  return (
    <Register
      query={documents}
      columns={columns}
      rowKey={({ id }) => id}
      caption="Documents"
      emptyText="No document has been made yet."
    />
  );
}
