import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useCommand } from '../../ui/use-command.ts';

/** Destroys what has reached its last lawful day. There is nothing to decide: the day is the day. */
export function DisposeDue(): ReactNode {
  const dispose = useCommand('retention.disposeDue');
  const [jobId, setJobId] = useState<string | null>(null);
  const [isNothing, setNothing] = useState(false);
  const start = async (): Promise<void> => {
    const answer = await dispose.run({});
    if (answer === null) return;
    setJobId(answer.jobId);
    setNothing(answer.jobId === null);
  };
  return (
    <Card maw={880} component="section" aria-labelledby="dispose-due">
      <Stack gap="sm">
        <Title order={2} id="dispose-due">
          Dispose of what is due
        </Title>
        <Text>
          Every recording past its last day is destroyed for good: its key first, then the file. A certificate is made
          for each and a line is written to the ledger.
        </Text>
        <ClauseQuote clause="4.6" />
        <FailureAlert failure={dispose.failure} />
        {isNothing ? <Text role="status">Nothing is past its last day.</Text> : null}
        {jobId === null ? (
          <Group>
            <Button loading={dispose.busy} onClick={() => void start()}>
              Dispose now
            </Button>
          </Group>
        ) : (
          <JobProgress jobId={jobId} />
        )}
      </Stack>
    </Card>
  );
}
