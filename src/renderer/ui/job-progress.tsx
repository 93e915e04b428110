import { Button, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { managersJobs } from '../../shared/contract/oversight.ts';
import type { Job, Role } from '../../shared/model.ts';
import { subscribe } from '../bridge.ts';
import { FailureAlert } from './failure-alert.tsx';
import { type Sample, speedOf } from './job-speed.ts';
import { formatBytes, formatDuration } from './quantity.ts';
import { useSession } from './role.tsx';
import { type Tone, StatusBadge } from './status-badge.tsx';
import { useCommand } from './use-command.ts';
import { useQuery } from './use-query.ts';

interface JobProgressProps {
  readonly jobId: string;
  /** Called once, when the work has ended in whatever way. */
  readonly onEnd?: (job: Job) => void;
}

const states: Readonly<Record<Job['state'], readonly [Tone, string]>> = {
  queued: ['neutral', 'Waiting for its turn'],
  running: ['neutral', 'Working'],
  done: ['good', 'Finished and checked'],
  failed: ['bad', 'Failed'],
  cancelled: ['warning', 'Stopped'],
};

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');
/** How an amount of each unit is said. */
const amountOf: Readonly<Record<Job['unit'], (value: number) => string>> = {
  bytes: formatBytes,
  pictures: (value) => `${number(value)} pictures`,
  items: number,
};

const howMuch = ({ done, total, unit }: Job): string => {
  if (total === null) return amountOf[unit](done);
  // Bytes go over from MB to GB as they grow; of pictures the word is said once.
  return `${unit === 'bytes' ? formatBytes(done) : number(done)} of ${amountOf[unit](total)}`;
};

const mayStop = (role: Role, { kind }: Job): boolean =>
  role === 'officer' || (role === 'manager' && managersJobs.includes(kind));

const hasEnded = (job: Job): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

/** Long work as it goes on: step, amount, speed, time left, a way to stop it, and how it ended, in words. */
export function JobProgress({ jobId, onEnd }: JobProgressProps): ReactNode {
  const { person } = useSession();
  const { job, samples, failure } = useJob(jobId);
  const cancel = useCommand('jobs.cancel');
  const told = useRef(false);
  useEffect(() => {
    if (job === null || told.current || !hasEnded(job)) return;
    told.current = true;
    onEnd?.(job);
  }, [job, onEnd]);
  if (job === null)
    return failure === null ? (
      <Text c="dimmed">Waiting for news of the work…</Text>
    ) : (
      <FailureAlert failure={failure} />
    );

  const [tone, words] = states[job.state];
  return (
    <Card withBorder padding="md" maw={880}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{job.title}</Text>
          <div role="status">
            <StatusBadge tone={tone}>{words}</StatusBadge>
          </div>
        </Group>
        {job.state === 'running' ? <Running job={job} samples={samples} /> : null}
        {job.state === 'failed' ? (
          <FailureAlert
            failure={{ code: 'unavailable', message: job.failure ?? 'The work failed, and no reason was recorded.' }}
          />
        ) : null}
        {job.state === 'cancelled' ? <Text>{job.failure ?? 'It was stopped before it was finished.'}</Text> : null}
        <FailureAlert failure={cancel.failure} />
        {hasEnded(job) || !mayStop(person.role, job) ? null : (
          <Group>
            <Button variant="default" loading={cancel.busy} onClick={() => void cancel.run({ jobId: job.id })}>
              Stop this
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Running({ job, samples }: { readonly job: Job; readonly samples: readonly Sample[] }): ReactNode {
  const { perSecond, leftMs } = speedOf(samples, job.total);
  const amount = amountOf[job.unit];
  const percent = job.total === null || job.total === 0 ? null : Math.min(100, (job.done / job.total) * 100);
  const parts = [
    howMuch(job),
    perSecond === null ? null : `${amount(perSecond)} a second`,
    leftMs === null ? null : `about ${formatDuration(leftMs)} left`,
  ];
  return (
    <>
      <Text>{job.step}</Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent ?? 100} animated={percent === null} aria-label={`${job.title}: ${job.step}`} />
      </Progress.Root>
      <Text className="figures-steady" c="dimmed">
        {parts.filter((part) => part !== null).join(' · ')}
      </Text>
    </>
  );
}

/** The newest news of one job: what the core announces, and the list for what happened before this screen opened. */
function useJob(jobId: string) {
  const listed = useQuery('jobs.list', {}, ['jobs']);
  const [heard, setHeard] = useState<{ readonly job: Job; readonly samples: readonly Sample[] } | null>(null);
  useEffect(() => {
    setHeard(null);
    return subscribe((message) => {
      if (message.name !== 'job.progress' || message.data.id !== jobId) return;
      const job = message.data;
      const sample = { atMs: performance.now(), done: job.done };
      setHeard((before) => ({
        job,
        // Another step counts from the beginning again.
        samples: before?.job.step === job.step ? [...before.samples, sample].slice(-40) : [sample],
      }));
    });
  }, [jobId]);
  const fromList = listed.data?.find((job) => job.id === jobId) ?? null;
  const current = heard !== null && heard.job.id === jobId ? heard.job : null;
  const job = fromList !== null && hasEnded(fromList) ? fromList : (current ?? fromList);
  return { job, samples: heard?.samples ?? [], failure: listed.failure };
}
