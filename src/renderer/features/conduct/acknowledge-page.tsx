import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { CodeText } from './code-text.tsx';

interface AcknowledgePageProps {
  /** For a person who first wants to look something up: reading and locking work meanwhile. */
  readonly onReadOnly: () => void;
}

/** Stands between the sign-in and the work until the version in force is acknowledged, the text in front of the person. */
export function AcknowledgePage({ onReadOnly }: AcknowledgePageProps): ReactNode {
  const { lock, person } = useSession();
  const { data, failure, loading } = useQuery('code.read', {}, ['settings']);
  const acknowledge = useCommand('code.acknowledge');
  return (
    <FullScreen width={960}>
      <Page
        title="The code of practice"
        description={
          data === null ? undefined : (
            <>
              Version {data.inForce.version}, {data.inForce.dated}, in force since{' '}
              <DayText value={data.inForce.effectiveOn} />
            </>
          )
        }
        actions={
          <Button variant="default" onClick={lock}>
            Lock (F9)
          </Button>
        }
      >
        <Stack>
          {loading ? <Reading what="Opening the code of practice" /> : null}
          <FailureAlert failure={failure ?? acknowledge.failure} />
          {data === null ? null : (
            <>
              <CodeText text={data.text} headingOrder={2} />
              <ClauseQuote clause="7.2" />
              <Text>It is entered in the ledger with your name, {person.name}, and the fingerprint of this text.</Text>
              <Group>
                <Button
                  loading={acknowledge.busy}
                  onClick={() => void acknowledge.run({ version: data.inForce.version })}
                >
                  I have read version {data.inForce.version} and will work by it
                </Button>
                <Button variant="default" onClick={onReadOnly}>
                  Not now, only look things up
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </Page>
    </FullScreen>
  );
}
