import { Button, Checkbox, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, fieldError, LineInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { Notice } from '../footage/notice.tsx';
import type { Disc } from './court-words.ts';

const fields = [
  { name: 'to', label: 'Goes to', placeholder: 'Locked cabinet, shelf 2; County Court at Manchester' },
  { name: 'reason', label: 'Reason', placeholder: '' },
  { name: 'sealNumber', label: 'Seal number', placeholder: '' },
  { name: 'handedBy', label: 'Handed over by', placeholder: '' },
  { name: 'receivedBy', label: 'Received by', placeholder: '' },
] as const;
type Field = (typeof fields)[number]['name'];

interface MoveDiscProps {
  readonly disc: Disc;
  /** Places of its set without a good disc: until they are burned it may only go into our own cabinet. */
  readonly missing: readonly number[];
  readonly onDone: () => void;
}

/** One step of continuity: where a disc goes, under which seal, and through whose hands. */
export function MoveDisc({ disc, missing, onDone }: MoveDiscProps) {
  const [values, setValues] = useState<Record<Field, string>>({
    to: '',
    reason: '',
    sealNumber: disc.sealNumber ?? '',
    handedBy: '',
    receivedBy: '',
  });
  const [dueBackOn, setDueBackOn] = useState('');
  const [staysInHouse, setStays] = useState(false);
  const [sent, setSent] = useState(false);
  const move = useCommand('discs.move');

  const input = {
    discId: disc.id,
    ...values,
    ...(dueBackOn !== '' && { dueBackOn }),
    ...(staysInHouse && { staysInHouse }),
  };
  const wrong = zodErrors(commands['discs.move'].input, input);
  const errors: FieldErrors = sent ? wrong : {};

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    if ((await move.run(input)) !== null) onDone();
    return undefined;
  };

  return (
    <FormCard
      title={`Move ${disc.number}`}
      description={`It is now: ${disc.whereNow}.`}
      headingOrder={3}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={move.busy}>
            Record the move
          </Button>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        </>
      }
    >
      <FailureAlert failure={move.failure} />
      {missing.length > 0 && (
        <Notice title={`The set is not complete: ${missing.join(', ')} of ${disc.setSize} to be burned`}>
          <Checkbox
            label="It goes into our own locked cabinet and stays in the house"
            description="Nothing else is allowed before every disc of the set was burned and read back."
            checked={staysInHouse}
            onChange={(event) => setStays(event.currentTarget.checked)}
          />
        </Notice>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {fields.map(({ name, label, placeholder }) => (
          <LineInput
            key={name}
            label={label}
            placeholder={placeholder}
            value={values[name]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => ({ ...before, [name]: value }));
            }}
            {...fieldError(errors, name)}
          />
        ))}
        <DayInput
          label="Due back on (if it goes out)"
          value={dueBackOn}
          onChange={setDueBackOn}
          {...fieldError(errors, 'dueBackOn')}
        />
      </SimpleGrid>
    </FormCard>
  );
}
