import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Register } from '../../ui/register.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { PrintButton } from '../footage/print-button.tsx';

type Disposal = Output<'disposals.list'>[number];

const columns: readonly Column<Disposal>[] = [
  {
    id: 'number',
    header: 'Disposal',
    cell: ({ number }) => <OneLine>{number}</OneLine>,
    sortBy: ({ number }) => number,
  },
  {
    id: 'recording',
    header: 'Recording',
    cell: ({ recordingNumber, reactRef }) => (
      <>
        <OneLine>{recordingNumber}</OneLine>
        <br />
        {reactRef}
      </>
    ),
    sortBy: ({ recordingNumber }) => recordingNumber,
  },
  {
    id: 'deadline',
    header: 'Last day',
    cell: ({ deadline }) => <DayText value={deadline} />,
    sortBy: ({ deadline }) => deadline,
  },
  {
    id: 'at',
    header: 'Destroyed, and why',
    cell: ({ disposedAt, reason }) => (
      <>
        <InstantText value={disposedAt} />
        <Text size="sm" c="dimmed" className="sentence">
          {reason}
        </Text>
      </>
    ),
    sortBy: ({ disposedAt }) => disposedAt,
  },
  { id: 'by', header: 'Done and witnessed by', cell: whoStandsForIt },
  {
    id: 'certificate',
    header: 'Certificate',
    cell: ({ certificateId, number }) => (
      <PrintButton compact documentId={certificateId}>
        Print<span className="hidden-words"> the certificate of {number}</span>
      </PrintButton>
    ),
  },
];

function whoStandsForIt({ doneBy, signatures, witnessedBy }: Disposal): ReactNode {
  const names = signatures.map(({ name }) => name).join(', ');
  return (
    <>
      {doneBy}
      <Text size="sm" c="dimmed">
        {witnessedBy === null
          ? names === ''
            ? 'not witnessed yet'
            : `looked at by ${names}; one more is wanted`
          : `witnessed by ${names}`}
      </Text>
    </>
  );
}

/** What was destroyed, when and why, with its certificate, and the signature of a second person. */
export function DisposalRegister(): ReactNode {
  const disposals = useQuery('disposals.list', {}, ['retention']);
  const mine = (disposals.data ?? []).filter(({ mayWitness }) => mayWitness);
  return (
    <Stack>
      <Group>
        <Witness disposals={mine} />
        <PrintRegister />
      </Group>
      <Register
        query={disposals}
        columns={columns}
        rowKey={({ id }) => id}
        caption="Disposals"
        emptyText="Nothing has been disposed of yet."
      />
      <ClauseQuote clause="4.6" />
    </Stack>
  );
}

/** Signs all that wait for this person; the application looks again before each signature. */
function Witness({ disposals }: { readonly disposals: readonly Disposal[] }): ReactNode {
  const witness = useCommand('disposals.witness');
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const waiting = disposals.slice(0, 500);
  const sign = async (password: string): Promise<void> => {
    const answer = await witness.run({ disposalIds: waiting.map(({ id }) => id), password });
    if (answer === null) return;
    setOpen(false);
    setSaid(
      answer.complete === answer.signed
        ? `${answer.signed} signed and witnessed.`
        : `${answer.signed} signed; a second person is still wanted.`,
    );
  };
  return (
    <>
      {waiting.length === 0 ? null : (
        <Button
          onClick={() => {
            witness.clear();
            setOpen(true);
          }}
        >
          Sign {waiting.length} as a witness
        </Button>
      )}
      <Text role="status">{said}</Text>
      <StepUpDialog
        opened={isOpen}
        title="Sign as a witness"
        description={`The application looks once more that nothing is left of ${waiting.map(({ number }) => number).join(', ')}. You sign that it was destroyed. Whoever did it cannot be its witness; what the application did by itself takes two people.`}
        onClose={() => setOpen(false)}
        onConfirm={(password) => void sign(password)}
        withReasons={false}
        confirmLabel="Sign"
        busy={witness.busy}
        failure={witness.failure}
      />
    </>
  );
}

/** Everything ever disposed of, on paper. */
function PrintRegister(): ReactNode {
  const report = useCommand('disposals.report');
  const print = useCommand('documents.print');
  const start = async (): Promise<void> => {
    const made = await report.run({});
    if (made !== null) await print.run({ documentId: made.documentId });
  };
  return (
    <>
      <Button variant="default" loading={report.busy || print.busy} onClick={() => void start()}>
        Print the whole register
      </Button>
      <FailureAlert failure={report.failure ?? print.failure} />
    </>
  );
}
