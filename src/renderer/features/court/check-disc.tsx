import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useCommand } from '../../ui/use-command.ts';
import type { Disc } from './court-words.ts';
import { DriveSelect } from './drive-select.tsx';

/** Reads a disc again and compares every byte with what was burned. */
export function CheckDisc({ disc, onDone }: { readonly disc: Disc; readonly onDone: () => void }) {
  const [driveId, setDriveId] = useState('');
  const [sent, setSent] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const check = useCommand('discs.check');
  const error = sent && driveId === '' ? 'Choose the drive the disc is in.' : undefined;

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (driveId === '') return { driveId: 'missing' };
    const started = await check.run({ discId: disc.id, driveId });
    if (started !== null) setJobId(started.jobId);
    return undefined;
  };

  if (jobId !== null)
    return (
      <Stack>
        <JobProgress jobId={jobId} />
        <Button variant="default" onClick={onDone} w="fit-content">
          Close
        </Button>
      </Stack>
    );
  return (
    <FormCard
      title={`Check ${disc.number} again`}
      description="The whole disc is read and compared with what was burned. Do this before a hearing."
      headingOrder={3}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={check.busy}>
            Read the disc
          </Button>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        </>
      }
    >
      <FailureAlert failure={check.failure} />
      <DriveSelect value={driveId} onChange={setDriveId} error={error} wanted="written" />
    </FormCard>
  );
}
