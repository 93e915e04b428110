import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { Page } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';

/** The vault cannot be trusted, so nothing of it is shown and nobody signs in until somebody has seen to it. */
export function DamagedPage({ notice }: { readonly notice: string | null }): ReactNode {
  const tryAgain = useCommand('session.tryAgain');
  return (
    <FullScreen width={720}>
      <Page title="The vault cannot be opened">
        <Stack>
          <FailureAlert
            failure={{ code: 'integrity', message: notice ?? 'The vault did not pass its check when it was opened.' }}
          />
          <Text>
            Nothing was deleted by the application, and nothing can be changed until this has been looked into.
          </Text>
          <section aria-labelledby="what-to-do">
            <Title order={2} id="what-to-do" mb="xs">
              What to do
            </Title>
            <List type="ordered" spacing="xs">
              <List.Item>
                Note the date and the time, and tell the Safer Neighbourhoods Manager now (CoP 6.2).
              </List.Item>
              <List.Item>
                Leave the laptop as it is. Do not set up a new vault and copy nothing over this one.
              </List.Item>
              <List.Item>
                Ask your IT contact to look at the disk: whether all of it is there, and whether it is failing.
              </List.Item>
              <List.Item>
                If the disk is well and this stays, the vault is put back from its last backup. The passwords of both
                people still open it; if they are lost, the two recovery sheets do, together.
              </List.Item>
            </List>
          </section>
          <FailureAlert failure={tryAgain.failure} />
          <Group>
            <Button loading={tryAgain.busy} onClick={() => void tryAgain.run({})}>
              It was seen to: try again
            </Button>
          </Group>
        </Stack>
      </Page>
    </FullScreen>
  );
}
