import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldError, type FieldErrors, SecretInput } from '../../ui/form.tsx';

export interface NewPassword {
  readonly password: string;
  readonly repeated: string;
}

export const noPassword: NewPassword = { password: '', repeated: '' };

interface NewPasswordFieldsProps {
  readonly values: NewPassword;
  readonly onChange: (values: NewPassword) => void;
  readonly errors: FieldErrors;
  /** Of a first password: there was none before. */
  readonly label?: string;
}

/** Typed twice by the person whose it is; nobody else looks on. */
export function NewPasswordFields({
  values,
  onChange,
  errors,
  label = 'New password',
}: NewPasswordFieldsProps): ReactNode {
  const field = (name: keyof NewPassword) => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...values, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <SecretInput label={label} description="At least 12 characters: three words." {...field('password')} />
      <SecretInput
        label="The same password again"
        description="So that a slip is noticed now."
        {...field('repeated')}
      />
    </SimpleGrid>
  );
}
