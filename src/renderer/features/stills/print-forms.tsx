import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import { takerWords } from './print-words.ts';

export type Print = Output<'prints.list'>[number];

interface PrintFormProps {
  readonly print: Print;
  readonly onDone: () => void;
}

/** Out of the cabinet into somebody's hands; the receipt for them to sign is made with it. */
export function SignOutPrint({ print, onDone }: PrintFormProps): ReactNode {
  const [receiptId, setReceiptId] = useState<string | null>(null);
  if (receiptId !== null)
    return (
      <div role="status">
        <Text>
          Print {print.number} is signed out. Both sign the receipt now; enter it as soon as it is back signed.
        </Text>
        <PrintButton documentId={receiptId}>Print the receipt for {print.number}</PrintButton>
      </div>
    );
  return (
    <QuickForm
      command="prints.signOut"
      title={`Sign out print ${print.number}`}
      description={<ClauseQuote clause="5.16" />}
      headingOrder={3}
      fixed={{ printId: print.id }}
      fields={[
        { kind: 'choice', name: 'taker', label: 'Who takes it', options: optionsOf(takerWords) },
        { kind: 'line', name: 'person', label: 'Their name' },
        { kind: 'line', name: 'organisation', label: 'Their organisation' },
        { kind: 'line', name: 'reason', label: 'For what purpose' },
        {
          kind: 'day',
          name: 'dueBackOn',
          label: 'Due back on',
          description: 'May be left empty for the police and a court, who keep it.',
        },
      ]}
      submit="Sign it out"
      onDone={(answer) => setReceiptId(answer.receiptId)}
      onCancel={onDone}
    />
  );
}

export const SignInPrint = ({ print, onDone }: PrintFormProps): ReactNode => (
  <QuickForm
    command="prints.signIn"
    title={`Sign in print ${print.number}`}
    description={`It is now with ${print.whereNow}.`}
    headingOrder={3}
    fixed={{ printId: print.id }}
    fields={[
      { kind: 'line', name: 'person', label: 'Brought back by' },
      { kind: 'line', name: 'organisation', label: 'Their organisation' },
      { kind: 'line', name: 'cabinetPlace', label: 'Place in the locked cabinet' },
    ]}
    submit="It is back in the cabinet"
    onDone={onDone}
    onCancel={onDone}
  />
);

export const ReceiptBack = ({ print, onDone }: PrintFormProps): ReactNode => (
  <QuickForm
    command="prints.receiptSigned"
    title={`Receipt for print ${print.number}`}
    headingOrder={3}
    fixed={{ printId: print.id }}
    fields={[{ kind: 'day', name: 'signedOn', label: 'Receipt signed on' }]}
    submit="The signed receipt is back"
    onDone={onDone}
    onCancel={onDone}
  />
);

/** Entered after it was destroyed before a witness; the certificate is printed for both to sign. */
export function DestroyPrint({ print, onDone }: PrintFormProps): ReactNode {
  const [certificateId, setCertificateId] = useState<string | null>(null);
  if (certificateId !== null)
    return (
      <div role="status">
        <PrintButton documentId={certificateId}>Print the certificate for {print.number}</PrintButton>
      </div>
    );
  return (
    <QuickForm
      command="prints.destroy"
      title={`Destroy print ${print.number}`}
      description="Destroy the print first, before a witness; then enter it here. Its number is never used again."
      headingOrder={3}
      fixed={{ printId: print.id }}
      fields={[
        { kind: 'line', name: 'why', label: 'Why' },
        {
          kind: 'choice',
          name: 'method',
          label: 'How',
          options: optionsOf({
            shredded: 'Shredded',
            torn: 'Torn up by hand and put into confidential waste',
            contractor: 'By a contractor, with their certificate',
          }),
        },
        { kind: 'line', name: 'place', label: 'Where' },
        { kind: 'line', name: 'witnessedBy', label: 'Witnessed by' },
      ]}
      submit="It was destroyed"
      onDone={({ documentId }) => setCertificateId(documentId)}
      onCancel={onDone}
    />
  );
}

/** A further print. The first one is the signed sheet in the cabinet. */
export const MakePrint = ({
  stillId,
  onDone,
}: {
  readonly stillId: string;
  readonly onDone: () => void;
}): ReactNode => (
  <Stack gap="xs">
    <QuickForm
      command="prints.make"
      title="Make a further print"
      description="It gets the next number, which stands on its sheet. Print the sheet from the register below."
      headingOrder={3}
      fixed={{ stillId }}
      fields={[{ kind: 'line', name: 'reason', label: 'What the print is for' }]}
      submit="Make the print"
      onDone={onDone}
      onCancel={onDone}
    />
  </Stack>
);
