import { Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { Papers } from '../disclosures/papers.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import { sheetFate } from './sheet-fate.ts';

export type Print = Output<'prints.list'>[number];

export interface PrintFormProps {
  readonly print: Print;
  readonly onDone: () => void;
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

/** A number is on one sheet: what became of it is entered before it is printed again. */
export const SheetGone = ({ print, onDone }: PrintFormProps): ReactNode => (
  <QuickForm
    command="prints.sheetGone"
    title={`The sheet of print ${print.number} is spoiled or lost`}
    description="It can then be printed once more under the same number. A lost sheet opens an incident (CoP 6.2)."
    headingOrder={3}
    fixed={{ printId: print.id }}
    fields={sheetFate(['spoiled', 'lost'])}
    submit="Enter it"
    onDone={onDone}
    onCancel={onDone}
  />
);

/** Whoever has it destroyed it and wrote so: their paper is attached first, then their report is entered. */
export function ReportDestroyed({ print, onDone }: PrintFormProps): ReactNode {
  const [certificateId, setCertificateId] = useState<string | null>(null);
  if (certificateId !== null)
    return (
      <div role="status">
        <PrintButton documentId={certificateId}>Print the record for {print.number}</PrintButton>
      </div>
    );
  return (
    <Stack gap="md">
      <Papers about="print" aboutId={print.id} mayAdd />
      <QuickForm
        command="prints.reportDestroyed"
        title={`Print ${print.number} was destroyed by whoever had it`}
        description={`It is now with ${print.whereNow}. Attach what they wrote above, then enter it here.`}
        headingOrder={3}
        fixed={{ printId: print.id }}
        fields={[
          { kind: 'line', name: 'reportedBy', label: 'Who wrote it' },
          { kind: 'line', name: 'organisation', label: 'Their organisation' },
          { kind: 'day', name: 'writtenOn', label: 'Written on' },
          { kind: 'day', name: 'destroyedOn', label: 'Destroyed on, as they say' },
          { kind: 'line', name: 'how', label: 'How, as they say' },
          { kind: 'paragraph', name: 'wrote', label: 'What they wrote' },
        ]}
        submit="It was destroyed"
        onDone={({ documentId }) => setCertificateId(documentId)}
        onCancel={onDone}
      />
    </Stack>
  );
}

/** One that was out and cannot be found. It may still be signed in when it turns up. */
export const ReportLost = ({ print, onDone }: PrintFormProps): ReactNode => (
  <QuickForm
    command="prints.reportLost"
    title={`Print ${print.number} is lost`}
    description={`It was last with ${print.whereNow}. Entering it opens an incident (CoP 6.2).`}
    headingOrder={3}
    fixed={{ printId: print.id }}
    fields={[
      { kind: 'day', name: 'noticedOn', label: 'Noticed on' },
      { kind: 'paragraph', name: 'explanation', label: 'How it came about' },
      { kind: 'paragraph', name: 'searched', label: 'Where it was looked for, when and by whom' },
      { kind: 'line', name: 'witnessedBy', label: 'Who else knows of the search' },
    ]}
    submit="It is lost"
    onDone={onDone}
    onCancel={onDone}
  />
);

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
