import { Button, List, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, fieldError, FormCard, LineInput, zodErrors } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';
import { referenceWords } from '../footage/recording-words.ts';

type Question = Output<'clock.read'>['open'][number];
type Answer = Output<'clock.confirm'>;

/** What a reference clock shows, given at the moment it shows it. Also of use when nothing is open: then it is a check. */
export function ConfirmClock({ open }: { readonly open: readonly Question[] }): ReactNode {
  const { person } = useSession();
  const confirm = useCommand('clock.confirm');
  const [fields, setFields] = useState({ reference: '', source: '', seenBy: person.name });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [answer, setAnswer] = useState<Answer | null>(null);
  const submit = async (): Promise<FieldErrors> => {
    const parsed = commands['clock.confirm'].input.safeParse(fields);
    const wrong = zodErrors(commands['clock.confirm'].input, fields);
    setErrors(wrong);
    setAnswer(null);
    if (parsed.success) setAnswer(await confirm.run(parsed.data));
    return wrong;
  };
  return (
    <FormCard
      title="What does a reference clock show?"
      description="Type a time that is about to come, and press the button when the reference shows it. It and its difference from the laptop’s clock are entered in the ledger."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={confirm.busy}>
          It shows this now
        </Button>
      }
    >
      {open.length === 0 ? null : (
        <List>
          {open.map(({ id, said }) => (
            <List.Item key={id}>{said}</List.Item>
          ))}
        </List>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <WallClockInput
          label="The reference shows"
          value={fields.reference}
          onChange={(reference) => setFields({ ...fields, reference })}
          {...fieldError(errors, 'reference')}
        />
        <Stack gap="sm">
          <NativeSelect
            label="Reference"
            value={fields.source}
            onChange={(event) => setFields({ ...fields, source: event.currentTarget.value })}
            data={[
              { value: '', label: 'Choose the reference' },
              ...Object.entries(referenceWords).map(([value, label]) => ({ value, label })),
            ]}
            {...fieldError(errors, 'source')}
          />
          <LineInput
            label="Seen by"
            value={fields.seenBy}
            onChange={(event) => setFields({ ...fields, seenBy: event.currentTarget.value })}
            {...fieldError(errors, 'seenBy')}
          />
        </Stack>
      </SimpleGrid>
      <FailureAlert failure={confirm.failure} />
      <div role="status">
        {answer === null ? null : (
          <Stack gap={4} align="flex-start">
            <StatusBadge tone={answer.settled ? 'good' : 'bad'}>
              {answer.settled ? 'The clock is confirmed' : 'The laptop’s clock is wrong'}
            </StatusBadge>
            <Text>{answer.message}</Text>
          </Stack>
        )}
      </div>
    </FormCard>
  );
}
