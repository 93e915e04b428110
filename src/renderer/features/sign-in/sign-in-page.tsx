import { Alert, Button, Checkbox, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { CredentialsFields, noCredentials, withoutSecrets } from '../../ui/credentials-fields.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, focusFirstWrong, zodErrors } from '../../ui/form.tsx';
import { SchemeToggle } from '../../ui/frame.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { LaptopClock } from '../../ui/laptop-clock.tsx';
import { Page } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';

interface SignInPageProps {
  readonly state: Output<'app.state'>;
  readonly onSignedIn: () => void;
  /** Both passwords are lost: to the recovery sheets. */
  readonly onRecover: () => void;
}

/** The use notice, and the three things a person signs in with. */
export function SignInPage({ state, onSignedIn, onRecover }: SignInPageProps): ReactNode {
  return (
    <FullScreen width={960}>
      <Page title="Sign in" description="Lend-A-Cam Evidence" actions={<SchemeToggle />}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
          <Stack>
            {state.notice === null ? null : (
              <Alert color="gray" className="notice" role="status">
                {state.notice}
              </Alert>
            )}
            <UseNotice />
            <ForgottenSomething onRecover={onRecover} />
            <LaptopClock>Codes fit only while it is right.</LaptopClock>
            <Text size="sm" c="dimmed">
              Version {state.version}
            </Text>
          </Stack>
          <SignInForm onSignedIn={onSignedIn} />
        </SimpleGrid>
      </Page>
    </FullScreen>
  );
}

const ForgottenSomething = ({ onRecover }: Pick<SignInPageProps, 'onRecover'>): ReactNode => (
  <Stack gap={6} component="section" aria-label="Lost password or phone">
    <Text size="sm">
      Lost your password or your phone? The other person signs in and helps you under Settings, People.
    </Text>
    <Group>
      <Button variant="default" size="compact-sm" onClick={onRecover}>
        Both passwords are lost
      </Button>
    </Group>
  </Stack>
);

const UseNotice = (): ReactNode => (
  <section aria-label="Use notice" className="use-notice">
    <Text mb={6}>
      This laptop holds footage of people. Only the Case Support Officer and the Safer Neighbourhoods Manager may use
      it, and only for a case; an auditor reads in it with the officer beside them. Everything done here is logged.
    </Text>
    <ClauseQuote clause="6.2" />
  </section>
);

function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }): ReactNode {
  const [own, setOwn] = useState(noCredentials);
  const [officer, setOfficer] = useState(noCredentials);
  const [isAuditor, setAuditor] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const signIn = useCommand('session.signIn');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = isAuditor ? { ...own, officer } : own;
    const wrong = zodErrors(commands['session.signIn'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(form.current);
    const person = await signIn.run(input);
    if (person !== null) return onSignedIn();
    setOwn(withoutSecrets);
    setOfficer(withoutSecrets);
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} autoComplete="off">
      <Stack gap="sm">
        <CredentialsFields values={own} onChange={setOwn} errors={errors} />
        <Checkbox
          label="I am an auditor; an officer is with me"
          checked={isAuditor}
          onChange={(event) => setAuditor(event.currentTarget.checked)}
        />
        {isAuditor ? (
          <Fieldset legend="The Case Support Officer who stays with the auditor">
            <CredentialsFields
              values={officer}
              onChange={setOfficer}
              errors={errors}
              within="officer"
              whose="Officer’s"
            />
          </Fieldset>
        ) : null}
        <FailureAlert failure={signIn.failure} />
        <Group>
          <Button type="submit" loading={signIn.busy}>
            Sign in
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
