import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { count, formatBytes } from '../../ui/quantity.ts';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { RetireDrive } from './retire-drive.tsx';

export type BackupDrive = Output<'backups.drives'>[number];

interface DriveProps {
  readonly drive: BackupDrive;
  /** Another backup or check is running. */
  readonly isBusy: boolean;
  readonly onStarted: (jobId: string) => void;
}

/** One drive with its state in words and what this person may do with it. */
export function BackupDriveCard({ drive, isBusy, onStarted }: DriveProps): ReactNode {
  const { person } = useSession();
  const [isRetiring, setRetiring] = useState(false);
  const { tone, words } = stateOf(drive);
  const isInUse = drive.retiredAt === null;
  return (
    <Card withBorder component="section" maw={880} aria-label={`Backup drive ${drive.number}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>
            {drive.number}: {drive.label}
          </Title>
          <StatusBadge tone={tone}>{words}</StatusBadge>
        </Group>
        {drive.isBehind ? <Behind drive={drive} /> : null}
        <Facts items={factsOf(drive)} />
        {isInUse && person.role === 'officer' ? (
          <DriveActions drive={drive} isBusy={isBusy} onStarted={onStarted} />
        ) : null}
        {isInUse && person.role === 'manager' ? (
          <Group>
            <Button variant="default" onClick={() => setRetiring(true)}>
              Take out of use<span className="hidden-words">: {drive.number}</span>
            </Button>
          </Group>
        ) : null}
        {isRetiring && isInUse ? <RetireDrive drive={drive} onDone={() => setRetiring(false)} /> : null}
      </Stack>
    </Card>
  );
}

function DriveActions({ drive, isBusy, onStarted }: DriveProps): ReactNode {
  const backup = useCommand('backups.start');
  const check = useCommand('backups.check');
  const begin = async (command: typeof backup | typeof check): Promise<void> => {
    backup.clear();
    check.clear();
    const going = await command.run({ driveId: drive.id });
    if (going !== null) onStarted(going.jobId);
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        Connect {drive.number} and choose a folder on it.
      </Text>
      <Group>
        <Button disabled={isBusy} loading={backup.busy} onClick={() => void begin(backup)}>
          Back up now<span className="hidden-words"> onto {drive.number}</span>
        </Button>
        {drive.connectedAt === null ? null : (
          <Button variant="default" disabled={isBusy} loading={check.busy} onClick={() => void begin(check)}>
            Check every byte<span className="hidden-words"> on {drive.number}</span>
          </Button>
        )}
      </Group>
      <FailureAlert failure={backup.failure ?? check.failure} />
    </>
  );
}

const Behind = ({ drive }: { readonly drive: BackupDrive }): ReactNode => (
  <Text>
    {drive.pending.length === 0
      ? 'Keys were renewed since it was last connected.'
      : `What was destroyed under ${drive.pending
          .slice(0, 5)
          .map(({ number }) => number)
          .join(
            ', ',
          )}${drive.pending.length > 5 ? ` and ${drive.pending.length - 5} more` : ''} can still be opened with it.`}{' '}
    Connect it and back up.
  </Text>
);

function stateOf({ retiredHow, isBehind, checkFaults, backup }: BackupDrive): { tone: Tone; words: string } {
  if (retiredHow !== null) return { tone: 'neutral', words: retiredHow === 'lost' ? 'Lost' : 'Destroyed' };
  if (isBehind) return { tone: 'bad', words: 'Disposals have not reached it' };
  if (checkFaults !== null && checkFaults > 0) return { tone: 'bad', words: 'Not whole when last checked' };
  if (backup === null) return { tone: 'warning', words: 'Holds no finished backup' };
  return { tone: 'good', words: 'Backed up and read back' };
}

const never = 'never';

const factsOf = (drive: BackupDrive) => [
  {
    label: 'Last good backup',
    value: drive.backup === null ? never : <InstantText value={drive.backup.at} />,
  },
  {
    label: 'What it holds',
    value:
      drive.backup === null
        ? 'nothing yet'
        : `${count(drive.backup.objects, 'sealed item')}, ${formatBytes(drive.backup.sealedBytes)}; ledger up to ${drive.backup.witnessCode}`,
  },
  { label: 'Last connected', value: drive.connectedAt === null ? never : <InstantText value={drive.connectedAt} /> },
  {
    label: 'Last checked byte by byte',
    value:
      drive.checkedAt === null ? (
        never
      ) : (
        <>
          <InstantText value={drive.checkedAt} />
          {drive.checkFaults === 0 ? ': whole' : `: ${count(drive.checkFaults ?? 0, 'fault')}`}
        </>
      ),
  },
  { label: 'Kept at', value: drive.keptAt },
  { label: 'Serial number', value: <span className="code">{drive.serial}</span> },
  {
    label: 'Volume, as the drive says',
    value: drive.volumeId === null ? 'not read' : <span className="code">{drive.volumeId}</span>,
  },
  {
    label: 'Registered',
    value: (
      <>
        <InstantText value={drive.registeredAt} /> by {drive.registeredBy}
      </>
    ),
  },
];
