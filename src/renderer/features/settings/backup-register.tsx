import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { BackupDriveCard } from './backup-drive-card.tsx';
import { RegisterDrive } from './register-drive.tsx';

/** The backup drives: what lies on each, what has not reached it, and what can be done with it. */
export function BackupRegister(): ReactNode {
  const { person } = useSession();
  const drives = useQuery('backups.drives', {}, ['backups', 'retention', 'jobs']);
  const jobs = useQuery('jobs.list', {}, ['jobs']);
  const [started, setStarted] = useState<string | null>(null);
  if (drives.data === null) return drives.loading ? <Reading /> : <FailureAlert failure={drives.failure} />;

  const running = jobs.data?.find(({ kind, state }) => kind.startsWith('backup') && state === 'running')?.id;
  const shown = running ?? started;
  const inUse = drives.data.filter(({ retiredAt }) => retiredAt === null);
  const retired = drives.data.filter(({ retiredAt }) => retiredAt !== null);
  return (
    <Stack>
      <Text maw="75ch">
        A backup holds the sealed footage, the registers and what opens them, under the same passwords. It is read back
        before it counts. Each time a drive is connected, what was disposed of since is destroyed on it first.
      </Text>
      <ClauseQuote clause="4.6" />
      {shown === null ? null : <JobProgress key={shown} jobId={shown} />}
      {inUse.length === 0 ? (
        <Text fw={600}>No backup drive is registered: the footage on this laptop exists once.</Text>
      ) : null}
      {inUse.map((drive) => (
        <BackupDriveCard key={drive.id} drive={drive} isBusy={running !== undefined} onStarted={setStarted} />
      ))}
      {person.role === 'manager' ? (
        <RegisterDrive onRegistered={drives.reload} />
      ) : (
        <Text c="dimmed">The Safer Neighbourhoods Manager registers backup drives and takes them out of use.</Text>
      )}
      {retired.map((drive) => (
        <BackupDriveCard key={drive.id} drive={drive} isBusy onStarted={setStarted} />
      ))}
    </Stack>
  );
}
