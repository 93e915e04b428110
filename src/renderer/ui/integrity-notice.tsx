import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { subscribe } from '../bridge.ts';
import { FailureAlert } from './failure-alert.tsx';
import { FullScreen } from './full-screen.tsx';
import { Page } from './page.tsx';

interface Damage {
  readonly item: string;
  readonly message: string;
}

/**
 * Stands in place of every screen while damage has been announced and nobody has read it: what was shown is gone from
 * the window, a running video included.
 */
export function IntegrityGate({
  children,
  onRead,
}: {
  readonly children: ReactNode;
  readonly onRead: () => void;
}): ReactNode {
  const [found, setFound] = useState<readonly Damage[]>([]);
  useEffect(
    () =>
      subscribe((message) => {
        if (message.name === 'integrity.failed') setFound((before) => [...before, message.data]);
      }),
    [],
  );
  const goOn = (): void => {
    setFound([]);
    onRead();
  };
  if (found.length === 0) return children;
  return (
    <FullScreen width={720}>
      <Page title="Damage was found">
        <Stack>
          <Text>
            Something in the vault is not what was sealed. What was on the screen has been stopped. It is written in the
            ledger. Do not use what is named here as evidence; tell the Safer Neighbourhoods Manager now.
          </Text>
          {found.map(({ item, message }, index) => (
            <FailureAlert
              key={`${String(index)}${item}`}
              failure={{ code: 'integrity', message: message.startsWith(item) ? message : `${item}: ${message}` }}
            />
          ))}
          <Button onClick={goOn}>I have read this</Button>
        </Stack>
      </Page>
    </FullScreen>
  );
}
