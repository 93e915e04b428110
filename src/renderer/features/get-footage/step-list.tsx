import { Group, Text } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCircleDot } from '@tabler/icons-react';
import { stepNames } from './draft.ts';

/** Where the officer is on the way from the incident to the receipt. */
export const StepList = ({ step }: { readonly step: number }) => (
  <Group component="ol" gap="lg" p={0} m={0} mb="md" style={{ listStyle: 'none' }} aria-label="Steps">
    {stepNames.map((name, index) => {
      const Icon = index < step ? IconCircleCheck : index === step ? IconCircleDot : IconCircle;
      return (
        <Group component="li" key={name} gap={6} {...(index === step && { 'aria-current': 'step' })}>
          <Icon size={18} aria-hidden />
          <Text {...(index === step ? { fw: 600 } : { c: 'dimmed' })}>
            {index + 1}. {name}
            {index < step && <span className="hidden-words"> (done)</span>}
          </Text>
        </Group>
      );
    })}
  </Group>
);
