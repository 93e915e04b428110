import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LinkButton } from '../../ui/link-button.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { stateWords, toneOf } from './posture-words.ts';

/** On the first screen after the sign-in: what of the laptop is not as it should be. Nothing when all is. */
export function LaptopNotice(): ReactNode {
  const checks = useQuery('posture.read', {}, ['posture', 'clock']).data?.checks ?? [];
  const wrong = checks.filter(({ state }) => state === 'bad' || state === 'warning');
  if (wrong.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="laptop-notice" padding="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <Stack gap="xs" miw={0}>
          <Title order={2} id="laptop-notice">
            This laptop
          </Title>
          <Stack component="ul" gap={4} className="plain-list">
            {wrong.map(({ id, title, state, finding, blocks }) => (
              <li key={id}>
                <Group gap="xs" align="flex-start" wrap="nowrap">
                  <span className="no-shrink">
                    <StatusBadge tone={toneOf[state]}>{stateWords[state]}</StatusBadge>
                  </span>
                  <Text>
                    <b>{title}:</b> {finding} {blocks}
                  </Text>
                </Group>
              </li>
            ))}
          </Stack>
        </Stack>
        <LinkButton variant="default" to="/settings" search={{ part: 'laptop' }} className="no-shrink">
          About this laptop
        </LinkButton>
      </Group>
    </Card>
  );
}
