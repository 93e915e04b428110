import { Checkbox, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type RoomStatements, roomTicks } from './room-check.ts';

interface RoomTicksProps {
  readonly check: RoomStatements;
  readonly error: string | undefined;
  readonly isBeside: boolean;
  readonly onChange: (part: Partial<RoomStatements>) => void;
}

/** The three statements about the room, before any footage is shown (CoP 3.9). */
export const RoomTicks = ({ check, error, isBeside, onChange }: RoomTicksProps): ReactNode => (
  <Stack gap="xs">
    <Title order={2} size="h3">
      The room
    </Title>
    <ClauseQuote clause="3.9" />
    {roomTicks.map(({ name, words, besideWords }) => (
      <Checkbox
        key={name}
        label={isBeside ? besideWords : words}
        checked={check[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
      />
    ))}
    {error !== undefined && (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {error}
      </Text>
    )}
  </Stack>
);
