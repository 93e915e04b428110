import { Button, Stack, Text } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { failureOf } from '../bridge.ts';
import { FailureAlert } from './failure-alert.tsx';
import { Page } from './page.tsx';

export const NotFoundPage = (): ReactNode => (
  <Page title="There is no such screen">
    <Stack align="flex-start">
      <Text>The place you came from points to something that does not exist.</Text>
      <Button component={Link} to="/today">
        Go to Today
      </Button>
    </Stack>
  </Page>
);

/** A mistake of a screen: said plainly; nothing was changed by it. */
export const ErrorPage = ({ error, reset }: ErrorComponentProps): ReactNode => (
  <Page title="This screen could not be shown">
    <Stack align="flex-start">
      <FailureAlert failure={failureOf(error)} />
      <Button onClick={reset}>Try again</Button>
    </Stack>
  </Page>
);
