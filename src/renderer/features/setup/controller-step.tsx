import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { fieldError, type FieldErrors, FormCard, LineInput } from '../../ui/form.tsx';
import { controllerErrors, type SetupValues } from './setup-values.ts';

interface ControllerStepProps {
  readonly values: SetupValues;
  readonly onChange: (controller: SetupValues['controller']) => void;
  readonly onNext: () => void;
}

/** The organisation that decides what the footage is for; it stands on every document. */
export function ControllerStep({ values, onChange, onNext }: ControllerStepProps): ReactNode {
  const [errors, setErrors] = useState<FieldErrors>({});
  const { controller } = values;
  const field = (name: keyof SetupValues['controller']) => ({
    required: true,
    value: controller[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...controller, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const submit = (): FieldErrors => {
    const wrong = controllerErrors(values);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onNext();
    return wrong;
  };
  return (
    <FormCard
      title="Controller"
      description="The organisation that is responsible for the footage. It stands on receipts, certificates and disc labels."
      onSubmit={submit}
      actions={<Button type="submit">Continue</Button>}
    >
      <LineInput label="Name of the organisation" {...field('name')} />
      <LineInput label="Address" {...field('address')} />
      <LineInput
        label="E-mail address of the Assurance Team"
        description="People who ask for information about themselves are directed there (CoP 4.8)."
        type="email"
        {...field('assuranceMailbox')}
      />
    </FormCard>
  );
}
