import { ActionIcon, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type FieldErrors, LineInput } from '../../ui/form.tsx';
import type { Chosen } from './choice.ts';

interface ChoiceListProps {
  readonly items: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: readonly Chosen[];
  readonly emptyText: string;
  readonly errors: FieldErrors;
  readonly onToggle: (id: string) => void;
  readonly onShift: (id: string, by: -1 | 1) => void;
  /** Without it, the items carry their own description. */
  readonly onDescribe?: (id: string, description: string) => void;
}

/** Ticks what is chosen; chosen items come first, in their order, and can be moved. */
export function ChoiceList({ items, chosen, emptyText, ...rest }: ChoiceListProps) {
  if (items.length === 0) return <Text c="dimmed">{emptyText}</Text>;
  const place = new Map(chosen.map(({ id }, index) => [id, index]));
  const inOrder = [...items].sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0);
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {inOrder.map(({ id, label }) => (
        <li key={id}>
          <ChoiceLine id={id} label={label} place={place.get(id) ?? null} chosen={chosen} {...rest} />
        </li>
      ))}
    </Stack>
  );
}

interface ChoiceLineProps extends Omit<ChoiceListProps, 'items' | 'emptyText'> {
  readonly id: string;
  readonly label: string;
  readonly place: number | null;
}

function ChoiceLine({ id, label, place, chosen, errors, onToggle, onShift, onDescribe }: ChoiceLineProps) {
  const mover = (by: -1 | 1, name: string, Icon: typeof IconArrowUp) => (
    <ActionIcon
      variant="default"
      size={32}
      aria-label={`Move ${label} ${name}`}
      disabled={place === null || place + by < 0 || place + by >= chosen.length}
      onClick={() => onShift(id, by)}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
  return (
    <Stack gap={6}>
      <Group wrap="nowrap" justify="space-between">
        <Checkbox
          label={place === null ? label : `${place + 1}. ${label}`}
          checked={place !== null}
          onChange={() => onToggle(id)}
        />
        {place !== null && (
          <Group gap={4} wrap="nowrap">
            {mover(-1, 'up', IconArrowUp)}
            {mover(1, 'down', IconArrowDown)}
          </Group>
        )}
      </Group>
      {place !== null && onDescribe !== undefined && (
        <LineInput
          label={`Description of exhibit, ${label}`}
          ml={28}
          value={chosen[place]?.description ?? ''}
          error={errors[id]}
          onChange={(event) => onDescribe(id, event.currentTarget.value)}
        />
      )}
    </Stack>
  );
}
