import { Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, fieldError, LineInput, zodErrors } from '../../ui/form.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { count } from '../../ui/quantity.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatInstant } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';

type Comparison = Output<'ledger.compare'>;
const empty = { first: '', second: '' };
const labels = { first: 'Code of the first paper', second: 'Code of the second paper' } as const;

/** Two sheets printed at different times: is the ledger of the one the beginning of the ledger of the other? */
export function CompareCodes(): ReactNode {
  const compare = useCommand('ledger.compare');
  const checkpoints = useQuery('ledger.checkpoints', {}, ['ledger']);
  const [codes, setCodes] = useState(empty);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [result, setResult] = useState<Comparison | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = zodErrors(commands['ledger.compare'].input, codes);
    setErrors(wrong);
    setResult(null);
    if (Object.keys(wrong).length > 0) return;
    setResult(await compare.run(codes));
  };
  const picks = [
    { value: '', label: 'type the code instead' },
    ...(checkpoints.data ?? []).map(({ code, at }) => ({ value: code, label: `${code}, ${formatInstant(at)}` })),
  ];
  const field = (name: 'first' | 'second'): ReactNode => {
    const change = (value: string): void => setCodes({ ...codes, [name]: value });
    return (
      <Stack gap="xs">
        <LineInput
          label={labels[name]}
          spellCheck={false}
          value={codes[name]}
          onChange={(event) => change(event.currentTarget.value)}
          {...fieldError(errors, name)}
        />
        <NativeSelect
          label={name === 'first' ? 'Or a signed checkpoint' : 'Or another signed checkpoint'}
          data={picks}
          value={picks.some(({ value }) => value === codes[name]) ? codes[name] : ''}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </Stack>
    );
  };
  return (
    <Section title="Compare two papers">
      <form noValidate onSubmit={(event) => void submit(event)} autoComplete="off">
        <Stack gap="sm">
          <Text>
            Type the witness codes of two sheets. It is proved whether the earlier ledger is the beginning of the later
            one, so that nothing was changed, put in or taken out between the two.
          </Text>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {field('first')}
            {field('second')}
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={compare.busy}>
              Compare
            </Button>
          </Group>
          <FailureAlert failure={compare.failure ?? checkpoints.failure} />
          <div role="status">{result === null ? null : <Verdict result={result} />}</div>
        </Stack>
      </form>
    </Section>
  );
}

const Verdict = ({ result }: { readonly result: Comparison }): ReactNode => (
  <Stack gap={4} align="flex-start">
    <StatusBadge tone={result.ok ? 'good' : 'bad'}>
      {result.ok ? 'The two papers and this ledger agree' : 'They do not agree'}
    </StatusBadge>
    <Text maw="80ch">{result.message}</Text>
    {result.proof === null || result.proof.length === 0 ? null : (
      <details className="entry-details">
        <summary>Proof: {count(result.proof.length, 'hash', 'hashes')} (RFC 9162, section 2.1.4)</summary>
        {result.proof.map((hash) => (
          <div key={hash}>
            <HashText value={hash} />
          </div>
        ))}
      </details>
    )}
  </Stack>
);
