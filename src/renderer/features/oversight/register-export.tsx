import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { RegisterName } from '../../../shared/contract/registers.ts';
import { HashText } from '../../ui/hash-text.tsx';
import { count } from '../../ui/quantity.ts';
import { QuickForm, type QuickField } from '../../ui/quick-form.tsx';
import { PrintButton } from '../footage/print-button.tsx';

type Written = Exclude<Output<'registers.export'>, null>;
type Done = { readonly written: Written | null } | { readonly sheet: Output<'registers.makeSheet'> };

/** `audit-checks` as it is read: Audit checks; three letters are an abbreviation. */
const wordsOf = (name: string): string => {
  const words = name.replace(/^pias$/u, 'PIAs').replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const fields: readonly QuickField[] = [
  {
    name: 'register',
    kind: 'choice',
    label: 'Register',
    options: RegisterName.options.map((value) => ({ value, label: wordsOf(value) })),
  },
  { name: 'from', kind: 'day', label: 'Entered from', description: 'May be left empty.' },
  { name: 'until', kind: 'day', label: 'Entered until', description: 'May be left empty.' },
  { name: 'reason', kind: 'line', label: 'What it is for' },
];

/** One register out of the house: as a table for a spreadsheet, or on paper. */
export function RegisterExport(): ReactNode {
  const [form, setForm] = useState<'table' | 'paper' | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const finish = (answer: Done): void => {
    setDone(answer);
    setForm(null);
  };
  const cancel = (): void => setForm(null);
  return (
    <Stack>
      <Alert role="note" color="gray" variant="outline" className="notice" title="Registers hold personal data">
        A table is not encrypted: write it to an encrypted stick only. What leaves is entered in the ledger with its
        reason.
      </Alert>
      {form === 'table' ? (
        <QuickForm
          command="registers.export"
          title="Export a register as a table"
          description="CSV, for a spreadsheet. What somebody typed cannot run there as a formula."
          fields={[...fields, { name: 'password', kind: 'password', label: 'Your password' }]}
          fixed={{}}
          submit="Choose a folder and write"
          onDone={(written) => finish({ written })}
          onCancel={cancel}
        />
      ) : form === 'paper' ? (
        <QuickForm
          command="registers.makeSheet"
          title="Print a register"
          fields={fields}
          fixed={{}}
          submit="Make the sheet"
          onDone={(sheet) => finish({ sheet })}
          onCancel={cancel}
        />
      ) : (
        <Group>
          <Button onClick={() => setForm('table')}>Export a register as a table</Button>
          <Button variant="default" onClick={() => setForm('paper')}>
            Print a register
          </Button>
        </Group>
      )}
      <div role="status">{done === null ? null : <Outcome done={done} />}</div>
    </Stack>
  );
}

function Outcome({ done }: { readonly done: Done }): ReactNode {
  if ('sheet' in done)
    return (
      <Group>
        <Text>{count(done.sheet.rows, 'entry', 'entries')} on the sheet.</Text>
        <PrintButton documentId={done.sheet.documentId}>Print it</PrintButton>
      </Group>
    );
  if (done.written === null) return <Text>No folder was chosen. Nothing was written.</Text>;
  const { folderName, rows, sha256 } = done.written;
  return (
    <Text component="div">
      {count(rows, 'entry', 'entries')} written to “{folderName}” and read back. SHA-256 <HashText value={sha256} />
    </Text>
  );
}
