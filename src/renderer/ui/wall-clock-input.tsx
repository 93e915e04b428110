import { Group, Input, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { DayInput, useTyped } from './day-input.tsx';
import { parseTime } from './typed-time.ts';

interface WallClockInputProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** `2026-11-04T21:14:07`, or an empty text while it is not complete. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: ReactNode;
  readonly name?: string;
  readonly disabled?: boolean;
}

/** A date and a time of day with seconds, as a recorder's clock shows them. No zone, and always the 24-hour clock. */
export function WallClockInput(props: WallClockInputProps): ReactNode {
  const { label, description, value, onChange, error, name } = props;
  const [parts, setParts] = useState({ day: value.slice(0, 10), time: value.slice(11) });
  const errorId = useId();
  const [day, time] = value === '' ? [parts.day, parts.time] : [value.slice(0, 10), value.slice(11)];
  const send = (nextDay: string, nextTime: string): void => {
    setParts({ day: nextDay, time: nextTime });
    onChange(nextDay === '' || nextTime === '' ? '' : `${nextDay}T${nextTime}`);
  };
  const isWrong = error !== undefined && error !== null && error !== '';
  const common = {
    disabled: props.disabled ?? false,
    ...(isWrong ? { error: true } : {}),
  };
  return (
    <fieldset className="wall-clock" {...(isWrong ? { 'aria-describedby': errorId } : {})}>
      <legend>{label}</legend>
      {description === undefined ? null : <Input.Description mb={4}>{description}</Input.Description>}
      <Group gap="sm" align="flex-start">
        <DayInput
          {...common}
          label="Date"
          {...(name === undefined ? {} : { name: `${name}.date` })}
          value={day}
          onChange={(next) => send(next, time)}
        />
        <TimeInput
          {...common}
          label="Time with seconds"
          {...(name === undefined ? {} : { name: `${name}.time` })}
          value={time}
          onChange={(next) => send(day, next)}
        />
      </Group>
      {isWrong ? (
        <Input.Error id={errorId} mt={4}>
          {error}
        </Input.Error>
      ) : null}
    </fieldset>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly name?: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
  readonly error?: boolean;
  readonly disabled: boolean;
}

function TimeInput({ value, onChange, error, ...props }: TimeInputProps): ReactNode {
  const typed = useTyped(value, parseTime, (time) => time);
  return (
    <TextInput
      placeholder="HH:MM:SS"
      description="24-hour clock."
      inputMode="numeric"
      autoComplete="off"
      w={170}
      {...props}
      value={typed.shown}
      onChange={(event) => {
        typed.type(event.currentTarget.value);
        onChange(parseTime(event.currentTarget.value) ?? '');
      }}
      onBlur={typed.leave}
      onFocus={typed.enter}
      error={typed.isWrong ? 'Such as 21:14:07.' : (error ?? false)}
    />
  );
}
