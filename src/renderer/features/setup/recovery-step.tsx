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
  readonly sheets: Output<'setup.finish'>;
  /** The command that prints them: they were made at set-up, at recovery or in a session. */
  readonly print: 'setup.printSheet' | 'recovery.printSheet' | 'people.printSheet';
  readonly title?: string;
  readonly doneLabel: string;
  readonly onNext: () => void;
}

type Half = Output<'setup.finish'>['recoveryHalves'][number];

/** The two halves are shown here once. Threat: one person with both halves opens the vault without anybody's password. */
export function RecoveryStep(props: RecoveryStepProps): ReactNode {
  const { enrolmentId, sheets, print, onNext } = props;
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
      title={props.title ?? 'Two sheets, two people'}
      description="If a password is lost, both halves together open the vault; one alone is useless. They are shown now and never again. Print each sheet and hand it to its holder."
      onSubmit={submit}
      actions={<Button type="submit">{props.doneLabel}</Button>}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {sheets.recoveryHalves.map((half) => (
          <HalfCard key={half.role} half={half} enrolmentId={enrolmentId} printWith={print} />
        ))}
      </SimpleGrid>
      <div>
        <Text c="dimmed" size="sm">
          Fingerprint of the signing certificate; it stands on both sheets and on every disc label
        </Text>
        <HashText value={sheets.certificateFingerprint} />
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

interface HalfCardProps {
  readonly half: Half;
  readonly enrolmentId: string;
  readonly printWith: RecoveryStepProps['print'];
}

function HalfCard({ half, enrolmentId, printWith }: HalfCardProps): ReactNode {
  const print = useCommand(printWith);
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
