import { NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, FormCard, type FieldErrors, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { connectedDraft, ConnectionFacts } from './connection-facts.tsx';
import { RegisterLink, SourceActions, type SourceProps } from './source-parts.tsx';

/** A portal that is switched on, with the officer's own login. The password stays in this form until it is sent. */
export function StepPortal({ draft, onChange, onBack, onNext }: SourceProps) {
  const { person } = useSession();
  const portals = useQuery('portals.list', {}, ['settings']);
  const connect = useCommand('portals.connect');
  const [sent, setSent] = useState(false);
  const [portalPassword, setPassword] = useState('');
  const { connection, portalId, portalLogin } = draft;
  const input = { portalId, username: portalLogin, portalPassword };
  const wrong = zodErrors(commands['portals.connect'].input, input);
  const errors: FieldErrors = sent ? { ...wrong, ...(portalId === '' && { portalId: 'Choose the portal.' }) } : {};
  const switchedOn = (portals.data ?? []).filter(({ isOn }) => isOn);

  const connectNow = async (): Promise<void> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return;
    const made = await connect.run(input);
    setPassword(''); // asked each time, whatever came of it
    setSent(false);
    if (made !== null) onChange(connectedDraft(made, draft, person.name));
  };
  const submit = async (): Promise<FieldErrors | undefined> => {
    if (connection !== null) {
      onNext();
      return undefined;
    }
    await connectNow();
    return wrong;
  };

  return (
    <FormCard
      title="Which portal?"
      description={<ClauseQuote clause="3.15" />}
      onSubmit={submit}
      actions={
        <SourceActions
          found={connection !== null}
          busy={connect.busy}
          findLabel="Log in"
          againLabel="Log in again"
          onAgain={() => void connectNow()}
          onBack={onBack}
        />
      }
    >
      <FailureAlert failure={portals.failure ?? connect.failure} />
      {portals.data !== null && switchedOn.length === 0 && (
        <Text>
          No portal is switched on. Download the footage elsewhere and bring it on a registered memory stick, or have a
          portal <RegisterLink part="portals" /> and switched on by the manager.
        </Text>
      )}
      <NativeSelect
        label="Portal"
        maw={420}
        value={portalId}
        onChange={(event) => onChange({ portalId: event.currentTarget.value, connection: null, survey: null })}
        {...fieldError(errors, 'portalId')}
        data={[
          { value: '', label: 'Choose a portal' },
          ...switchedOn.map(({ id, number, host }) => ({ value: id, label: `${number}, ${host}` })),
        ]}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput
          label="Your own login on the portal"
          description="It goes into the record"
          value={portalLogin}
          onChange={(event) => onChange({ portalLogin: event.currentTarget.value, connection: null, survey: null })}
          {...fieldError(errors, 'username')}
        />
        <SecretInput
          label="Its password"
          description="Asked each time and kept nowhere"
          value={portalPassword}
          onChange={(event) => setPassword(event.currentTarget.value)}
          {...fieldError(errors, 'portalPassword')}
        />
      </SimpleGrid>
      {connection !== null && <ConnectionFacts connection={connection} />}
    </FormCard>
  );
}
