import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldErrors, FormCard } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import type { SteppedFormState } from './use-stepped-form.ts';

interface SteppedFormProps {
  readonly form: SteppedFormState;
  readonly title: string;
  readonly description?: ReactNode;
  /** What the form holds, as the command takes it but for the password. */
  readonly values: Readonly<Record<string, unknown>>;
  /** On the button under the form, and at the head of the dialog that asks for the password. */
  readonly send: string;
  /** On the button of that dialog, and what it says. */
  readonly confirm: { readonly label: string; readonly words: string };
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A form of the manager's with its two buttons, and the password once more before it is sent. */
export function SteppedForm({ form, title, description, values, send, confirm, onCancel, children }: SteppedFormProps) {
  const submit = (): FieldErrors => form.check(values);
  return (
    <>
      <FormCard
        title={title}
        description={description}
        onSubmit={submit}
        actions={
          <>
            <Button type="submit">{send}</Button>
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </>
        }
      >
        {children}
      </FormCard>
      <StepUpDialog {...form.dialog} title={send} description={confirm.words} confirmLabel={confirm.label} />
    </>
  );
}
