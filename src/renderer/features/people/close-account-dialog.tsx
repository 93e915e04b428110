import { List, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { fieldError, type FieldErrors, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import type { PersonDialogProps } from './people-words.ts';

/** Ends an account, and says what that can and cannot do (docs/vault-format.md). */
export function CloseAccountDialog({ person, onClose, onDone }: PersonDialogProps): ReactNode {
  const [values, setValues] = useState({ reason: '', password: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const close = useCommand('people.closeAccount');
  const field = (name: keyof typeof values) => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const submit = async (): Promise<FieldErrors> => {
    const input = { personId: person.id, ...values };
    const wrong = zodErrors(commands['people.closeAccount'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await close.run(input);
    if (answer !== null) onDone(`${answer.name} can no longer sign in.`);
    else setValues({ ...values, password: '' });
    return {};
  };
  return (
    <DialogForm
      title={`Close the account of ${person.name}`}
      confirmLabel="Close the account"
      busy={close.busy}
      failure={close.failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <Stack gap={4}>
        <Text>What this does, and what it cannot do:</Text>
        <List spacing={4}>
          <List.Item>From now on nobody signs in to this laptop with the account, and its key is removed.</List.Item>
          <List.Item>The name stays in the ledger and in the registers. The account cannot be opened again.</List.Item>
          <List.Item>
            It cannot take back a copy of the laptop’s files that was made while the account was open: whoever has such
            a copy and the old password can still open that copy.
          </List.Item>
          <List.Item>
            If {person.name} holds a recovery sheet, renew the sheets afterwards: then the old one opens nothing.
          </List.Item>
        </List>
      </Stack>
      <LineInput label="Reason" description="It is written to the ledger." data-autofocus {...field('reason')} />
      <SecretInput label="Your password" {...field('password')} />
    </DialogForm>
  );
}
