import { Button, Checkbox, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { burnResult, copyWords, type Disc, type DiscSet, nextOfSet } from './court-words.ts';
import { DiscCount } from './disc-count.tsx';
import { DriveSelect } from './drive-select.tsx';
import { Notice } from '../footage/notice.tsx';

const copies = Object.keys(copyWords) as Disc['copy'][];
const NEW = '';

/** Burns an approved bundle, on one disc or a set: burn, close, read every file back, compare, register. */
export function BurnDisc({ bundleId }: { readonly bundleId: string }) {
  const [started, setStarted] = useState<{ readonly discId: string; readonly jobId: string } | null>(null);
  const [ended, setEnded] = useState<'done' | 'otherwise' | null>(null);
  const sets = useQuery('discs.sets', { bundleId }, ['court']);
  const open = (sets.data ?? []).filter(({ missing, isGivenUp }) => missing.length > 0 && !isGivenUp);
  if (started !== null)
    return (
      <Stack>
        {ended !== 'done' && (
          <JobProgress jobId={started.jobId} onEnd={({ state }) => setEnded(state === 'done' ? 'done' : 'otherwise')} />
        )}
        {ended !== null && (
          <BurnResult discId={started.discId} sets={sets.data ?? []} onAnother={() => setStarted(null)} />
        )}
      </Stack>
    );
  return (
    <>
      <FailureAlert failure={sets.failure} />
      <BurnForm
        key={open.map(({ id }) => id).join()}
        bundleId={bundleId}
        open={open}
        onStarted={(going) => {
          setEnded(null);
          setStarted(going);
        }}
      />
    </>
  );
}

interface BurnFormProps {
  readonly bundleId: string;
  /** Sets of which a disc is still to be burned. */
  readonly open: readonly DiscSet[];
  readonly onStarted: (going: { readonly discId: string; readonly jobId: string }) => void;
}

function BurnForm({ bundleId, open, onStarted }: BurnFormProps) {
  const [copy, setCopy] = useState<Disc['copy']>('master');
  const [driveId, setDriveId] = useState('');
  const [setId, setSetId] = useState<string>(open[0]?.id ?? NEW);
  const [severalDiscs, setSeveralDiscs] = useState(false);
  const [sent, setSent] = useState(false);
  const burn = useCommand('discs.burn');
  const goingOn = open.find(({ id }) => id === setId);

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (driveId === '') return { driveId: 'missing' };
    const how = goingOn === undefined ? (severalDiscs ? { severalDiscs } : {}) : { setId: goingOn.id };
    const going = await burn.run({ bundleId, copy: goingOn?.copy ?? copy, driveId, ...how });
    if (going !== null) onStarted(going);
    return undefined;
  };
  return (
    <FormCard
      title="Burn a disc"
      description="The disc is burned, closed, and read back in full. Only then does it count."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={burn.busy}>
          {goingOn === undefined ? 'Burn' : `Burn disc ${goingOn.missing[0]} of ${goingOn.size}`}
        </Button>
      }
    >
      <FailureAlert failure={burn.failure} />
      {open.length > 0 && (
        <NativeSelect
          label="Set of discs"
          description="A set counts when each of its discs was read back. The discs of one set belong together."
          maw={620}
          value={setId}
          onChange={(event) => setSetId(event.currentTarget.value)}
          data={[
            ...open.map((set) => ({ value: set.id, label: `Go on: ${nextOfSet(set)}` })),
            { value: NEW, label: 'Begin a new copy' },
          ]}
        />
      )}
      {goingOn === undefined && (
        <NativeSelect
          label="Copy"
          maw={420}
          value={copy}
          onChange={(event) => setCopy(copies.find((known) => known === event.currentTarget.value) ?? 'master')}
          data={copies.map((value) => ({ value, label: copyWords[value] }))}
        />
      )}
      <DriveSelect
        value={driveId}
        onChange={setDriveId}
        error={sent && driveId === '' ? 'Choose the drive to burn in.' : undefined}
        wanted="blank"
      />
      {goingOn === undefined && driveId !== '' && (
        <>
          <DiscCount key={driveId} bundleId={bundleId} driveId={driveId} />
          <Checkbox
            label="Use several discs when the bundle does not fit on one"
            checked={severalDiscs}
            onChange={(event) => setSeveralDiscs(event.currentTarget.checked)}
          />
        </>
      )}
      <Text size="sm" c="dimmed">
        Discs that can be written again are refused.
      </Text>
    </FormCard>
  );
}

interface BurnResultProps {
  readonly discId: string;
  readonly sets: readonly DiscSet[];
  readonly onAnother: () => void;
}

function BurnResult({ discId, sets, onAnother }: BurnResultProps) {
  const discs = useQuery('discs.list', {}, ['court']);
  const disc = discs.data?.find(({ id }) => id === discId);
  if (disc === undefined) return <FailureAlert failure={discs.failure} />;
  const { good, title, words } = burnResult(disc);
  const set = sets.find(({ id }) => id === disc.setId);
  const next = set?.missing[0];
  return (
    <Notice tone={good ? 'good' : 'bad'} title={title}>
      <Stack align="flex-start">
        {words}
        {set !== undefined && (
          <Text>
            {next === undefined
              ? `The set is complete: all ${set.size} discs of it were read back.`
              : `The set is not complete: put in the next blank disc for disc ${next} of ${set.size}.`}
          </Text>
        )}
        <Button variant={next === undefined ? 'default' : 'filled'} onClick={onAnother}>
          {next === undefined ? 'Burn another disc' : `Go on with disc ${next} of ${set?.size}`}
        </Button>
      </Stack>
    </Notice>
  );
}
