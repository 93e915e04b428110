import { Button, SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { KeyHolder } from '../../../shared/model.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, SecretInput } from '../../ui/form.tsx';
import type { AccountValues } from './setup-values.ts';

interface AccountStepProps {
  readonly person: KeyHolder;
  readonly account: AccountValues;
  readonly onChange: (account: AccountValues) => void;
  readonly check: () => FieldErrors;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly busy?: boolean;
  readonly failure?: Failure | null;
}

const descriptions: Readonly<Record<KeyHolder, string>> = {
  manager: 'Approves stills and discs, and answers for compliance. The manager fills this in.',
  officer: 'Gets footage, views it and burns discs. Hand the laptop to the officer, who fills this in.',
};

/** One of the two accounts. Each person chooses a password that the other does not know. */
export function AccountStep(props: AccountStepProps): ReactNode {
  const { person, account, onChange, check, onBack, onNext } = props;
  const [errors, setErrors] = useState<FieldErrors>({});
  const field = (name: keyof AccountValues) => ({
    required: true,
    value: account[name],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...account, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const submit = (): FieldErrors => {
    const wrong = check();
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onNext();
    return wrong;
  };
  return (
    <FormCard
      title="Account"
      description={descriptions[person]}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={props.busy ?? false}>
            Continue
          </Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </>
      }
    >
      <LineInput label="Full name" {...field('name')} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput
          label="Username"
          description="Small letters, digits, dot or hyphen."
          spellCheck={false}
          {...field('username')}
        />
        <LineInput
          label="Initials"
          description="Two to four capital letters, as in exhibit AS/1."
          spellCheck={false}
          {...field('initials')}
        />
        <SecretInput
          label="Password"
          description="At least 12 characters; three random words are good."
          {...field('password')}
        />
        <SecretInput
          label="The same password again"
          description="So that a slip is noticed now."
          {...field('repeated')}
        />
      </SimpleGrid>
      {person === 'officer' ? (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <LineInput label="SIA licence number" description="As on the card." {...field('siaLicenceNumber')} />
            <DayInput
              label="SIA licence expires on"
              required
              value={account.siaLicenceExpires}
              onChange={(siaLicenceExpires) => onChange({ ...account, siaLicenceExpires })}
              {...fieldError(errors, 'siaLicenceExpires')}
            />
          </SimpleGrid>
          <ClauseQuote clause="3.1" />
        </>
      ) : null}
      <FailureAlert failure={props.failure ?? null} />
    </FormCard>
  );
}
