import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { Page } from '../../ui/page.tsx';

/** The vault cannot be trusted, so nothing of it is shown and nobody signs in. */
export const DamagedPage = ({ notice }: { readonly notice: string | null }): ReactNode => (
  <FullScreen width={720}>
    <Page title="The vault is damaged">
      <Stack>
        <FailureAlert
          failure={{ code: 'integrity', message: notice ?? 'The vault did not pass its check when it was opened.' }}
        />
        <Text>
          Nothing can be opened or changed until this has been looked into. Leave the laptop as it is, note the date and
          time, and tell the Safer Neighbourhoods Manager and your IT contact.
        </Text>
      </Stack>
    </Page>
  </FullScreen>
);
