import { type ReactNode, useState } from 'react';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, ParagraphInput } from '../../ui/form.tsx';
import { SteppedForm } from './stepped-form.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

interface ConductFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The annual light-touch review of the version in force (section 8 of the code). */
export function ReviewForm({ onDone, onCancel }: ConductFormProps): ReactNode {
  const [reviewedOn, setReviewedOn] = useState('');
  const [finding, setFinding] = useState('');
  const form = useSteppedForm('code.review', onDone);
  const { errors } = form;
  return (
    <SteppedForm
      title="Record the annual light-touch review"
      form={form}
      values={{ reviewedOn, finding }}
      send="Record the review"
      confirm={{ label: 'Record', words: 'It is entered in the ledger with your name.' }}
      onCancel={onCancel}
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
    </SteppedForm>
  );
}
