import { useState } from 'react';
import { type CommandName, commands, type Input } from '../../../shared/contract.ts';
import { type FieldErrors, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';

/** The manager's commands that are confirmed with the password and nothing else. */
type Stepped = Extract<CommandName, 'licences.enter' | 'training.enter' | 'code.raise' | 'code.review'>;

/** What the form must hold before the password is asked for. */
const standIn = 'not yet asked';

/** A form whose command needs the password once more: checked first, then confirmed in a dialog, then sent. */
export function useSteppedForm<N extends Stepped>(name: N, onDone: () => void) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [asked, setAsked] = useState<Omit<Input<N>, 'password'> | null>(null);
  const command = useCommand(name);
  return {
    errors,
    /** Call it when the form is sent; what is wrong comes back, by field. */
    check(values: Readonly<Record<string, unknown>>): FieldErrors {
      const wrong = zodErrors(commands[name].input, { ...values, password: standIn });
      setErrors(wrong);
      if (Object.keys(wrong).length > 0) return wrong;
      command.clear();
      setAsked(values as Omit<Input<N>, 'password'>);
      return {};
    },
    dialog: {
      opened: asked !== null,
      onClose: () => setAsked(null),
      onConfirm: (password: string): void => {
        const send = async (): Promise<void> => {
          if (asked === null || (await command.run({ ...asked, password } as Input<N>)) === null) return;
          setAsked(null);
          onDone();
        };
        void send();
      },
      withReasons: false,
      busy: command.busy,
      failure: command.failure,
    },
  };
}

export type SteppedFormState = ReturnType<typeof useSteppedForm>;
