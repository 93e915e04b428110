import { Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, LineInput } from '../../ui/form.tsx';
import { SteppedForm } from './stepped-form.tsx';
import { type PersonFormProps, PersonSelect } from './person-select.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

/** A course somebody completed; the same course again takes the place of the earlier one. */
export function TrainingForm({ people, onDone, onCancel }: PersonFormProps): ReactNode {
  const [personId, setPersonId] = useState('');
  const [course, setCourse] = useState('');
  const [completedOn, setCompletedOn] = useState('');
  const [expires, setExpires] = useState('');
  const form = useSteppedForm('training.enter', onDone);
  const { errors } = form;
  return (
    <SteppedForm
      title="Enter training"
      description="The same course entered again takes the place of the earlier one, which stays in the register."
      form={form}
      values={{ personId, course, completedOn, ...(expires === '' ? {} : { expires }) }}
      send="Enter the training"
      confirm={{ label: 'Enter', words: 'It is entered in the ledger with your name.' }}
      onCancel={onCancel}
    >
      <PersonSelect people={people} value={personId} onChange={setPersonId} isWrong={'personId' in errors} />
      <LineInput
        label="Course"
        required
        w={420}
        maw="100%"
        value={course}
        onChange={(event) => setCourse(event.currentTarget.value)}
        {...fieldError(errors, 'course')}
      />
      <Group align="flex-start">
        <DayInput
          label="Completed on"
          required
          value={completedOn}
          onChange={setCompletedOn}
          {...fieldError(errors, 'completedOn')}
        />
        <DayInput
          label="Runs out on"
          description="Leave it empty if it does not."
          value={expires}
          onChange={setExpires}
          {...fieldError(errors, 'expires')}
        />
      </Group>
    </SteppedForm>
  );
}
