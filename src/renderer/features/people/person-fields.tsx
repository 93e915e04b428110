import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { fieldError, type FieldErrors, LineInput } from '../../ui/form.tsx';

interface FieldsProps<V> {
  readonly values: V;
  /** What of them was changed. */
  readonly onChange: (changed: Partial<V>) => void;
  readonly errors: FieldErrors;
}

interface NameValues {
  readonly name: string;
  readonly username: string;
  readonly initials: string;
}

interface LicenceValues {
  readonly siaLicenceNumber: string;
  readonly siaLicenceExpires: string;
}

/** Who an account is for: as they stand in the ledger, sign in, and sign exhibits. */
export function NameFields({ values, onChange, errors }: FieldsProps<NameValues>): ReactNode {
  const field = (name: keyof NameValues) => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <LineInput label="Full name" description="As it stands in the ledger." {...field('name')} />
      <LineInput
        label="Username"
        description="Small letters, digits, dot or hyphen."
        spellCheck={false}
        {...field('username')}
      />
      <LineInput
        label="Initials"
        description="Two to four capitals, as in AS/1."
        spellCheck={false}
        {...field('initials')}
      />
    </SimpleGrid>
  );
}

/** The licence without which nobody operates the systems (CoP 3.1). */
export const LicenceFields = ({ values, onChange, errors }: FieldsProps<LicenceValues>): ReactNode => (
  <>
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <LineInput
        label="SIA licence number"
        description="As on the card."
        required
        value={values.siaLicenceNumber}
        onChange={(event) => onChange({ siaLicenceNumber: event.currentTarget.value })}
        {...fieldError(errors, 'siaLicenceNumber')}
      />
      <DayInput
        label="SIA licence expires on"
        required
        value={values.siaLicenceExpires}
        onChange={(siaLicenceExpires) => onChange({ siaLicenceExpires })}
        {...fieldError(errors, 'siaLicenceExpires')}
      />
    </SimpleGrid>
    <ClauseQuote clause="3.1" />
  </>
);
