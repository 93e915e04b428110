import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { SchemeToggle } from '../../ui/frame.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { Page } from '../../ui/page.tsx';
import type { Halves } from '../recovery/halves-fields.tsx';
import { RestorePage } from '../restore/restore-page.tsx';
import { AccountStep } from './account-step.tsx';
import { AuthenticatorStep } from './authenticator-step.tsx';
import { ControllerStep } from './controller-step.tsx';
import { FinishedStep } from './finished-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { managerErrors, officerErrors } from './setup-values.ts';
import { type Setup, type SetupStep, setupSteps, useSetup } from './use-setup.ts';

const titles: Readonly<Record<SetupStep, string>> = {
  controller: 'Who answers for the footage',
  manager: 'Safer Neighbourhoods Manager',
  officer: 'Case Support Officer',
  authenticator: 'Authenticator apps',
  recovery: 'Recovery halves',
  finished: 'The laptop is set up',
};

interface SetupPageProps {
  /** Called when the person has the recovery halves safe and wants to sign in. */
  readonly onDone: () => void;
  /** The laptop has the vault of a backup, opened with these halves when both passwords are lost. */
  readonly onRestored: (halves: Halves | null) => void;
}

/** First run: the controller, the two people, their second factors and the recovery halves. */
export function SetupPage({ onDone, onRestored }: SetupPageProps): ReactNode {
  const setup = useSetup();
  const { step } = setup;
  const [isRestoring, setRestoring] = useState(false);
  if (isRestoring) return <RestorePage onBack={() => setRestoring(false)} onRestored={onRestored} />;
  return (
    <FullScreen width={880}>
      <Page
        key={step}
        title={titles[step]}
        description={`First set-up of this laptop: step ${setupSteps.indexOf(step) + 1} of ${setupSteps.length}`}
        actions={<SchemeToggle />}
      >
        <Stack>
          {step === 'finished' ? <FinishedStep onDone={onDone} /> : <StepContent setup={setup} />}
          {step === 'controller' ? (
            <Group>
              <Text c="dimmed">Does this laptop take the place of one that was lost or broke?</Text>
              <Button variant="default" onClick={() => setRestoring(true)}>
                Restore from a backup instead
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Page>
    </FullScreen>
  );
}

function StepContent({ setup }: { readonly setup: Setup }): ReactNode {
  const { step, values, enrolled, finished, begin, goTo, change } = setup;
  if (step === 'controller')
    return (
      <ControllerStep
        values={values}
        onChange={(controller) => change({ controller })}
        onNext={() => goTo('manager')}
      />
    );
  if (step === 'manager')
    return (
      <AccountStep
        person="manager"
        account={values.manager}
        onChange={(manager) => change({ manager })}
        check={() => managerErrors(values)}
        onBack={() => goTo('controller')}
        onNext={() => goTo('officer')}
      />
    );
  if (step === 'officer')
    return (
      <AccountStep
        person="officer"
        account={values.officer}
        onChange={(officer) => change({ officer })}
        check={() => officerErrors(values)}
        onBack={() => goTo('manager')}
        onNext={() => void setup.enrol()}
        busy={begin.busy}
        failure={begin.failure}
      />
    );
  if (enrolled === null) return null;
  if (finished === null)
    return (
      <AuthenticatorStep
        enrolments={enrolled.enrolments}
        confirmLabel="Make the vault"
        busyText="Making the vault, its keys and its certificate. This takes some seconds."
        busy={setup.making.busy}
        failure={setup.making.failure}
        onBack={() => goTo('officer')}
        onCodes={(codes) => void setup.make(codes)}
      />
    );
  return (
    <RecoveryStep
      enrolmentId={enrolled.enrolmentId}
      sheets={finished}
      print="setup.printSheet"
      doneLabel="Finish set-up"
      onNext={setup.forget}
    />
  );
}
