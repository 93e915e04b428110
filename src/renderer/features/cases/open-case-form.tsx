import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, LineInput, useTextFields, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';

interface OpenCaseFormProps {
  readonly onOpened: (caseId: string) => void;
  readonly onCancel: () => void;
}

/** A case begins with its React reference: no reference, no footage. */
export function OpenCaseForm({ onOpened, onCancel }: OpenCaseFormProps): ReactNode {
  const { values, field: text } = useTextFields({ reactRef: '', title: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const open = useCommand('cases.open');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async (): Promise<FieldErrors> => {
    const wrong = zodErrors(commands['cases.open'].input, values);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const opened = await open.run(values);
    if (opened !== null) onOpened(opened.id);
    return {};
  };
  const field = (name: keyof typeof values) => ({ required: true, ...text(name, errors) });
  return (
    <FormCard
      title="Open a case"
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={open.busy}>
            Open the case
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <LineInput
        label="React reference"
        description="As on React, letters, digits, hyphen or slash. Every access to footage must be for a case (CoP 6.1)."
        w={320}
        maw="100%"
        ref={first}
        {...field('reactRef')}
      />
      <LineInput label="Title" description="A few words that tell this case from others." {...field('title')} />
      <FailureAlert failure={open.failure} />
    </FormCard>
  );
}
