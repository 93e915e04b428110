import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import type { Connection, Draft } from './draft.ts';
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
    if (made !== null) onChange(draftOf(made, draft, person.name));
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
        <Summary connection={connection} />
      )}
    </FormCard>
  );
}

/** What the recorder said is filled in; what was typed before stays. */
const draftOf = (connection: Connection, draft: Draft, person: string): Partial<Draft> => ({
  connection,
  cameras: draft.cameras.filter((camera) => connection.cameras?.includes(camera) === true),
  survey: null,
  systemTime: connection.clock?.systemTime ?? '',
  referenceTime: '',
  seenBy: draft.seenBy === '' ? person : draft.seenBy,
  kitSerial: draft.kitSerial === '' ? (connection.identity.serial ?? '') : draft.kitSerial,
});

function Summary({ connection }: { readonly connection: Connection }) {
  const { identity, clock, way, found } = connection;
  const stated = (value: string | null): string => value ?? 'not stated';
  return (
    <Facts
      items={[
        { label: 'Recorder', value: [identity.maker, identity.model].filter(Boolean).join(' ') || 'not stated' },
        { label: 'Serial', value: stated(identity.serial) },
        { label: 'Firmware', value: stated(identity.firmware) },
        {
          label: 'Its clock',
          value:
            clock === null
              ? 'It has none that can be asked. Read it off the picture.'
              : `${formatWallClock(clock.systemTime)} ${clock.zoneText ?? ''}`,
        },
        { label: 'Way', value: way },
        ...found,
      ]}
    />
  );
}
