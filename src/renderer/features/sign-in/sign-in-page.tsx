import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, focusFirstWrong, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { HostLabel, SchemeToggle } from '../../ui/frame.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { LaptopClock } from '../../ui/laptop-clock.tsx';
import { Page } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';

interface SignInPageProps {
  readonly state: Output<'app.state'>;
  readonly onSignedIn: () => void;
}

/** The use notice, and the three things a person signs in with. */
export function SignInPage({ state, onSignedIn }: SignInPageProps): ReactNode {
  return (
    <FullScreen width={960}>
      <Page title="Sign in" description="Lend-A-Cam Evidence" actions={<SchemeToggle />}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
          <Stack>
            {state.hostLabel === null ? null : (
              <div>
                <HostLabel label={state.hostLabel} />
              </div>
            )}
            {state.notice === null ? null : (
              <Alert color="gray" className="notice" role="status">
                {state.notice}
              </Alert>
            )}
            <UseNotice />
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

const UseNotice = (): ReactNode => (
  <section aria-label="Use notice" className="use-notice">
    <Text mb={6}>
      This laptop holds footage of people. Only the Case Support Officer and the Safer Neighbourhoods Manager may use
      it, and only for a case. Everything done here is logged.
    </Text>
    <ClauseQuote clause="6.2" />
  </section>
);

const nothing = { username: '', password: '', code: '' };

function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }): ReactNode {
  const [values, setValues] = useState(nothing);
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const signIn = useCommand('session.signIn');
  const field = (name: keyof typeof nothing) => ({
    value: values[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
    ...fieldError(errors, name),
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = zodErrors(commands['session.signIn'].input, values);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(form.current);
    const person = await signIn.run(values);
    if (person !== null) return onSignedIn();
    // A code works once; the password is not left standing in the field.
    setValues((before) => ({ ...before, password: '', code: '' }));
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} autoComplete="off">
      <Stack gap="sm">
        <LineInput label="Username" required spellCheck={false} autoCapitalize="none" {...field('username')} />
        <SecretInput label="Password" required {...field('password')} />
        <LineInput
          label="Code from the authenticator app"
          description="Six digits; a new code comes every half minute."
          required
          inputMode="numeric"
          maxLength={6}
          {...field('code')}
        />
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
