import { Button, Group, List, NativeSelect, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import type { KeyHolder } from '../../../shared/model.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, zodErrors } from '../../ui/form.tsx';
import { SchemeToggle } from '../../ui/frame.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { Page } from '../../ui/page.tsx';
import { roleOf } from '../../ui/role.tsx';
import { NewPasswordFields } from '../people/new-password-fields.tsx';
import { AuthenticatorStep } from '../setup/authenticator-step.tsx';
import { RecoveryStep } from '../setup/recovery-step.tsx';
import { passwordErrors } from '../setup/setup-values.ts';
import { type Halves, HalvesFields } from './halves-fields.tsx';
import { type Recovery, type RecoveryStepName, recoverySteps, useRecovery } from './use-recovery.ts';

const titles: Readonly<Record<RecoveryStepName, string>> = {
  sheets: 'Both passwords are lost',
  manager: 'Safer Neighbourhoods Manager',
  officer: 'Case Support Officer',
  authenticator: 'Authenticator apps',
  'new-sheets': 'New recovery sheets',
  finished: 'Both can sign in again',
};

interface RecoveryPageProps {
  /** Typed already, when a backup was restored with them. */
  readonly typed: Halves;
  readonly onDone: () => void;
}

/** From the two sheets on paper to two people who can sign in again, and to new sheets. */
export function RecoveryPage({ typed, onDone }: RecoveryPageProps): ReactNode {
  const recovery = useRecovery(typed);
  const { step } = recovery;
  return (
    <FullScreen width={880}>
      <Page
        key={step}
        title={titles[step]}
        description={`Recovery: step ${recoverySteps.indexOf(step) + 1} of ${recoverySteps.length}`}
        actions={<SchemeToggle />}
      >
        <Stack>
          <StepContent recovery={recovery} onDone={onDone} />
        </Stack>
      </Page>
    </FullScreen>
  );
}

function StepContent({ recovery, onDone }: { readonly recovery: Recovery; readonly onDone: () => void }): ReactNode {
  const { step, enrolled, finished, finishing, beginning } = recovery;
  if (step === 'sheets') return <SheetsStep recovery={recovery} onCancel={onDone} />;
  if (step === 'manager')
    return (
      <PersonStep
        key="manager"
        holder="manager"
        recovery={recovery}
        onBack={() => recovery.goTo('sheets')}
        onNext={() => recovery.goTo('officer')}
      />
    );
  if (step === 'officer')
    return (
      <PersonStep
        key="officer"
        holder="officer"
        recovery={recovery}
        onBack={() => recovery.goTo('manager')}
        onNext={() => void recovery.begin()}
        busy={beginning.busy}
        failure={<FailureAlert failure={beginning.failure} />}
      />
    );
  if (step === 'authenticator' && enrolled !== null)
    return (
      <AuthenticatorStep
        enrolments={enrolled.enrolments}
        confirmLabel="Set passwords and authenticators"
        busyText="Setting the passwords and making a new recovery code. This takes some seconds."
        busy={finishing.busy}
        failure={finishing.failure}
        onBack={() => recovery.goTo('officer')}
        onCodes={(codes) => void recovery.finish(codes)}
      />
    );
  if (step === 'new-sheets' && enrolled !== null && finished !== null)
    return (
      <RecoveryStep
        enrolmentId={enrolled.enrolmentId}
        sheets={finished}
        print="recovery.printSheet"
        doneLabel="Finish the recovery"
        onNext={recovery.forget}
      />
    );
  return <Finished onDone={onDone} />;
}

function SheetsStep({ recovery, onCancel }: { readonly recovery: Recovery; readonly onCancel: () => void }): ReactNode {
  const { halves, type, checking } = recovery;
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (): FieldErrors => {
    const wrong = zodErrors(commands['recovery.check'].input, halves);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) void recovery.check();
    return wrong;
  };
  return (
    <FormCard
      title="The two recovery sheets"
      description="Both holders are here with their sealed sheets. Together the two codes let one manager and one officer choose new passwords. Afterwards these sheets are void and new ones are printed. Everybody who works here is told."
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={checking.busy}>
            Continue
          </Button>
          <Button variant="default" onClick={onCancel}>
            Back to sign-in
          </Button>
        </>
      }
    >
      <HalvesFields values={halves} onChange={type} errors={errors} />
      <FailureAlert failure={checking.failure} />
    </FormCard>
  );
}

interface PersonStepProps {
  readonly holder: KeyHolder;
  readonly recovery: Recovery;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly busy?: boolean;
  readonly failure?: ReactNode;
}

function PersonStep({ holder, recovery, onBack, onNext, busy, failure }: PersonStepProps): ReactNode {
  const who = recovery.chosen[holder];
  const people = recovery.people.filter(({ role }) => role === holder);
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (): FieldErrors => {
    const wrong: FieldErrors = {
      ...(who.password === '' ? { password: 'Please fill this in.' } : {}),
      ...passwordErrors(who),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onNext();
    return wrong;
  };
  return (
    <FormCard
      title="New password"
      description="The person whose account this is chooses it; the other looks away."
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={busy ?? false}>
            Continue
          </Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </>
      }
    >
      <NativeSelect
        label="Whose account"
        data={people.map((person) => ({
          value: person.id,
          label: `${person.name} (${roleOf(person)}, ${person.username})`,
        }))}
        value={who.personId}
        onChange={(event) => recovery.choose(holder, { ...who, personId: event.currentTarget.value })}
      />
      <NewPasswordFields
        values={who}
        onChange={(typed) => recovery.choose(holder, { ...who, ...typed })}
        errors={errors}
      />
      {failure}
    </FormCard>
  );
}

const Finished = ({ onDone }: { readonly onDone: () => void }): ReactNode => (
  <Stack>
    <Text>The recovery is in the ledger with both names. The vault is locked.</Text>
    <List spacing={4}>
      <List.Item>Destroy the old sheets: what stands on them opens nothing any more.</List.Item>
      <List.Item>Seal the new sheets, each with its holder, in two different places.</List.Item>
      <List.Item>Everybody else who works here keeps their password and is told at their next sign-in.</List.Item>
    </List>
    <Group>
      <Button onClick={onDone}>Go to sign-in</Button>
    </Group>
  </Stack>
);
