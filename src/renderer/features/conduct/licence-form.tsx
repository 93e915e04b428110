import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, FormCard, LineInput } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

export interface PersonFormProps {
  readonly people: Output<'people.list'>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export const personChoices = (people: Output<'people.list'>) => [
  { value: '', label: 'Choose a person' },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];

/** A first or renewed licence, read off the card. */
export function LicenceForm({ people, onDone, onCancel }: PersonFormProps): ReactNode {
  const [personId, setPersonId] = useState('');
  const [number, setNumber] = useState('');
  const [expires, setExpires] = useState('');
  const [cardSeen, setCardSeen] = useState(false);
  const { errors, check, dialog } = useSteppedForm('licences.enter', onDone);
  return (
    <>
      <FormCard
        title="Enter a licence"
        description="A renewed licence takes the place of the old one, which stays in the register."
        onSubmit={() => check({ personId, number, expires, cardSeen })}
        actions={
          <>
            <Button type="submit">Enter the licence</Button>
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </>
        }
      >
        <NativeSelect
          label="Person"
          required
          w={320}
          data={personChoices(people)}
          value={personId}
          onChange={(event) => setPersonId(event.currentTarget.value)}
          {...(errors['personId'] === undefined ? {} : { error: 'Choose who holds the licence.' })}
        />
        <LineInput
          label="Licence number"
          description="The 16 digits on the front of the card; spaces do not matter."
          required
          w={420}
          maw="100%"
          inputMode="numeric"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          {...fieldError(errors, 'number')}
        />
        <DayInput label="Expires" required value={expires} onChange={setExpires} {...fieldError(errors, 'expires')} />
        <Checkbox
          label="I have the card in front of me: Public Space Surveillance (CCTV), this person, this number"
          checked={cardSeen}
          onChange={(event) => setCardSeen(event.currentTarget.checked)}
          {...(errors['cardSeen'] === undefined ? {} : { error: 'A licence is entered from the card itself.' })}
        />
      </FormCard>
      <StepUpDialog
        {...dialog}
        title="Enter the licence"
        description="It is entered in the ledger with your name, and counts at once."
        confirmLabel="Enter"
      />
    </>
  );
}
