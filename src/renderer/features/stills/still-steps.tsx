import { Box, Group, Text } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCircleDot, IconCircleX } from '@tabler/icons-react';
import { stepsOf, type Still, type StepState } from './still-words.ts';

const looks: Record<StepState, { readonly icon: typeof IconCircle; readonly words: string }> = {
  done: { icon: IconCircleCheck, words: 'done' },
  now: { icon: IconCircleDot, words: 'now' },
  later: { icon: IconCircle, words: 'later' },
  stopped: { icon: IconCircleX, words: 'stopped here' },
};

/** Request, approval, production, countersignature, index: where this still is. */
export const StillSteps = ({ still }: { readonly still: Still }) => (
  <Group component="ol" gap="lg" p={0} m={0} align="flex-start" style={{ listStyle: 'none' }} aria-label="Steps">
    {stepsOf(still).map(({ name, state, detail }) => {
      const { icon: Icon, words } = looks[state];
      return (
        <Box component="li" key={name} maw={220} {...(state === 'now' && { 'aria-current': 'step' })}>
          <Group gap={6} wrap="nowrap">
            <Icon size={20} aria-hidden />
            <Text fw={state === 'now' || state === 'stopped' ? 600 : 400}>
              {name}:{' '}
              <Text span inherit c={state === 'stopped' ? 'var(--mantine-color-error)' : 'dimmed'}>
                {words}
              </Text>
            </Text>
          </Group>
          <Text size="sm" c="dimmed" pl={26}>
            {detail}
          </Text>
        </Box>
      );
    })}
  </Group>
);
