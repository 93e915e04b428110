import { Button, Group, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What to do first. */
export const FinishedStep = ({ onDone }: { readonly onDone: () => void }): ReactNode => (
  <Stack>
    <Text>The vault is made and locked. From now on everything that is done is written to its ledger.</Text>
    <List spacing={4}>
      <List.Item>The officer signs in, registers the memory sticks under Settings and opens the first case.</List.Item>
      <List.Item>The manager signs in and checks the viewing purposes and the number of days under Settings.</List.Item>
    </List>
    <Group>
      <Button onClick={onDone}>Go to sign-in</Button>
    </Group>
  </Stack>
);
