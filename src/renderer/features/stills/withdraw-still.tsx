import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type QuickField, QuickForm } from '../../ui/quick-form.tsx';
import type { Still } from './still-words.ts';

const printsBack: QuickField = {
  kind: 'day',
  name: 'printsBackOn',
  label: 'Prints that are out are to be back on',
};

/** Takes a request or an issued still back, with the reason; what is out is then chased on Today. */
export function WithdrawStill({ still }: { readonly still: Still }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <Group>
        <Button variant="default" onClick={() => setOpen(true)}>
          Withdraw {still.number}
        </Button>
      </Group>
    );
  const isIssued = still.state === 'countersigned';
  return (
    <QuickForm
      command="stills.withdraw"
      title={`Withdraw ${still.number}`}
      description={
        isIssued
          ? 'It stays in the index as withdrawn. Nothing more of it is printed or given out, and its prints are destroyed when they are back.'
          : 'The request ends here. It stays in the index as withdrawn.'
      }
      headingOrder={3}
      fixed={{ stillId: still.id }}
      fields={[
        { kind: 'paragraph', name: 'reason', label: 'Reason for withdrawing it' },
        ...(still.printsOut > 0 ? [printsBack] : []),
      ]}
      submit="Withdraw it"
      onDone={() => setOpen(false)}
      onCancel={() => setOpen(false)}
    />
  );
}
