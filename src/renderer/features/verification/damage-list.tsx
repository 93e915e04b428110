import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Damage } from '../../../shared/contract/verification.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';

type Decision = NonNullable<Damage['decision']>;

const faultWords: Readonly<Record<Damage['fault'], string>> = {
  changed: 'No longer matches its seal',
  missing: 'Missing from the vault',
  ledger: 'Not as it was written',
};

const decisionWords: Readonly<Record<Decision, string>> = {
  'stays-aside': 'It stays set aside',
  'back-in-use': 'Back in use; it was read again and is whole',
};

const consequences: Readonly<Record<Decision, string>> = {
  'stays-aside': 'It stays set aside and nobody can use it. Say what was found out and what was done.',
  'back-in-use':
    'It is read again now, from its first byte to its last. Only if all of it matches its seal does it go back into use.',
};

/** What was found damaged; nothing at all while there is none. */
export function DamageList(): ReactNode {
  const damages = useQuery('damages.list', {}, ['recordings', 'ledger']);
  if (damages.data === null || damages.data.length === 0) return <FailureAlert failure={damages.failure} />;
  return (
    <section aria-labelledby="damages">
      <Title order={2} id="damages" mb="xs">
        Damage that was found
      </Title>
      <Stack component="ul" gap="sm" className="plain-list">
        {damages.data.map((damage) => (
          <li key={damage.id}>
            <DamageCard damage={damage} />
          </li>
        ))}
      </Stack>
    </section>
  );
}

function DamageCard({ damage }: { readonly damage: Damage }): ReactNode {
  const { person } = useSession();
  const decide = useCommand('damages.decide');
  const [way, setWay] = useState<Decision | null>(null);
  const { id: damageId, item, fault, incident, foundAt, recordingId, decision, reasons, decidedBy, decidedAt } = damage;
  const choose = (chosen: Decision): void => {
    decide.clear();
    setWay(chosen);
  };
  const send = async (password: string, given: string): Promise<void> => {
    if (way === null) return;
    if ((await decide.run({ damageId, decision: way, reasons: given, password })) !== null) setWay(null);
  };
  return (
    <Card withBorder padding="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Text fw={600}>{item}</Text>
          <StatusBadge tone={decision === null ? 'bad' : 'neutral'}>
            {decision === null ? 'Waits for the manager’s decision' : decisionWords[decision]}
          </StatusBadge>
        </Group>
        <Facts
          items={[
            { label: 'What is wrong', value: faultWords[fault] },
            { label: 'Incident', value: incident },
            { label: 'Found', value: <InstantText value={foundAt} /> },
            ...(decidedAt === null
              ? []
              : [
                  { label: 'Decided', value: <InstantText value={decidedAt} /> },
                  { label: 'By', value: decidedBy },
                  { label: 'Reasons', value: reasons },
                ]),
          ]}
        />
        <Group>
          {decision === null && person.role === 'manager' ? (
            <>
              {fault === 'ledger' ? null : (
                <Button variant="default" onClick={() => choose('back-in-use')}>
                  Read again and use
                </Button>
              )}
              <Button onClick={() => choose('stays-aside')}>
                {fault === 'ledger' ? 'Record the decision' : 'Keep set aside'}
              </Button>
            </>
          ) : null}
          {recordingId === null ? null : (
            <LinkButton variant="default" to="/footage/$recordingId" params={{ recordingId }}>
              Open the recording<span className="hidden-words"> of {item}</span>
            </LinkButton>
          )}
        </Group>
        {decision === null && person.role !== 'manager' ? (
          <Text c="dimmed">The Safer Neighbourhoods Manager records what was decided.</Text>
        ) : null}
      </Stack>
      <StepUpDialog
        opened={way !== null}
        title={item}
        description={way === null ? undefined : consequences[way]}
        onClose={() => setWay(null)}
        onConfirm={(password, given) => void send(password, given)}
        withReasons
        confirmLabel={way === 'back-in-use' ? 'Read again and use' : 'Record'}
        busy={decide.busy}
        failure={decide.failure}
      />
    </Card>
  );
}
