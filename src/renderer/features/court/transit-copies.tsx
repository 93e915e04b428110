import { Button, Card, Group, NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, LineInput, useTextFields, zodErrors } from '../../ui/form.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { type Bundle, copyWords, type Transit } from './court-words.ts';

/** The bundle as one encrypted file, for a way on which it might be lost, and who has which. */
export function TransitCopies({ bundle }: { readonly bundle: Bundle }) {
  const { person } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const copies = useQuery('transits.list', { caseId: bundle.proceedings.caseId }, ['court']);
  const rows = (copies.data ?? []).filter(({ bundleId }) => bundleId === bundle.id);
  const isOfficer = person.role === 'officer';
  return (
    <Card withBorder component="section" aria-label="Encrypted copies">
      <Stack>
        <Title order={2}>Encrypted copies</Title>
        <Text maw="80ch">
          The whole bundle in one file (ZIP, AES-256) that 7-Zip opens. Its passphrase is on a slip of its own, which
          goes another way than the file.
        </Text>
        <FailureAlert failure={copies.failure} />
        {jobId !== null && <JobProgress key={jobId} jobId={jobId} />}
        {isOfficer && !isOpen && (
          <Button variant="default" w="fit-content" onClick={() => setOpen(true)}>
            Write an encrypted copy
          </Button>
        )}
        {isOpen && (
          <TransitForm
            bundleId={bundle.id}
            onDone={(id) => {
              setOpen(false);
              if (id !== null) setJobId(id);
            }}
          />
        )}
        <DataTable
          columns={[...columns, receiptColumn(isOfficer)]}
          rows={rows}
          rowKey={({ id }) => id}
          caption="Encrypted copies of this bundle"
          emptyText="No encrypted copy has been written."
        />
      </Stack>
    </Card>
  );
}

const stateWords = {
  writing: { tone: 'warning', words: 'Being written, not checked yet' },
  verified: { tone: 'good', words: 'Opened again, every byte the same' },
  failed: { tone: 'bad', words: 'Failed; there is no such copy' },
} as const;

const columns: readonly Column<Transit>[] = [
  { id: 'number', header: 'Copy', cell: ({ number, copy }) => `${number}, ${copyWords[copy]}` },
  {
    id: 'for',
    header: 'For',
    cell: ({ recipient, organisation, passphraseRoute }) => (
      <>
        {recipient}, {organisation}
        <Text size="sm" c="dimmed">
          Passphrase: {passphraseRoute}
        </Text>
      </>
    ),
  },
  {
    id: 'made',
    header: 'Made',
    cell: ({ madeAt, madeBy }) => (
      <>
        <InstantText value={madeAt} />
        <br />
        {madeBy}
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].words}</StatusBadge>,
  },
  {
    id: 'hash',
    header: 'File, SHA-256',
    cell: ({ fileName, sha256 }) => (
      <>
        {fileName}
        <br />
        {sha256 !== null && <HashText value={sha256} />}
      </>
    ),
  },
];

const receiptColumn = (isOfficer: boolean): Column<Transit> => ({
  id: 'papers',
  header: 'Slip and receipt',
  cell: (copy) => <Papers copy={copy} isOfficer={isOfficer} />,
});

function Papers({ copy, isOfficer }: { readonly copy: Transit; readonly isOfficer: boolean }) {
  const make = useCommand('transits.receipt');
  const sign = useCommand('transits.receiptSigned');
  const [signedOn, setSignedOn] = useState('');
  const { id, number, state, slipId, receiptId, receiptSignedOn } = copy;
  if (state !== 'verified') return 'none';
  if (receiptSignedOn !== null)
    return (
      <>
        signed <DayText value={receiptSignedOn} />
      </>
    );
  if (!isOfficer) return 'receipt not back yet';
  return (
    <Stack gap={6} align="flex-start">
      <FailureAlert failure={make.failure ?? sign.failure} />
      {slipId !== null && (
        <PrintButton compact documentId={slipId}>
          Passphrase slip
        </PrintButton>
      )}
      {receiptId === null ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={make.busy}
          aria-label={`Make a receipt: ${number}`}
          onClick={() => void make.run({ transitId: id })}
        >
          Make a receipt
        </Button>
      ) : (
        <>
          <PrintButton compact documentId={receiptId}>
            Receipt
          </PrintButton>
          <DayInput label={`Receipt of ${number} signed on`} value={signedOn} onChange={setSignedOn} />
          <Button
            size="compact-sm"
            loading={sign.busy}
            disabled={signedOn === ''}
            onClick={() => void sign.run({ transitId: id, signedOn })}
          >
            It is back
          </Button>
        </>
      )}
    </Stack>
  );
}

const fields = [
  { name: 'recipient', label: 'Who receives it', placeholder: '' },
  { name: 'organisation', label: 'Of', placeholder: 'Greater Manchester Police' },
  { name: 'passphraseRoute', label: 'How the passphrase goes', placeholder: 'By hand at the police station' },
] as const;

interface TransitFormProps {
  readonly bundleId: string;
  /** With the job that writes; null when it was given up or no folder was chosen. */
  readonly onDone: (jobId: string | null) => void;
}

function TransitForm({ bundleId, onDone }: TransitFormProps) {
  const { values, field } = useTextFields({ recipient: '', organisation: '', passphraseRoute: '' });
  const [copy, setCopy] = useState<Transit['copy']>('police');
  const [sent, setSent] = useState(false);
  const make = useCommand('transits.make');
  const input = { bundleId, copy, ...values };
  const wrong = zodErrors(commands['transits.make'].input, input);
  const errors: FieldErrors = sent ? wrong : {};
  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await make.run(input);
    if (answer !== null) onDone(answer.jobId);
    return undefined;
  };
  return (
    <FormCard
      title="Write an encrypted copy"
      description="You are asked for a folder on a memory stick. The file is opened again with its passphrase and compared before it is called good."
      headingOrder={3}
      onSubmit={submit}
      actions={
        <Group>
          <Button type="submit" loading={make.busy}>
            Choose a folder and write
          </Button>
          <Button variant="default" onClick={() => onDone(null)}>
            Cancel
          </Button>
        </Group>
      }
    >
      <FailureAlert failure={make.failure} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Copy"
          value={copy}
          onChange={(event) => setCopy(copies.find((each) => each === event.currentTarget.value) ?? 'police')}
          data={copies.map((value) => ({ value, label: copyWords[value] }))}
        />
        {fields.map(({ name, label, placeholder }) => (
          <LineInput key={name} label={label} placeholder={placeholder} {...field(name, errors)} />
        ))}
      </SimpleGrid>
    </FormCard>
  );
}

const copies = ['police', 'court', 'defence'] as const;
