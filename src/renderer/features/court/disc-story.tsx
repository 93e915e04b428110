import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { DayInput } from '../../ui/day-input.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import type { Disc, DiscMovement } from './court-words.ts';

const columns: readonly Column<DiscMovement>[] = [
  { id: 'at', header: 'When', cell: ({ at }) => <InstantText value={at} /> },
  { id: 'from', header: 'From', cell: ({ movedFrom }) => movedFrom },
  { id: 'to', header: 'To', cell: ({ movedTo }) => movedTo },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => reason },
  { id: 'hands', header: 'Handed over', cell: ({ handedBy, receivedBy }) => `${handedBy} to ${receivedBy}` },
  { id: 'seal', header: 'Seal', cell: ({ sealNumber }) => sealNumber },
  {
    id: 'due',
    header: 'Due back',
    cell: ({ dueBackOn }) => (dueBackOn === null ? 'no' : <DayText value={dueBackOn} />),
  },
  { id: 'receipt', header: 'Receipt', cell: (movement) => <ReceiptState movement={movement} /> },
];

const ReceiptState = ({ movement: { receiptId, receiptSignedOn } }: { readonly movement: DiscMovement }) => {
  if (receiptSignedOn !== null)
    return (
      <>
        signed <DayText value={receiptSignedOn} />
      </>
    );
  return receiptId === null ? 'none' : 'not back yet';
};

/** Every movement of a disc, and the receipt of the last one. */
export function DiscStory({ disc, onDone }: { readonly disc: Disc; readonly onDone: () => void }) {
  const { person } = useSession();
  const movements = useQuery('discs.movements', { discId: disc.id }, ['court']);
  if (movements.data === null) return movements.loading ? <Reading /> : <FailureAlert failure={movements.failure} />;
  const [last] = movements.data;
  const mayChase = person.role === 'officer' && disc.state === 'verified' && last !== undefined;
  return (
    <Card withBorder component="section" aria-label={`Movements of ${disc.number}`}>
      <Stack>
        <Title order={3}>Movements of {disc.number}</Title>
        <DataTable
          columns={columns}
          rows={movements.data}
          rowKey={({ id }) => String(id)}
          caption={`Movements of ${disc.number}, the last one first`}
          emptyText={`It has not been moved since it was burned. It is: ${disc.whereNow}.`}
        />
        {mayChase && <Receipt disc={disc} last={last} />}
        <Button variant="default" w="fit-content" onClick={onDone}>
          Close
        </Button>
      </Stack>
    </Card>
  );
}

/** Makes the receipt of the last move, and enters it when it comes back signed. */
function Receipt({ disc, last }: { readonly disc: Disc; readonly last: DiscMovement }) {
  const make = useCommand('discs.receipt');
  const sign = useCommand('discs.receiptSigned');
  const [signedOn, setSignedOn] = useState('');
  if (last.receiptSignedOn !== null) return null;
  return (
    <Stack gap="xs">
      <FailureAlert failure={make.failure ?? sign.failure} />
      {last.receiptId === null ? (
        <Button w="fit-content" loading={make.busy} onClick={() => void make.run({ discId: disc.id })}>
          Make a receipt for {last.receivedBy}
        </Button>
      ) : (
        <Group align="flex-end">
          <PrintButton documentId={last.receiptId}>Print the receipt</PrintButton>
          <DayInput label="Receipt signed on" value={signedOn} onChange={setSignedOn} />
          <Button
            loading={sign.busy}
            disabled={signedOn === ''}
            onClick={() => void sign.run({ discId: disc.id, signedOn })}
          >
            The signed receipt is back
          </Button>
        </Group>
      )}
      <Text c="dimmed" size="sm">
        A receipt that is not back after a week is asked for on Today.
      </Text>
    </Stack>
  );
}
