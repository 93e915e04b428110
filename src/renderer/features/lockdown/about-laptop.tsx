import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { ConfirmClock } from '../clock/confirm-clock.tsx';
import { stateWords, toneOf } from './posture-words.ts';

type Check = Output<'posture.read'>['checks'][number];

/** What the laptop must be for footage to be safe on it, and what it was found to be. */
export function AboutLaptop(): ReactNode {
  const { data, failure, loading } = useQuery('posture.read', {}, ['posture', 'clock']);
  const clock = useQuery('clock.read', {}, ['clock']);
  const again = useCommand('posture.check');
  return (
    <Stack>
      <Group>
        <Button variant="default" loading={again.busy} onClick={() => void again.run({})}>
          Look again
        </Button>
        {data?.checkedAt === undefined || data.checkedAt === null ? null : (
          <Text c="dimmed">
            Looked at <InstantText value={data.checkedAt} />. What is not in order is entered in the ledger.
          </Text>
        )}
      </Group>
      <FailureAlert failure={failure ?? again.failure} />
      {loading ? <Reading what="Looking at the laptop" /> : null}
      <Stack component="ul" gap="xs" className="plain-list" maw={880}>
        {(data?.checks ?? []).map((check) => (
          <li key={check.id}>
            <CheckCard check={check} />
          </li>
        ))}
      </Stack>
      <ConfirmClock open={clock.data?.open ?? []} />
    </Stack>
  );
}

const CheckCard = ({ check }: { readonly check: Check }): ReactNode => (
  <Card padding="sm">
    <Stack gap={4}>
      <Group gap="xs">
        <StatusBadge tone={toneOf[check.state]}>{stateWords[check.state]}</StatusBadge>
        <Title order={3}>{check.title}</Title>
      </Group>
      <Text>{check.finding}</Text>
      {check.todo === null ? null : <Text>{check.todo}</Text>}
      {check.blocks === null ? null : <Text fw={600}>Until then: {check.blocks}</Text>}
      {check.mayAccept && check.state !== 'accepted' ? <Accept check={check} /> : null}
    </Stack>
  </Card>
);

function Accept({ check }: { readonly check: Check }): ReactNode {
  const { person } = useSession();
  const accept = useCommand('posture.accept');
  const [isAsking, setAsking] = useState(false);
  if (person.role !== 'manager') return <Text c="dimmed">Only the Safer Neighbourhoods Manager can accept it.</Text>;
  const confirm = async (password: string, reason: string): Promise<void> => {
    const parsed = commands['posture.accept'].input.safeParse({ check: check.id, reason, password });
    if (parsed.success && (await accept.run(parsed.data)) !== null) setAsking(false);
  };
  return (
    <Group mt="xs">
      <Button onClick={() => setAsking(true)}>
        Accept it<span className="hidden-words">: {check.title}</span>
      </Button>
      <StepUpDialog
        opened={isAsking}
        title={`Accept: ${check.title}`}
        description={check.finding}
        onClose={() => setAsking(false)}
        onConfirm={(password, reason) => void confirm(password, reason)}
        withReasons
        confirmLabel="Accept"
        busy={accept.busy}
        failure={accept.failure}
      />
    </Group>
  );
}
