import { Button, SimpleGrid, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { KeyHolder } from '../../../shared/model.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, zodErrors } from '../../ui/form.tsx';
import { roleWords } from '../../ui/role.tsx';
import { EnrolmentSquare } from './enrolment-square.tsx';

const schema = commands['setup.finish'].input.pick({ managerCode: true, officerCode: true });
export type TwoCodes = { readonly managerCode: string; readonly officerCode: string };

interface AuthenticatorStepProps {
  readonly enrolments: Output<'setup.begin'>['enrolments'];
  readonly confirmLabel: string;
  /** Said while it takes some seconds. */
  readonly busyText: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onBack: () => void;
  readonly onCodes: (codes: TwoCodes) => void;
}

const codeField: Readonly<Record<KeyHolder, keyof TwoCodes>> = { manager: 'managerCode', officer: 'officerCode' };

/** Each person scans their own square and proves with one code that the app works. */
export function AuthenticatorStep(props: AuthenticatorStepProps): ReactNode {
  const { enrolments, busy, failure, onBack, onCodes } = props;
  const [codes, setCodes] = useState<TwoCodes>({ managerCode: '', officerCode: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (): FieldErrors => {
    const wrong = zodErrors(schema, codes);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onCodes(codes);
    return wrong;
  };
  return (
    <FormCard
      title="Second factor"
      description="Each person opens an authenticator app on their own work phone and scans their own square. Nobody scans the other’s."
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={busy}>
            {props.confirmLabel}
          </Button>
          <Button variant="default" onClick={onBack} disabled={busy}>
            Back
          </Button>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {enrolments.map((enrolment) => (
          <EnrolmentSquare
            key={enrolment.role}
            heading={<Title order={3}>{roleWords[enrolment.role]}</Title>}
            enrolment={enrolment}
            field={codeField[enrolment.role]}
            errors={errors}
            code={codes[codeField[enrolment.role]]}
            onCode={(code) => setCodes((before) => ({ ...before, [codeField[enrolment.role]]: code }))}
          />
        ))}
      </SimpleGrid>
      {busy ? <Text role="status">{props.busyText}</Text> : null}
      <FailureAlert failure={failure} />
    </FormCard>
  );
}
