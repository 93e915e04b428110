import { Button, Group, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';

interface PrintButtonProps {
  readonly documentId: string;
  /** As small as the buttons beside it in a row of a register. */
  readonly compact?: boolean;
  readonly children: ReactNode;
}

/**
 * Prints one document of the vault; says whether it went to the printer or the person thought better of it. An auditor
 * reads here and takes nothing away on paper: no button for them.
 */
export function PrintButton({ documentId, compact = false, children }: PrintButtonProps) {
  const { person } = useSession();
  const print = useCommand('documents.print');
  const [outcome, setOutcome] = useState<string | null>(null);
  const start = async (): Promise<void> => {
    const done = await print.run({ documentId });
    if (done !== null) setOutcome(done.printed ? 'Sent to the printer.' : 'Not printed.');
  };
  if (person.role === 'auditor') return null;
  return (
    <Group gap="sm">
      <Button
        variant="default"
        size={compact ? 'compact-sm' : 'sm'}
        leftSection={<IconPrinter size={compact ? 16 : 18} aria-hidden />}
        loading={print.busy}
        onClick={() => void start()}
      >
        {children}
      </Button>
      {outcome !== null && (
        <Text size="sm" c="dimmed" role="status">
          {outcome}
        </Text>
      )}
      <FailureAlert failure={print.failure} />
    </Group>
  );
}
