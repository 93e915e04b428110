import { Text } from '@mantine/core';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { connectedDraft, ConnectionFacts } from './connection-facts.tsx';
import { SourceActions, type SourceProps } from './source-parts.tsx';

/** The recorder of a training vault. Everything after it is as with a real one. */
export function StepSimulated({ draft, onChange, onBack, onNext }: SourceProps) {
  const { person } = useSession();
  const connect = useCommand('retrievals.connectSimulated');
  const { connection } = draft;

  const connectNow = async (): Promise<void> => {
    const made = await connect.run({});
    if (made !== null) onChange(connectedDraft(made, draft, person.name));
  };
  const submit = async (): Promise<undefined> => {
    if (connection === null) await connectNow();
    else onNext();
    return undefined;
  };

  return (
    <FormCard
      title="The simulated recorder"
      description="For learning the work. It records a few seconds every ten minutes, its clock is wrong, and its second camera leaves gaps."
      onSubmit={submit}
      actions={
        <SourceActions
          found={connection !== null}
          busy={connect.busy}
          findLabel="Connect"
          againLabel="Connect again"
          onAgain={() => void connectNow()}
          onBack={onBack}
        />
      }
    >
      <FailureAlert failure={connect.failure} />
      {connection === null ? (
        <Text size="sm">No device is reached and no network is used: the application came with its films.</Text>
      ) : (
        <ConnectionFacts connection={connection} />
      )}
    </FormCard>
  );
}
