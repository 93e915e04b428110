import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { KeyHolder } from '../../../shared/model.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard } from '../../ui/form.tsx';
import { NewPasswordFields } from '../people/new-password-fields.tsx';
import { LicenceFields, NameFields } from '../people/person-fields.tsx';
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
  const change = (changed: Partial<AccountValues>): void => onChange({ ...account, ...changed });
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
      <NameFields values={account} onChange={change} errors={errors} />
      <NewPasswordFields values={account} onChange={change} errors={errors} label="Password" />
      {person === 'officer' ? <LicenceFields values={account} onChange={change} errors={errors} /> : null}
      <FailureAlert failure={props.failure ?? null} />
    </FormCard>
  );
}
