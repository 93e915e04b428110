import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { ClauseQuote } from './clause.tsx';

const titles: Readonly<Record<FailureCode, string>> = {
  'invalid-input': 'Not accepted',
  'signed-out': 'Nobody is signed in',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  conflict: 'Not possible now',
  clause: 'The code of practice does not allow this',
  integrity: 'Damage found',
  cancelled: 'Stopped',
  unavailable: 'This could not be done',
  unexpected: 'The application made a mistake',
};

/** Says in words what did not happen and what to do. Announced at once; never green; nothing when there is no failure. */
export function FailureAlert({ failure }: { readonly failure: Failure | null }): ReactNode {
  if (failure === null) return null;
  const wasStopped = failure.code === 'cancelled';
  return (
    <Alert
      role="alert"
      variant="outline"
      color={wasStopped ? 'gray' : 'red'}
      className={wasStopped ? 'notice' : 'notice notice-bad'}
      icon={<IconAlertTriangle aria-hidden />}
      title={titles[failure.code]}
    >
      <Stack gap={4}>
        <Text size="md">{failure.message}</Text>
        {failure.clause === undefined ? null : <ClauseQuote clause={failure.clause} />}
        {failure.reference === undefined ? null : (
          <Text size="sm" c="dimmed">
            Log reference for your IT contact: <span className="code">{failure.reference}</span>
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
