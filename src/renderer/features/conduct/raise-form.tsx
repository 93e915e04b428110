import { Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, LineInput, ParagraphInput } from '../../ui/form.tsx';
import { SteppedForm } from './stepped-form.tsx';
import { useSteppedForm } from './use-stepped-form.ts';

interface ConductFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const blank = { dated: '', effectiveOn: '', nextReviewOn: '', changes: '', consulted: '', text: '' };

/** A new version of the code of practice, with its whole text: from its day on everybody acknowledges it anew. */
export function RaiseForm({ onDone, onCancel }: ConductFormProps): ReactNode {
  const [values, setValues] = useState(blank);
  const form = useSteppedForm('code.raise', onDone);
  const { errors } = form;
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
    <SteppedForm
      title="Raise a new version of the code of practice"
      description="From its effective date on everybody must acknowledge it before they can do anything but read."
      form={form}
      values={values}
      send="Raise this version"
      confirm={{
        label: 'Raise',
        words: 'Version and text cannot be changed afterwards. It is entered in the ledger with your name.',
      }}
      onCancel={onCancel}
    >
      <ClauseQuote clause="7.1" />
      <LineInput label="Dated" description="As on its first page, such as January 2028." w={320} {...typed('dated')} />
      <Group align="flex-start">
        <DayInput label="Effective from" {...day('effectiveOn')} />
        <DayInput label="Next full review" description="At most three years on." {...day('nextReviewOn')} />
      </Group>
      <ParagraphInput label="Changes and reasons for change" {...typed('changes')} />
      <ParagraphInput label="Who was consulted (CoP 7.1)" {...typed('consulted')} />
      <ParagraphInput label="The whole text" description="Paste it here from the document." {...typed('text')} />
    </SteppedForm>
  );
}
