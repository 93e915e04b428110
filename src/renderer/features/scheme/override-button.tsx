import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useCommand } from '../../ui/use-command.ts';
import type { Deployment } from './deployment-words.ts';

/** CoP 5.1: the manager may let a camera hang without an approved PIA, and answers for it with an incident. */
export function OverrideButton({ deployment }: { readonly deployment: Deployment }): ReactNode {
  const override = useCommand('deployments.override');
  const [isOpen, setOpen] = useState(false);
  const { id, number, place, state, ground } = deployment;
  if (ground !== null || state === 'removed' || state === 'withdrawn') return null;
  const send = async (password: string, reasons: string): Promise<void> => {
    if ((await override.run({ deploymentId: id, reasons, password })) !== null) setOpen(false);
  };
  return (
    <Group>
      <Button
        variant="default"
        onClick={() => {
          override.clear();
          setOpen(true);
        }}
      >
        Allow it without a PIA
      </Button>
      <Text c="dimmed">No approved PIA is in force for this place.</Text>
      <StepUpDialog
        opened={isOpen}
        title={`Allow ${number} without a PIA`}
        description={`A camera may then hang at ${place} without an approved PIA. An incident is opened with your name and your reasons.`}
        onClose={() => setOpen(false)}
        onConfirm={(password, reasons) => void send(password, reasons)}
        withReasons
        confirmLabel="Allow it, and open an incident"
        busy={override.busy}
        failure={override.failure}
      />
    </Group>
  );
}
