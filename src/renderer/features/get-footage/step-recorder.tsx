import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { connectedDraft, ConnectionFacts } from './connection-facts.tsx';
import { RegisterLink, SourceActions, type SourceProps } from './source-parts.tsx';

/** A registered recorder, and who it says it is. Nothing is downloaded yet. */
export function StepRecorder({ draft, onChange, onBack, onNext }: SourceProps) {
  const { person } = useSession();
  const sites = useQuery('sites.list', {}, ['settings']);
  const connect = useCommand('retrievals.connect');
  const [sent, setSent] = useState(false);
  const { connection } = draft;

  const connectNow = async (): Promise<void> => {
    const made = await connect.run({ siteId: draft.siteId });
    if (made !== null) onChange(connectedDraft(made, draft, person.name));
  };
  const submit = async (): Promise<FieldErrors | undefined> => {
    if (connection !== null) {
      onNext();
      return undefined;
    }
    setSent(true);
    if (draft.siteId === '') return { siteId: 'missing' };
    await connectNow();
    return undefined;
  };

  return (
    <FormCard
      title="Which recorder?"
      description={<ClauseQuote clause="3.11" />}
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
      <FailureAlert failure={sites.failure ?? connect.failure} />
      <NativeSelect
        label="Registered recorder"
        maw={420}
        value={draft.siteId}
        error={sent && draft.siteId === '' ? 'Choose the recorder.' : undefined}
        onChange={(event) =>
          onChange({ siteId: event.currentTarget.value, connection: null, cameras: [], survey: null })
        }
        data={[
          { value: '', label: 'Choose a recorder' },
          ...(sites.data ?? []).map(({ id, number, address }) => ({ value: id, label: `${number}, ${address}` })),
        ]}
      />
      {connection === null ? (
        <Text size="sm">
          The VPN must be up: the way is looked at first, and nothing is sent on any other. A recorder that is not in
          the list must be <RegisterLink part="sites" /> by the manager.
        </Text>
      ) : (
        <ConnectionFacts connection={connection} />
      )}
    </FormCard>
  );
}
