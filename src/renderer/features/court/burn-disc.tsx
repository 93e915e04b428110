import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { burnResult, copyWords, type Disc } from './court-words.ts';
import { DriveSelect } from './drive-select.tsx';
import { Notice } from '../footage/notice.tsx';

const copies = Object.keys(copyWords) as Disc['copy'][];

/** Burns an approved bundle: burn, close, read every file back, compare, register. */
export function BurnDisc({ bundleId }: { readonly bundleId: string }) {
  const [copy, setCopy] = useState<Disc['copy']>('master');
  const [driveId, setDriveId] = useState('');
  const [sent, setSent] = useState(false);
  const [started, setStarted] = useState<{ readonly discId: string; readonly jobId: string } | null>(null);
  const [ended, setEnded] = useState<'done' | 'otherwise' | null>(null);
  const burn = useCommand('discs.burn');

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (driveId === '') return { driveId: 'missing' };
    const going = await burn.run({ bundleId, copy, driveId });
    setEnded(null);
    if (going !== null) setStarted(going);
    return undefined;
  };
  if (started !== null)
    return (
      <Stack>
        {ended !== 'done' && (
          <JobProgress jobId={started.jobId} onEnd={({ state }) => setEnded(state === 'done' ? 'done' : 'otherwise')} />
        )}
        {ended !== null && <BurnResult discId={started.discId} onAnother={() => setStarted(null)} />}
      </Stack>
    );
  return (
    <FormCard
      title="Burn a disc"
      description="The disc is burned, closed, and read back in full. Only then does it count."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={burn.busy}>
          Burn
        </Button>
      }
    >
      <FailureAlert failure={burn.failure} />
      <NativeSelect
        label="Copy"
        maw={420}
        value={copy}
        onChange={(event) => setCopy(copies.find((known) => known === event.currentTarget.value) ?? 'master')}
        data={copies.map((value) => ({ value, label: copyWords[value] }))}
      />
      <DriveSelect
        value={driveId}
        onChange={setDriveId}
        error={sent && driveId === '' ? 'Choose the drive to burn in.' : undefined}
        wanted="blank"
      />
      <Text size="sm" c="dimmed">
        Discs that can be written again are refused.
      </Text>
    </FormCard>
  );
}

function BurnResult({ discId, onAnother }: { readonly discId: string; readonly onAnother: () => void }) {
  const discs = useQuery('discs.list', {}, ['court']);
  const disc = discs.data?.find(({ id }) => id === discId);
  if (disc === undefined) return <FailureAlert failure={discs.failure} />;
  const { good, title, words } = burnResult(disc);
  return (
    <Notice tone={good ? 'good' : 'bad'} title={title}>
      <Stack align="flex-start">
        {words}
        <Button variant="default" onClick={onAnother}>
          Burn another disc
        </Button>
      </Stack>
    </Notice>
  );
}
