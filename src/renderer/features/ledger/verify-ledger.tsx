import { Button, Group, List, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { count } from '../../ui/quantity.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useCommand } from '../../ui/use-command.ts';

type Verification = Output<'ledger.verify'>;

/** Computes every entry anew and says what it found. */
export function VerifyLedger(): ReactNode {
  const verify = useCommand('ledger.verify');
  const [result, setResult] = useState<Verification | null>(null);
  const start = async (): Promise<void> => {
    setResult(null);
    setResult(await verify.run({}));
  };
  return (
    <Section title="Verify the ledger">
      <Stack gap="sm">
        <Text>Every entry is computed anew and compared with what was signed before. The check is itself entered.</Text>
        <Group>
          <Button loading={verify.busy} onClick={() => void start()}>
            Verify now
          </Button>
        </Group>
        <FailureAlert failure={verify.failure} />
        <div role="status">{result === null ? null : <Result result={result} />}</div>
      </Stack>
    </Section>
  );
}

function Result({ result }: { readonly result: Verification }): ReactNode {
  return (
    <Stack gap="sm">
      {result.ok ? (
        <StatusBadge tone="good">All {count(result.size, 'entry', 'entries')} are as they were written</StatusBadge>
      ) : (
        <FailureAlert
          failure={{
            code: 'integrity',
            message: `The ledger is not as it was written: ${count(result.faults.length, 'fault')} found. Do not rely on it; tell the Safer Neighbourhoods Manager.`,
          }}
        />
      )}
      {result.faults.length === 0 ? null : (
        <List>
          {result.faults.map(({ seq, kind, message }, index) => (
            <List.Item key={`${String(seq)}${kind}${String(index)}`}>
              {seq === null ? 'Whole ledger' : `Entry ${seq}`}: {message}
            </List.Item>
          ))}
        </List>
      )}
      <Facts
        items={[
          { label: 'Entries', value: result.size.toLocaleString('en-GB') },
          { label: 'Witness code', value: <span className="code">{result.witnessCode}</span> },
          { label: 'Root', value: <HashText value={result.root} /> },
        ]}
      />
    </Stack>
  );
}
