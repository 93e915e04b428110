import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { fieldError, type FieldErrors, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { passwordErrors } from '../setup/setup-values.ts';
import { NewPasswordFields, noPassword } from './new-password-fields.tsx';
import type { PersonDialogProps } from './people-words.ts';

/** One's own password: the old one, and the new one twice. */
export function ChangePasswordDialog({ onClose, onDone }: Omit<PersonDialogProps, 'person'>): ReactNode {
  const [old, setOld] = useState('');
  const [next, setNext] = useState(noPassword);
  const [errors, setErrors] = useState<FieldErrors>({});
  const change = useCommand('people.changePassword');
  const submit = async (): Promise<FieldErrors> => {
    const input = { password: old, newPassword: next.password };
    const { password: ofOld, newPassword: ofNew } = zodErrors(commands['people.changePassword'].input, input);
    const wrong = {
      ...(ofOld === undefined ? {} : { old: ofOld }),
      ...(ofNew === undefined ? {} : { password: ofNew }),
      ...passwordErrors(next),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await change.run(input);
    if (answer === null) setOld('');
    else onDone('Your password is changed. It counts from your next sign-in on.');
    return {};
  };
  return (
    <DialogForm
      title="Change my password"
      description="Change it when somebody else may know it, never merely because time has passed."
      confirmLabel="Change it"
      busy={change.busy}
      failure={change.failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretInput
        label="Your password until now"
        required
        data-autofocus
        value={old}
        onChange={(event) => setOld(event.currentTarget.value)}
        {...fieldError(errors, 'old')}
      />
      <NewPasswordFields values={next} onChange={setNext} errors={errors} />
    </DialogForm>
  );
}

/** Somebody forgot theirs. Two people are at the laptop: one allows it, the other proves themselves and chooses. */
export function ResetPasswordDialog({ person, onClose, onDone }: PersonDialogProps): ReactNode {
  const { person: me } = useSession();
  const [own, setOwn] = useState('');
  const [code, setCode] = useState('');
  const [next, setNext] = useState(noPassword);
  const [errors, setErrors] = useState<FieldErrors>({});
  const reset = useCommand('people.resetPassword');
  const submit = async (): Promise<FieldErrors> => {
    const input = { personId: person.id, password: own, code, newPassword: next.password };
    const { password: ofOwn, newPassword, ...others } = zodErrors(commands['people.resetPassword'].input, input);
    const wrong = {
      ...others,
      ...(ofOwn === undefined ? {} : { own: ofOwn }),
      ...(newPassword === undefined ? {} : { password: newPassword }),
      ...passwordErrors(next),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await reset.run(input);
    if (answer !== null) onDone(`${answer.name} has a new password.`);
    else {
      setOwn('');
      setCode('');
    }
    return {};
  };
  return (
    <DialogForm
      title={`${person.name} forgot the password`}
      description={`${person.name} must be here with their authenticator: their code proves it. They are told of this at their next sign-in. If the phone is lost too, use the two recovery sheets, or close the account and open another.`}
      confirmLabel="Set the new password"
      busy={reset.busy}
      failure={reset.failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretInput
        label={`Your own password, ${me.name}`}
        description="You allow it."
        required
        data-autofocus
        value={own}
        onChange={(event) => setOwn(event.currentTarget.value)}
        {...fieldError(errors, 'own')}
      />
      <LineInput
        label={`Code from the authenticator of ${person.name}`}
        description={`Hand the laptop to ${person.name} now, and look away.`}
        required
        inputMode="numeric"
        maxLength={6}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        {...fieldError(errors, 'code')}
      />
      <NewPasswordFields values={next} onChange={setNext} errors={errors} />
    </DialogForm>
  );
}
