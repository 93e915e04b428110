import { Checkbox, NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { fieldError, type FieldErrors, LineInput, ParagraphInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { EnrolmentSquare } from '../setup/enrolment-square.tsx';
import { passwordErrors } from '../setup/setup-values.ts';
import { NewPasswordFields, noPassword } from './new-password-fields.tsx';
import {
  accountErrors,
  accountInput,
  type AccountKind,
  emptyAccount,
  type OpenAccountValues,
} from './open-account-values.ts';
import type { PersonDialogProps } from './people-words.ts';
import { LicenceFields, NameFields } from './person-fields.tsx';

type DialogProps = Omit<PersonDialogProps, 'person'>;

const kinds: readonly { readonly value: AccountKind; readonly label: string }[] = [
  { value: 'officer', label: 'Case Support Officer' },
  { value: 'deputy', label: 'Deputy of the Safer Neighbourhoods Manager' },
  { value: 'manager', label: 'Safer Neighbourhoods Manager (the next one)' },
  { value: 'auditor', label: 'Auditor' },
];

const kindWords: Readonly<Record<AccountKind, string>> = {
  officer: 'Does everything a Case Support Officer does.',
  deputy:
    'The Head of Safer Neighbourhoods while the manager is away: approves as the manager does, under their own name.',
  manager: 'Open it while the manager who leaves can still sign in; then close theirs.',
  auditor: 'Reads registers and checks the record, with an officer beside them, and is out when the time is over.',
};

/** The manager says who; then the new person, at the laptop, chooses a password and scans their square. */
export function OpenAccountDialog(props: DialogProps): ReactNode {
  const [prepared, setPrepared] = useState<{ name: string; answer: Output<'people.prepareAccount'> } | null>(null);
  return prepared === null ? (
    <Who {...props} onPrepared={(name, answer) => setPrepared({ name, answer })} />
  ) : (
    <Newcomer {...props} {...prepared} />
  );
}

interface WhoProps extends DialogProps {
  readonly onPrepared: (name: string, answer: Output<'people.prepareAccount'>) => void;
}

function Who({ onClose, onPrepared }: WhoProps): ReactNode {
  const [values, setValues] = useState(emptyAccount);
  const [errors, setErrors] = useState<FieldErrors>({});
  const prepare = useCommand('people.prepareAccount');
  const submit = async (): Promise<FieldErrors> => {
    const wrong = accountErrors(values);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await prepare.run(accountInput(values));
    if (answer === null) setValues({ ...values, password: '' });
    else onPrepared(values.name, answer);
    return {};
  };
  return (
    <DialogForm
      title="Open an account"
      description="Everybody who works here is told of it at their next sign-in."
      confirmLabel="Continue"
      busy={prepare.busy}
      failure={prepare.failure}
      onClose={onClose}
      onSubmit={submit}
      wide
    >
      <WhoFields values={values} errors={errors} onChange={setValues} />
    </DialogForm>
  );
}

interface WhoFieldsProps {
  readonly values: OpenAccountValues;
  readonly errors: FieldErrors;
  readonly onChange: (values: OpenAccountValues) => void;
}

function WhoFields({ values, errors, onChange }: WhoFieldsProps): ReactNode {
  const change = (changed: Partial<OpenAccountValues>): void => onChange({ ...values, ...changed });
  const field = (name: 'reference' | 'text' | 'from' | 'until' | 'password') => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const day = (name: 'from' | 'until') => ({
    ...field(name),
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <>
      <NativeSelect
        label="What they are here"
        description={kindWords[values.kind]}
        data={[...kinds]}
        value={values.kind}
        onChange={(event) => {
          const kind = kinds.find(({ value }) => value === event.currentTarget.value)?.value;
          if (kind !== undefined) change({ kind });
        }}
      />
      <NameFields values={values} onChange={change} errors={errors} />
      <Checkbox
        label="A second account of somebody who has one"
        description="The same person: in neither account do they judge what they did in the other (5.13)."
        checked={values.isSecondAccount}
        onChange={(event) => change({ isSecondAccount: event.currentTarget.checked })}
      />
      {values.kind === 'officer' ? <LicenceFields values={values} onChange={change} errors={errors} /> : null}
      {values.kind === 'auditor' ? (
        <>
          <LineInput
            label="Reference of the terms"
            description="As on the paper that was agreed."
            {...field('reference')}
          />
          <ParagraphInput
            label="Terms of reference"
            description="What is looked at, and for whom."
            {...field('text')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <DayInput label="First day" {...day('from')} />
            <DayInput
              label="Last day"
              description="At most 31 days; the account then ends by itself."
              {...day('until')}
            />
          </SimpleGrid>
          <ClauseQuote clause="6.5" />
        </>
      ) : null}
      <SecretInput label="Your password" description="You answer for this account." {...field('password')} />
    </>
  );
}

interface NewcomerProps extends DialogProps {
  readonly name: string;
  readonly answer: Output<'people.prepareAccount'>;
}

function Newcomer({ name, answer, onClose, onDone }: NewcomerProps): ReactNode {
  const { enrolmentId, enrolment } = answer;
  const [next, setNext] = useState(noPassword);
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const open = useCommand('people.openAccount');
  const submit = async (): Promise<FieldErrors> => {
    const input = { enrolmentId, newPassword: next.password, code };
    const { newPassword, ...others } = zodErrors(commands['people.openAccount'].input, input);
    const wrong = {
      ...others,
      ...(newPassword === undefined ? {} : { password: newPassword }),
      ...passwordErrors(next),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const opened = await open.run(input);
    if (opened !== null) onDone(`${opened.name} can sign in from now on.`);
    else setCode('');
    return {};
  };
  return (
    <DialogForm
      title={`For ${name} alone`}
      description={
        <Text>
          Hand the laptop to {name} and look away: they choose a password nobody else knows, and scan the square with
          the authenticator app on their own phone.
        </Text>
      }
      confirmLabel="Open the account"
      busy={open.busy}
      failure={open.failure}
      onClose={onClose}
      onSubmit={submit}
      wide
    >
      <NewPasswordFields values={next} onChange={setNext} errors={errors} />
      <EnrolmentSquare enrolment={enrolment} field="code" errors={errors} code={code} onCode={setCode} />
    </DialogForm>
  );
}
