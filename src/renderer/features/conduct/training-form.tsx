import { Button, Group, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, FormCard, LineInput } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { type PersonFormProps, personChoices } from './licence-form.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

/** A course somebody completed; the same course again takes the place of the earlier one. */
export function TrainingForm({ people, onDone, onCancel }: PersonFormProps): ReactNode {
  const [personId, setPersonId] = useState('');
  const [course, setCourse] = useState('');
  const [completedOn, setCompletedOn] = useState('');
  const [expires, setExpires] = useState('');
  const { errors, check, dialog } = useSteppedForm('training.enter', onDone);
  return (
    <>
      <FormCard
        title="Enter training"
        description="The same course entered again takes the place of the earlier one, which stays in the register."
        onSubmit={() => check({ personId, course, completedOn, ...(expires === '' ? {} : { expires }) })}
        actions={
          <>
            <Button type="submit">Enter the training</Button>
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
          {...(errors['personId'] === undefined ? {} : { error: 'Choose who did the course.' })}
        />
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
      </FormCard>
      <StepUpDialog
        {...dialog}
        title="Enter the training"
        description="It is entered in the ledger with your name."
        confirmLabel="Enter"
      />
    </>
  );
}
