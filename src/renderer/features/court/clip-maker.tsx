import { Button, Card, Group, NativeSelect, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LineInput } from '../../ui/form.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { markedStretch, PictureChoice, type Pictures } from './picture-choice.tsx';

interface ClipMakerProps {
  /** The clip is made for this case, also when another case holds the recording. */
  readonly caseId: string;
  readonly recordings: readonly { readonly id: string; readonly label: string }[];
}

/** Cuts a stretch out of a recording. It stands in the list of clips once it was proved. */
export function ClipMaker({ caseId, recordings }: ClipMakerProps) {
  const [isOpen, setOpen] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  if (recordings.length === 0) return null;
  return (
    <Stack gap="sm">
      {jobId !== null && <JobProgress key={jobId} jobId={jobId} />}
      {isOpen ? (
        <ClipFields
          caseId={caseId}
          recordings={recordings}
          onCancel={() => setOpen(false)}
          onStarted={(id) => {
            setJobId(id);
            setOpen(false);
          }}
        />
      ) : (
        <Button variant="default" w="fit-content" onClick={() => setOpen(true)}>
          Cut a clip
        </Button>
      )}
    </Stack>
  );
}

interface ClipFieldsProps extends ClipMakerProps {
  readonly onStarted: (jobId: string) => void;
  readonly onCancel: () => void;
}

type Way = 'copy' | 'exact';

function ClipFields({ caseId, recordings, onStarted, onCancel }: ClipFieldsProps) {
  const [recordingId, setRecordingId] = useState(recordings[0]?.id ?? '');
  const [typed, setTyped] = useState<Pictures | null>(null);
  const places = useQuery('clips.places', { recordingId }, ['viewings', 'recordings']);
  const [way, setWay] = useState<Way>('copy');
  const [reason, setReason] = useState('');
  const make = useCommand('clips.make');
  const pictures = typed ?? markedStretch(places.data ?? []) ?? { first: 1, last: '' };
  const { first, last } = pictures;
  const wish =
    first === '' || last === '' || first < 1 || last < first
      ? null
      : { recordingId, from: first - 1, to: last - 1, caseId };
  const start = async (): Promise<void> => {
    if (wish === null) return;
    const answer = await make.run({ ...wish, way, reason });
    if (answer !== null) onStarted(answer.jobId);
  };
  const picture = (name: keyof Pictures, label: string) => (
    <PictureChoice
      label={label}
      value={pictures[name]}
      places={places.data ?? []}
      onChange={(value) => setTyped({ ...pictures, [name]: value })}
    />
  );
  return (
    <Card withBorder component="section" aria-label="Cut a clip">
      <Stack gap="sm">
        <FailureAlert failure={make.failure ?? places.failure} />
        <NativeSelect
          label="Out of"
          value={recordingId}
          onChange={(event) => {
            setRecordingId(event.currentTarget.value);
            setTyped(null); // pictures of the other recording
          }}
          data={recordings.map(({ id, label }) => ({ value: id, label }))}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {picture('first', 'First picture')}
          {picture('last', 'Last picture')}
        </SimpleGrid>
        {wish !== null && <Foreseen wish={wish} />}
        <Radio.Group
          label="How it is cut"
          value={way}
          onChange={(value) => setWay(value === 'exact' ? 'exact' : 'copy')}
        >
          <Stack gap={6} mt={6}>
            <Radio
              value="copy"
              label="Copy the pictures as they are"
              description="Nothing is coded anew. It begins with the key picture at or before the first one; where that is, is said with the clip."
            />
            <Radio
              value="exact"
              label="Cut exactly, coded anew"
              description="Begins and ends with the very pictures chosen, and is marked as coded anew wherever it is shown."
            />
          </Stack>
        </Radio.Group>
        <LineInput
          label="What the clip is for"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button disabled={wish === null || reason.trim() === ''} loading={make.busy} onClick={() => void start()}>
            Cut it
          </Button>
          <Button variant="default" onClick={onCancel}>
            Do not cut
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** When the pictures chosen were recorded. */
function Foreseen({ wish }: { readonly wish: { recordingId: string; from: number; to: number; caseId: string } }) {
  const found = useQuery('clips.foresee', wish, ['recordings']);
  if (found.data === null) return <FailureAlert failure={found.failure} />;
  const { frameCount, stretch } = found.data;
  if (stretch === null)
    return (
      <Text role="status" c="var(--mantine-color-error)">
        The recording has {frameCount} pictures. Choose a first and a last one of them.
      </Text>
    );
  const { recorded, corrected, milliseconds } = stretch;
  return (
    <Text role="status" size="sm">
      {(milliseconds / 1000).toFixed(1)} seconds; the recording has {frameCount} pictures.{' '}
      {recorded === null
        ? 'The recording states no time.'
        : `Recorder’s clock ${formatWallClock(recorded.from)} to ${formatWallClock(recorded.to)}. `}
      {corrected !== null && `Corrected ${formatWallClock(corrected.from)} to ${formatWallClock(corrected.to)}.`}
    </Text>
  );
}
