import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { fieldError, type FieldErrors, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { EnrolmentSquare } from '../setup/enrolment-square.tsx';
import type { PersonDialogProps } from './people-words.ts';

/** A new authenticator, one's own or that of somebody whose phone is lost: who it is first, then the square. */
export function AuthenticatorDialog(props: PersonDialogProps): ReactNode {
  const [begun, setBegun] = useState<Output<'people.beginAuthenticator'> | null>(null);
  return begun === null ? <Prove {...props} onBegun={setBegun} /> : <Scan {...props} begun={begun} />;
}

interface ProveProps extends PersonDialogProps {
  readonly onBegun: (answer: Output<'people.beginAuthenticator'>) => void;
}

const nothing = { password: '', code: '', theirPassword: '' };

function Prove({ person, onClose, onBegun }: ProveProps): ReactNode {
  const { person: me } = useSession();
  const isOwn = person.id === me.id;
  const [values, setValues] = useState(nothing);
  const [errors, setErrors] = useState<FieldErrors>({});
  const begin = useCommand('people.beginAuthenticator');
  const field = (name: keyof typeof nothing) => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const submit = async (): Promise<FieldErrors> => {
    const { password, code, theirPassword } = values;
    const input = { personId: person.id, password, ...(isOwn ? { code } : { theirPassword }) };
    const wrong = zodErrors(commands['people.beginAuthenticator'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await begin.run(input);
    if (answer === null) setValues(nothing);
    else onBegun(answer);
    return {};
  };
  return (
    <DialogForm
      title={isOwn ? 'Set my authenticator up anew' : `${person.name} lost the phone`}
      description={
        isOwn
          ? 'For a new phone, while the old one still shows codes. If it is lost, somebody else who works here helps you from their own session.'
          : `${person.name} must be here and type their own password. They are told of this at their next sign-in. If the password is lost too, use the two recovery sheets, or close the account and open another.`
      }
      confirmLabel="Continue"
      busy={begin.busy}
      failure={begin.failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretInput
        label={isOwn ? 'Your password' : `Your own password, ${me.name}`}
        data-autofocus
        {...field('password')}
      />
      {isOwn ? (
        <LineInput
          label="Code that the old app shows now"
          inputMode="numeric"
          maxLength={6}
          w={240}
          {...field('code')}
        />
      ) : (
        <SecretInput
          label={`Password of ${person.name}`}
          description={`Hand the laptop to ${person.name} now, and look away.`}
          {...field('theirPassword')}
        />
      )}
    </DialogForm>
  );
}

function Scan({ person, begun, onClose, onDone }: PersonDialogProps & { begun: Output<'people.beginAuthenticator'> }) {
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const finish = useCommand('people.finishAuthenticator');
  const { enrolmentId, enrolment } = begun;
  const submit = async (): Promise<FieldErrors> => {
    const wrong = zodErrors(commands['people.finishAuthenticator'].input, { enrolmentId, code });
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await finish.run({ enrolmentId, code });
    if (answer !== null) onDone(`The new authenticator of ${answer.name} counts from now on; the old one does not.`);
    else setCode('');
    return {};
  };
  return (
    <DialogForm
      title={`New authenticator of ${person.name}`}
      description={`${person.name} scans the square with the new app and nobody else does. Until a code of it is typed in here, the old app counts.`}
      confirmLabel="Use this authenticator"
      busy={finish.busy}
      failure={finish.failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <EnrolmentSquare enrolment={enrolment} field="code" errors={errors} code={code} onCode={setCode} />
    </DialogForm>
  );
}
