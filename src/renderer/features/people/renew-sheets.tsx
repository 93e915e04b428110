import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { CredentialsFields, noCredentials, withoutSecrets } from '../../ui/credentials-fields.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { fieldError, type FieldErrors, SecretInput, zodErrors } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { RecoveryStep } from '../setup/recovery-step.tsx';

type Renewed = Output<'people.renewSheets'>;

/** New recovery sheets: one is lost, its seal is broken, or a holder has left. */
export function RecoverySheetsSection(): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  if (renewed !== null)
    return (
      <RecoveryStep
        title="New recovery sheets"
        enrolmentId={renewed.enrolmentId}
        sheets={renewed}
        print="people.printSheet"
        doneLabel="Done"
        onNext={() => setRenewed(null)}
      />
    );
  return (
    <Section title="Recovery sheets">
      <Stack gap="sm">
        <Text>
          Two sheets on paper, one with the manager and one with an officer, open the vault when both passwords are
          lost. Renew them when a sheet is missing, its envelope was opened, or somebody who holds one has left. The old
          sheets then open nothing any more.
        </Text>
        <ClauseQuote clause="6.1" />
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            Renew the recovery sheets
          </Button>
        </Group>
      </Stack>
      {isAsking ? (
        <AskBoth
          onClose={() => setAsking(false)}
          onRenewed={(answer) => {
            setAsking(false);
            setRenewed(answer);
          }}
        />
      ) : null}
    </Section>
  );
}

interface AskBothProps {
  readonly onClose: () => void;
  readonly onRenewed: (answer: Renewed) => void;
}

function AskBoth({ onClose, onRenewed }: AskBothProps): ReactNode {
  const [password, setPassword] = useState('');
  const [officer, setOfficer] = useState(noCredentials);
  const [errors, setErrors] = useState<FieldErrors>({});
  const renew = useCommand('people.renewSheets');
  const submit = async (): Promise<FieldErrors> => {
    const wrong = zodErrors(commands['people.renewSheets'].input, { password, officer });
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await renew.run({ password, officer });
    if (answer !== null) onRenewed(answer);
    setPassword('');
    setOfficer(withoutSecrets);
    return {};
  };
  return (
    <DialogForm
      title="Renew the recovery sheets"
      description="Both people who will hold the new sheets are here. Have the printer ready and two envelopes."
      confirmLabel="Make new sheets"
      busy={renew.busy}
      failure={renew.failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretInput
        label="Your password"
        required
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        {...fieldError(errors, 'password')}
      />
      <CredentialsFields values={officer} onChange={setOfficer} errors={errors} within="officer" whose="Officer’s" />
    </DialogForm>
  );
}
