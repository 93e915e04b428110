import { Button, Card, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import type { Print } from './print-forms.tsx';
import { takerWords } from './print-words.ts';

type Movement = Output<'prints.movements'>[number];

const columns: readonly Column<Movement>[] = [
  { id: 'at', header: 'When', cell: ({ at }) => <InstantText value={at} /> },
  {
    id: 'way',
    header: 'Out or in',
    cell: ({ way, taker }) => (taker === null ? way : `${way}: ${takerWords[taker]}`),
  },
  { id: 'who', header: 'Who', cell: ({ person, organisation }) => `${person}, ${organisation}` },
  {
    id: 'reason',
    header: 'Purpose or place',
    cell: ({ reason, authority }) => (authority === null ? reason : `${reason}. On: ${authority}`),
  },
  {
    id: 'due',
    header: 'Due back',
    cell: ({ dueBackOn }) => (dueBackOn === null ? 'no' : <DayText value={dueBackOn} />),
  },
  {
    id: 'receipt',
    header: 'Receipt',
    cell: ({ receiptId, receiptSignedOn }) =>
      receiptSignedOn === null ? (
        (receiptId ?? '') === '' ? (
          'none'
        ) : (
          <PrintButton documentId={receiptId ?? ''}>Print the receipt</PrintButton>
        )
      ) : (
        <>
          signed <DayText value={receiptSignedOn} />
        </>
      ),
  },
  { id: 'by', header: 'Entered by', cell: ({ recordedBy }) => recordedBy },
];

/** Every signing out and in of one print, the last one first. */
export function PrintStory({ print, onDone }: { readonly print: Print; readonly onDone: () => void }): ReactNode {
  const movements = useQuery('prints.movements', { printId: print.id }, ['stills']);
  return (
    <Card withBorder component="section" aria-label={`Movements of print ${print.number}`}>
      <Stack>
        <Title order={3}>Movements of print {print.number}</Title>
        <FailureAlert failure={movements.failure} />
        {movements.loading ? <Reading /> : null}
        {movements.data === null ? null : (
          <DataTable
            columns={columns}
            rows={movements.data}
            rowKey={({ id }) => String(id)}
            caption={`Movements of print ${print.number}, the last one first`}
            emptyText={`It was never signed out. It is: ${print.whereNow}.`}
          />
        )}
        {print.certificateId === null ? null : (
          <PrintButton documentId={print.certificateId}>Print the sheet of its destruction</PrintButton>
        )}
        <Button variant="default" w="fit-content" onClick={onDone}>
          Close
        </Button>
      </Stack>
    </Card>
  );
}
