import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, fieldError, FormCard, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { Facts } from '../../ui/facts.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { SizeText } from '../footage/size-text.tsx';
import { useCommand } from '../../ui/use-command.ts';

type Written = NonNullable<Output<'ledger.export'>>;
const empty = { recipient: '', reason: '', password: '' };

/** The whole ledger, signed, for somebody who trusts nobody here. */
export function ExportLedger(): ReactNode {
  const write = useCommand('ledger.export');
  const [fields, setFields] = useState(empty);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [written, setWritten] = useState<Written | 'nowhere' | null>(null);
  const field = (name: keyof typeof empty) => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const submit = async (): Promise<FieldErrors> => {
    const wrong = zodErrors(commands['ledger.export'].input, fields);
    setErrors(wrong);
    setWritten(null);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await write.run(fields);
    setFields({ ...fields, password: '' });
    setWritten(answer ?? 'nowhere');
    return {};
  };
  return (
    <FormCard
      title="Export the whole ledger"
      description="Every entry, every signed checkpoint and the certificate, in a folder of plain files. Whoever gets it can verify all of it with the document “The ledger’s format” and programs of their own."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={write.busy}>
          Choose a folder and write
        </Button>
      }
    >
      <Alert
        role="note"
        color="gray"
        variant="outline"
        className="notice"
        title="It holds personal data and is not encrypted"
      >
        Names, places and what was done about whom, for the whole life of the scheme. Write it to an encrypted stick
        only, hand it only to who is entitled to it, and see that it is destroyed afterwards. To prove single entries to
        a court, prepare a bundle instead: it shows nobody else’s data.
      </Alert>
      <LineInput label="Who gets it" required {...field('recipient')} />
      <LineInput label="Why they are entitled to all of it" required {...field('reason')} />
      <SecretInput label="Your password" required {...field('password')} />
      <FailureAlert failure={write.failure} />
      <div role="status">
        {written === null || write.failure !== null ? null : written === 'nowhere' ? (
          <Text>No folder was chosen. Nothing was written.</Text>
        ) : (
          <Stack gap="sm">
            <Group>
              <StatusBadge tone="good">Written, read back and signed</StatusBadge>
            </Group>
            <Facts
              items={[
                { label: 'Folder', value: written.folderName },
                { label: 'Entries', value: written.entries.toLocaleString('en-GB') },
                { label: 'Size', value: <SizeText bytes={written.sizeBytes} /> },
                { label: 'Witness code', value: <span className="code">{written.witnessCode}</span> },
                { label: 'SHA-256 of ledger.jsonl', value: <HashText value={written.sha256} /> },
              ]}
            />
          </Stack>
        )}
      </div>
    </FormCard>
  );
}
