import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { useQuery } from '../../ui/use-query.ts';
import { type Drive, mediaWords } from './court-words.ts';

interface DriveSelectProps {
  readonly value: string;
  readonly onChange: (driveId: string) => void;
  readonly error?: string | undefined;
  /** What should lie in the drive. */
  readonly wanted: Drive['media'];
}

const describe = ({ name, media, capacityBytes }: Drive): string =>
  `${name}: ${mediaWords[media]}${capacityBytes === null ? '' : `, ${formatBytes(capacityBytes)}`}`;

/** The disc drives as they are now; discs are put in meanwhile, so it can look again. */
export function DriveSelect({ value, onChange, error, wanted }: DriveSelectProps) {
  const drives = useQuery('drives.list', {}, []);
  if (drives.loading) return <Reading what="Looking for disc drives" />;
  const chosen = drives.data?.find(({ id }) => id === value);
  return (
    <>
      <FailureAlert failure={drives.failure} />
      {drives.data?.length === 0 && <Text>No disc drive was found. Connect one and look again.</Text>}
      <Group align="flex-end">
        <NativeSelect
          label="Drive"
          flex={1}
          maw={420}
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: 'Choose a drive' },
            ...(drives.data ?? []).map((drive) => ({ value: drive.id, label: describe(drive) })),
          ]}
        />
        <Button variant="default" onClick={drives.reload}>
          Look again
        </Button>
      </Group>
      {chosen !== undefined && chosen.media !== wanted && chosen.media !== 'unknown' && (
        <Text role="status">
          {wanted === 'blank'
            ? 'Put a blank write-once disc into this drive, then look again.'
            : 'Put the disc into this drive, then look again.'}
        </Text>
      )}
    </>
  );
}
