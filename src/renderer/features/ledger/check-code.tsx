import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, fieldError, LineInput, zodErrors } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useCommand } from '../../ui/use-command.ts';

type Verdict = Output<'ledger.checkCode'>;

const verdictWords: Readonly<Record<Verdict['verdict'], string>> = {
  matches: 'The code matches this ledger',
  differs: 'The code does not match this ledger',
  'shorter-ledger': 'This ledger is shorter than the paper says',
};

/** The code on paper was printed when nobody could know what would later be changed. */
export function CheckCode(): ReactNode {
  const check = useCommand('ledger.checkCode');
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = zodErrors(commands['ledger.checkCode'].input, { code });
    setErrors(wrong);
    setVerdict(null);
    if (Object.keys(wrong).length > 0) return;
    setVerdict(await check.run({ code }));
  };
  return (
    <Section title="Check a code from paper">
      <form noValidate onSubmit={(event) => void submit(event)} autoComplete="off">
        <Stack gap="sm">
          <LineInput
            label="Witness code"
            description="From a receipt, a disc label or a React entry. Capitals and hyphens do not matter."
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            {...fieldError(errors, 'code')}
          />
          <Group>
            <Button type="submit" loading={check.busy}>
              Check the code
            </Button>
          </Group>
          <FailureAlert failure={check.failure} />
          <div role="status">
            {verdict === null ? null : (
              <Stack gap={4} align="flex-start">
                <StatusBadge tone={verdict.verdict === 'matches' ? 'good' : 'bad'}>
                  {verdictWords[verdict.verdict]}
                </StatusBadge>
                <Text>{verdict.message}</Text>
              </Stack>
            )}
          </div>
        </Stack>
      </form>
    </Section>
  );
}
