import { TextInput, type TextInputProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatDay } from './time.ts';
import { parseDay, writeDay } from './typed-time.ts';

interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `2026-11-04`, or an empty text while there is no whole day. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** What stands in a field of our own reading: what is being typed, or what the form was given from elsewhere. */
export function useTyped(value: string, parse: (text: string) => string | null, write: (value: string) => string) {
  const [text, setText] = useState(value === '' ? '' : write(value));
  const [wasLeft, setLeft] = useState(false);
  const parsed = parse(text);
  // A value that does not come from the typing (a draft, a reset) replaces it.
  const shown = value === (parsed ?? '') ? text : value === '' ? '' : write(value);
  return {
    shown,
    isWrong: wasLeft && shown.trim() !== '' && parse(shown) === null,
    type: setText,
    leave: () => setLeft(true),
    enter: () => setLeft(false),
  };
}

/** A day, typed as 04/11/2026 and said back in words with its weekday. */
export function DayInput({ value, onChange, error, description, ...props }: DayInputProps): ReactNode {
  const typed = useTyped(value, parseDay, writeDay);
  return (
    <TextInput
      placeholder="DD/MM/YYYY"
      inputMode="numeric"
      autoComplete="off"
      w={170}
      {...props}
      value={typed.shown}
      onChange={(event) => {
        typed.type(event.currentTarget.value);
        onChange(parseDay(event.currentTarget.value) ?? '');
      }}
      onBlur={typed.leave}
      onFocus={typed.enter}
      description={value === '' ? (description ?? 'Day, month, year.') : formatDay(value)}
      error={typed.isWrong ? 'Such as 04/11/2026.' : error}
    />
  );
}
