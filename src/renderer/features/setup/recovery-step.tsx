import { Button, Card, Checkbox, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard } from '../../ui/form.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { roleWords } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';

interface RecoveryStepProps {
  readonly enrolmentId: string;
  readonly finished: Output<'setup.finish'>;
  readonly onNext: () => void;
}

type Half = Output<'setup.finish'>['recoveryHalves'][number];

/** The two halves are shown here once. Threat: one person with both halves opens the vault without anybody's password. */
export function RecoveryStep({ enrolmentId, finished, onNext }: RecoveryStepProps): ReactNode {
  const [areApart, setApart] = useState(false);
  const [wasTried, setTried] = useState(false);
  const submit = (): FieldErrors => {
    setTried(true);
    if (!areApart) return { apart: 'missing' };
    onNext();
    return {};
  };
  return (
    <FormCard
      title="Two sheets, two people"
      description="If a password is lost, both halves together open the vault; one alone is useless. They are shown now and never again. Print each sheet and hand it to its holder."
      onSubmit={submit}
      actions={<Button type="submit">Finish set-up</Button>}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {finished.recoveryHalves.map((half) => (
          <HalfCard key={half.role} half={half} enrolmentId={enrolmentId} />
        ))}
      </SimpleGrid>
      <div>
        <Text c="dimmed" size="sm">
          Fingerprint of the signing certificate; it stands on both sheets and on every disc label
        </Text>
        <HashText value={finished.certificateFingerprint} />
      </div>
      <Checkbox
        name="apart"
        label="Both sheets are with their holders and are kept apart, in two different places."
        checked={areApart}
        error={wasTried && !areApart ? 'The set-up ends when this is so.' : undefined}
        onChange={(event) => setApart(event.currentTarget.checked)}
      />
    </FormCard>
  );
}

function HalfCard({ half, enrolmentId }: { readonly half: Half; readonly enrolmentId: string }): ReactNode {
  const print = useCommand('setup.printSheet');
  const [printed, setPrinted] = useState<boolean | null>(null);
  const start = async (): Promise<void> => {
    const answer = await print.run({ enrolmentId, role: half.role });
    if (answer !== null) setPrinted(answer.printed);
  };
  return (
    <Card padding="md">
      <Stack gap="sm">
        <div>
          <Title order={3}>{half.holder}</Title>
          <Text c="dimmed">{roleWords[half.role]}</Text>
        </div>
        <Text className="code recovery-code">{half.code}</Text>
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            loading={print.busy}
            onClick={() => void start()}
          >
            Print the sheet of {half.holder}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" role="status">
          {printed === null
            ? 'Not printed yet.'
            : printed
              ? 'Sent to the printer.'
              : 'Not printed: the printing was stopped.'}
        </Text>
        <FailureAlert failure={print.failure} />
      </Stack>
    </Card>
  );
}
