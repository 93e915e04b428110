import { Box, Group, Stack, Switch, Text } from '@mantine/core';
import { cameraKeys, keyHelp } from './keys.ts';

interface KeyHelpProps {
  readonly isOn: boolean;
  /** How many cameras are shown: a single one needs no key. */
  readonly cameras: number;
  readonly onChange: (isOn: boolean) => void;
}

/** What each key does, under the switch that turns the single keys off (WCAG 2.1.4). */
export const KeyHelp = ({ isOn, cameras, onChange }: KeyHelpProps) => (
  <Box>
    <Switch label="Keys" mb="xs" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
    <Stack gap={2} component="dl" m={0}>
      {keyHelp
        .filter(([, does]) => cameras > 1 || does !== cameraKeys)
        .map(([key, does]) => (
          <Group key={key} gap="xs" wrap="nowrap" align="baseline">
            <Text component="dt" size="xs" fw={600} w={60} flex="none">
              {key}
            </Text>
            <Text component="dd" size="xs" c="dimmed" m={0}>
              {does}
            </Text>
          </Group>
        ))}
    </Stack>
  </Box>
);
