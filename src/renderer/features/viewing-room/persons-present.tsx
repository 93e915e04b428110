import { Button, Group, NativeSelect, Stack, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Capacity } from '../../../shared/contract/viewings.ts';
import { capacityWords, type PersonPresent } from './room-check.ts';

interface PersonsPresentProps {
  readonly persons: readonly PersonPresent[];
  readonly error: string | undefined;
  /** The manager views; the officer beside them proves it below. */
  readonly isBeside: boolean;
  readonly onChange: (persons: readonly PersonPresent[]) => void;
}

const most = 10;

const capacities: readonly { readonly value: PersonPresent['capacity']; readonly label: string }[] = [
  { value: '', label: 'Choose' },
  ...(Object.keys(capacityWords) as Capacity[]).map((value) => ({ value, label: capacityWords[value] })),
];

/** Who else is in the room; the officer is always there (CoP 6.4). */
export function PersonsPresent({ persons, error, isBeside, onChange }: PersonsPresentProps) {
  const edit = (index: number, part: Partial<PersonPresent>): void =>
    onChange(persons.map((person, at) => (at === index ? { ...person, ...part } : person)));
  return (
    <Stack gap="xs">
      <Title order={2} size="h3">
        Others present
      </Title>
      <ClauseQuote clause="6.4" />
      {persons.length === 0 && <Text>{isBeside ? 'Nobody but the officer and me.' : 'Nobody but me.'}</Text>}
      {persons.map((person, index) => (
        <Group key={index} align="flex-end" wrap="nowrap">
          <TextInput
            label={`Name of person ${index + 1}`}
            flex={1}
            value={person.name}
            onChange={(event) => edit(index, { name: event.currentTarget.value })}
          />
          <TextInput
            label={`Organisation of person ${index + 1}`}
            flex={1}
            value={person.organisation}
            onChange={(event) => edit(index, { organisation: event.currentTarget.value })}
          />
          <NativeSelect
            label={`Capacity of person ${index + 1}`}
            flex={1}
            data={capacities}
            value={person.capacity}
            onChange={({ currentTarget }) =>
              edit(index, { capacity: capacities.find(({ value }) => value === currentTarget.value)?.value ?? '' })
            }
          />
          <Button variant="default" onClick={() => onChange(persons.filter((_, at) => at !== index))}>
            Remove<VisuallyHidden> person {index + 1}</VisuallyHidden>
          </Button>
        </Group>
      ))}
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          disabled={persons.length >= most}
          onClick={() => onChange([...persons, { name: '', organisation: '', capacity: '' }])}
        >
          Add a person
        </Button>
      </Group>
    </Stack>
  );
}
