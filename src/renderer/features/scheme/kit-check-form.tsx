import { Button, Radio, Stack, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { partAsks } from '../../../shared/contract/equipment.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, ParagraphInput } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { askWords, type Kit, partWords } from './kit-words.ts';

interface KitCheckFormProps {
  readonly kit: Kit;
  readonly onChecked: (kit: Kit) => void;
  readonly onCancel: () => void;
}

/** CoP 3.2: each question is answered by somebody who looked; nothing is filled in beforehand. */
export function KitCheckForm({ kit, onChecked, onCancel }: KitCheckFormProps): ReactNode {
  const [given, setGiven] = useState<Readonly<Record<string, boolean>>>({});
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const check = useCommand('kits.check');
  const questions = kit.parts.flatMap(({ id, kind, serial }) =>
    partAsks[kind].map((ask) => ({
      key: `${id} ${ask}`,
      partId: id,
      ask,
      label: `${partWords[kind]} ${serial}: ${askWords[ask]}`,
    })),
  );
  const submit = async (): Promise<FieldErrors> => {
    const open = questions.filter(({ key }) => given[key] === undefined);
    const wrong = Object.fromEntries(open.map(({ key }) => [key, 'Look at it, then answer.']));
    setErrors(wrong);
    if (open.length > 0) return wrong;
    const answers = questions.map(({ key, partId, ask }) => ({ partId, ask, good: given[key] ?? false }));
    const checked = await check.run({ kitId: kit.id, answers, ...(note.trim() === '' ? {} : { note }) });
    if (checked !== null) onChecked(checked);
    return {};
  };
  return (
    <FormCard
      title={`Check of ${kit.assetNumber} before its use`}
      description={<ClauseQuote clause="3.2" />}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={check.busy}>
            Record the check
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <Stack gap="sm">
        {questions.map(({ key, label }) => (
          <Radio.Group
            key={key}
            label={label}
            error={errors[key]}
            value={given[key] === undefined ? '' : given[key] ? 'good' : 'bad'}
            onChange={(value) => {
              setGiven((before) => ({ ...before, [key]: value === 'good' }));
              setErrors((before) => Object.fromEntries(Object.entries(before).filter(([each]) => each !== key)));
            }}
          >
            <Group mt={4}>
              <Radio value="good" label="Good" />
              <Radio value="bad" label="Faulty or missing" />
            </Group>
          </Radio.Group>
        ))}
      </Stack>
      <ParagraphInput label="Note (if any)" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Text c="dimmed">
        What is faulty becomes an open fault. The kit may not be issued until it is repaired and checked again.
      </Text>
      <FailureAlert failure={check.failure} />
    </FormCard>
  );
}
