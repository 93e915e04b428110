import { Button, Group, Radio, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { Notice } from '../footage/notice.tsx';
import type { BackupDrive } from './backup-drive-card.tsx';

type How = 'destroyed' | 'lost';

const consequence: Readonly<Record<How, string>> = {
  destroyed: 'Say how it was destroyed and who saw it. Disposals no longer have to reach it.',
  lost: 'An incident is opened. What lies on the drive is sealed, but it opens with the passwords and recovery sheets of the day it was last connected.',
};

/** The drive takes part no more: destroyed, or lost, which is a breach of its own. */
export function RetireDrive({
  drive,
  onDone,
}: {
  readonly drive: BackupDrive;
  readonly onDone: () => void;
}): ReactNode {
  const [how, setHow] = useState<How>('destroyed');
  const [isAsking, setAsking] = useState(false);
  const retire = useCommand('backups.retire');
  const send = async (password: string, reasons: string): Promise<void> => {
    if ((await retire.run({ driveId: drive.id, how, reasons, password })) !== null) onDone();
  };
  return (
    <Notice title={`Take ${drive.number} out of use`}>
      <Stack>
        <Radio.Group
          label="What became of the drive"
          value={how}
          onChange={(value) => setHow(value === 'lost' ? 'lost' : 'destroyed')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="destroyed" label="It was destroyed" />
            <Radio value="lost" label="It is lost or was stolen" />
          </Stack>
        </Radio.Group>
        <Group>
          <Button onClick={() => setAsking(true)}>Continue</Button>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        </Group>
      </Stack>
      <StepUpDialog
        opened={isAsking}
        title={`${drive.number} out of use`}
        description={consequence[how]}
        onClose={() => setAsking(false)}
        onConfirm={(password, reasons) => void send(password, reasons)}
        withReasons
        confirmLabel="Take out of use"
        busy={retire.busy}
        failure={retire.failure}
      />
    </Notice>
  );
}
