import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import type { KeyHolder } from '../../../shared/model.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, zodErrors } from '../../ui/form.tsx';
import { roleWords } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { QrCode } from './qr-code.tsx';

interface AuthenticatorStepProps {
  readonly enrolled: Output<'setup.begin'>;
  readonly onBack: () => void;
  readonly onFinished: (answer: Output<'setup.finish'>) => void;
}

const codeField: Readonly<Record<KeyHolder, 'managerCode' | 'officerCode'>> = {
  manager: 'managerCode',
  officer: 'officerCode',
};

/** Each person scans their own square and proves with one code that the app works. Then the vault is made. */
export function AuthenticatorStep({ enrolled, onBack, onFinished }: AuthenticatorStepProps): ReactNode {
  const [codes, setCodes] = useState({ managerCode: '', officerCode: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const finish = useCommand('setup.finish');
  const submit = async (): Promise<FieldErrors> => {
    const input = { enrolmentId: enrolled.enrolmentId, ...codes };
    const wrong = zodErrors(commands['setup.finish'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await finish.run(input);
    if (answer !== null) onFinished(answer);
    return {};
  };
  return (
    <FormCard
      title="Second factor"
      description="Each person opens an authenticator app on their own work phone and scans their own square. Nobody scans the other’s."
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={finish.busy}>
            Make the vault
          </Button>
          <Button variant="default" onClick={onBack} disabled={finish.busy}>
            Back
          </Button>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {enrolled.enrolments.map(({ role, username, secret, qr }) => (
          <Stack key={role} gap="xs">
            <Title order={3}>{roleWords[role]}</Title>
            <Text c="dimmed">{username}</Text>
            <QrCode matrix={qr} label={`QR code for ${username}; the same as the letters below`} />
            <Text size="sm">Cannot scan? Type this into the app:</Text>
            <Text className="code">{secret.match(/.{1,4}/gu)?.join(' ') ?? secret}</Text>
            <LineInput
              label={`Code now shown for ${username}`}
              required
              inputMode="numeric"
              maxLength={6}
              w={240}
              value={codes[codeField[role]]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setCodes((before) => ({ ...before, [codeField[role]]: value }));
              }}
              {...fieldError(errors, codeField[role])}
            />
          </Stack>
        ))}
      </SimpleGrid>
      {finish.busy ? (
        <Text role="status">Making the vault, its keys and its certificate. This takes some seconds.</Text>
      ) : null}
      <FailureAlert failure={finish.failure} />
    </FormCard>
  );
}
