import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldError, type FieldErrors, LineInput, SecretInput } from './form.tsx';

export interface CredentialsValues {
  readonly username: string;
  readonly password: string;
  readonly code: string;
}

export const noCredentials: CredentialsValues = { username: '', password: '', code: '' };

/** A code works once, and no password is left standing in a field. */
export const withoutSecrets = (values: CredentialsValues): CredentialsValues => ({ ...values, password: '', code: '' });

interface CredentialsFieldsProps {
  readonly values: CredentialsValues;
  readonly onChange: (values: CredentialsValues) => void;
  readonly errors: FieldErrors;
  /** Where the three stand in the form: `officer` for `officer.username`. None for the form's own. */
  readonly within?: string;
  /** Whose they are, where a form has two people's: "The officer’s". */
  readonly whose?: string;
}

/** The three things a person proves themselves with. */
export function CredentialsFields({ values, onChange, errors, within, whose }: CredentialsFieldsProps): ReactNode {
  const field = (name: keyof CredentialsValues) => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...values, [name]: event.currentTarget.value }),
    ...fieldError(errors, within === undefined ? name : `${within}.${name}`),
  });
  const label = (own: string): string => (whose === undefined ? own : `${whose} ${own.toLowerCase()}`);
  return (
    <Stack gap="sm">
      <LineInput label={label('Username')} spellCheck={false} autoCapitalize="none" {...field('username')} />
      <SecretInput label={label('Password')} {...field('password')} />
      <LineInput
        label={label('Code from the authenticator app')}
        description="Six digits; a new code comes every half minute."
        inputMode="numeric"
        maxLength={6}
        {...field('code')}
      />
    </Stack>
  );
}
