import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from '../../ui/use-query.ts';
import { ConfirmClock } from './confirm-clock.tsx';

/** Asks after the sign-in, and whenever the laptop's clock is moved, until the time was confirmed or put off. */
export function ClockDialog(): ReactNode {
  const open = useQuery('clock.read', {}, ['clock']).data?.open ?? [];
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const isAsking = open.some(({ id }) => !putOff.includes(id));
  const later = (): void => setPutOff(open.map(({ id }) => id));
  return (
    <Modal opened={isAsking} onClose={later} title="Can the laptop’s clock be believed?" size="xl">
      <Stack>
        <Text>
          Footage is destroyed by this clock, and every entry is dated by it. Until the time is confirmed, nothing is
          destroyed by itself.
        </Text>
        <ConfirmClock open={open} />
        <Group justify="flex-end">
          <Button variant="default" onClick={later}>
            Not now: leave it on Today
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
