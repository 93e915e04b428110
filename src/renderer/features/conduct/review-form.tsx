import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, FormCard, ParagraphInput } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

interface ConductFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The annual light-touch review of the version in force (section 8 of the code). */
export function ReviewForm({ onDone, onCancel }: ConductFormProps): ReactNode {
  const [reviewedOn, setReviewedOn] = useState('');
  const [finding, setFinding] = useState('');
  const { errors, check, dialog } = useSteppedForm('code.review', onDone);
  return (
    <>
      <FormCard
        title="Record the annual light-touch review"
        onSubmit={() => check({ reviewedOn, finding })}
        actions={
          <>
            <Button type="submit">Record the review</Button>
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </>
        }
      >
        <DayInput
          label="Reviewed on"
          required
          value={reviewedOn}
          onChange={setReviewedOn}
          {...fieldError(errors, 'reviewedOn')}
        />
        <ParagraphInput
          label="Finding"
          description="What was looked at and whether anything must change."
          required
          value={finding}
          onChange={(event) => setFinding(event.currentTarget.value)}
          {...fieldError(errors, 'finding')}
        />
      </FormCard>
      <StepUpDialog
        {...dialog}
        title="Record the review"
        description="It is entered in the ledger with your name."
        confirmLabel="Record"
      />
    </>
  );
}
