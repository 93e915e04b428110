import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';

export interface PersonFormProps {
  readonly people: Output<'people.list'>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface PersonSelectProps {
  readonly people: Output<'people.list'>;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onChange: (personId: string) => void;
}

/** Whose licence or training it is: those who may sign in now. */
export const PersonSelect = ({ people, value, isWrong, onChange }: PersonSelectProps): ReactNode => (
  <NativeSelect
    label="Person"
    required
    w={320}
    data={[
      { value: '', label: 'Choose a person' },
      ...people.filter(({ closedAt }) => closedAt === null).map(({ id, name }) => ({ value: id, label: name })),
    ]}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    {...(isWrong ? { error: 'Choose a person.' } : {})}
  />
);
