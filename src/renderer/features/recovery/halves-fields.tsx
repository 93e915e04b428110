import type { ReactNode } from 'react';
import { fieldError, type FieldErrors, LineInput } from '../../ui/form.tsx';

/** What stands on the two recovery sheets, as typed. */
export interface Halves {
  readonly first: string;
  readonly second: string;
}

export const noHalves: Halves = { first: '', second: '' };

interface HalvesFieldsProps {
  readonly values: Halves;
  readonly onChange: (values: Halves) => void;
  readonly errors: FieldErrors;
}

/** The codes of the two sheets, in either order. */
export function HalvesFields({ values, onChange, errors }: HalvesFieldsProps): ReactNode {
  const field = (name: keyof Halves) => ({
    required: true,
    spellCheck: false,
    classNames: { input: 'code' },
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...values, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  return (
    <>
      <LineInput
        label="Code on the one sheet"
        description="Thirty-six letters and digits. Hyphens, spaces and capitals do not matter."
        {...field('first')}
      />
      <LineInput label="Code on the other sheet" {...field('second')} />
    </>
  );
}
