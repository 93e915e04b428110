import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, FormCard, LineInput, ParagraphInput } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

interface ConductFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const blank = { dated: '', effectiveOn: '', nextReviewOn: '', changes: '', consulted: '', text: '' };

/** A new version of the code of practice, with its whole text: from its day on everybody acknowledges it anew. */
export function RaiseForm({ onDone, onCancel }: ConductFormProps): ReactNode {
  const [values, setValues] = useState(blank);
  const { errors, check, dialog } = useSteppedForm('code.raise', onDone);
  const set = (part: Partial<typeof blank>): void => setValues((before) => ({ ...before, ...part }));
  const typed = (name: keyof typeof blank) => ({
    required: true,
    value: values[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set({ [name]: currentTarget.value }),
    ...fieldError(errors, name),
  });
  const day = (name: 'effectiveOn' | 'nextReviewOn') => ({
    required: true,
    value: values[name],
    onChange: (chosen: string) => set({ [name]: chosen }),
    ...fieldError(errors, name),
  });
  return (
    <>
      <FormCard
        title="Raise a new version of the code of practice"
        description="From its effective date on everybody must acknowledge it before they can do anything but read."
        onSubmit={() => check(values)}
        actions={
          <>
            <Button type="submit">Raise this version</Button>
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </>
        }
      >
        <ClauseQuote clause="7.1" />
        <LineInput
          label="Dated"
          description="As on its first page, such as January 2028."
          w={320}
          {...typed('dated')}
        />
        <Group align="flex-start">
          <DayInput label="Effective from" {...day('effectiveOn')} />
          <DayInput label="Next full review" description="At most three years on." {...day('nextReviewOn')} />
        </Group>
        <ParagraphInput label="Changes and reasons for change" {...typed('changes')} />
        <ParagraphInput label="Who was consulted (CoP 7.1)" {...typed('consulted')} />
        <ParagraphInput label="The whole text" description="Paste it here from the document." {...typed('text')} />
      </FormCard>
      <StepUpDialog
        {...dialog}
        title="Raise this version"
        description="Version and text cannot be changed afterwards. It is entered in the ledger with your name."
        confirmLabel="Raise"
      />
    </>
  );
}
