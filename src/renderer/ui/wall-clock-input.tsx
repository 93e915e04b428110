import { Group, Input, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';

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

const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time);

/** A date and a time of day with seconds, as a recorder's clock shows them. No zone. */
export function WallClockInput(props: WallClockInputProps): ReactNode {
  const { label, description, value, onChange, error, name, disabled } = props;
  const [day, setDay] = useState(value.slice(0, 10));
  const [time, setTime] = useState(value.slice(11));
  const errorId = useId();
  const send = (nextDay: string, nextTime: string): void => {
    setDay(nextDay);
    setTime(nextTime);
    onChange(nextDay === '' || nextTime === '' ? '' : `${nextDay}T${withSeconds(nextTime)}`);
  };
  const shownDay = value === '' ? day : value.slice(0, 10);
  const shownTime = value === '' ? time : value.slice(11);
  const isWrong = error !== undefined && error !== null && error !== '';
  const common = { disabled: disabled ?? false, error: isWrong, ...(isWrong ? { 'aria-describedby': errorId } : {}) };
  return (
    <fieldset className="wall-clock">
      <legend>{label}</legend>
      {description === undefined ? null : <Input.Description mb={4}>{description}</Input.Description>}
      <Group gap="sm" align="flex-end">
        <TextInput
          {...common}
          type="date"
          label="Date"
          name={name === undefined ? undefined : `${name}.date`}
          value={shownDay}
          onChange={(event) => send(event.currentTarget.value, shownTime)}
        />
        <TextInput
          {...common}
          type="time"
          step={1}
          label="Time with seconds"
          name={name === undefined ? undefined : `${name}.time`}
          value={shownTime}
          onChange={(event) => send(shownDay, event.currentTarget.value)}
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
