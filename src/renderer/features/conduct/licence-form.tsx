import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, LineInput } from '../../ui/form.tsx';
import { type PersonFormProps, PersonSelect } from './person-select.tsx';
import { SteppedForm } from './stepped-form.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

/** A first or renewed licence, read off the card. */
export function LicenceForm({ people, onDone, onCancel }: PersonFormProps): ReactNode {
  const [personId, setPersonId] = useState('');
  const [number, setNumber] = useState('');
  const [expires, setExpires] = useState('');
  const [cardSeen, setCardSeen] = useState(false);
  const form = useSteppedForm('licences.enter', onDone);
  const { errors } = form;
  return (
    <SteppedForm
      title="Enter a licence"
      description="A renewed licence takes the place of the old one, which stays in the register."
      form={form}
      values={{ personId, number, expires, cardSeen }}
      send="Enter the licence"
      confirm={{ label: 'Enter', words: 'It is entered in the ledger with your name, and counts at once.' }}
      onCancel={onCancel}
    >
      <PersonSelect people={people} value={personId} onChange={setPersonId} isWrong={'personId' in errors} />
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
    </SteppedForm>
  );
}
