import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, zodErrors } from '../../ui/form.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';

type Stick = Output<'sticks.list'>[number];

const columns: readonly Column<Stick>[] = [
  { id: 'number', header: 'Stick', cell: ({ number }) => number, sortBy: ({ number }) => number },
  {
    id: 'serial',
    header: 'Serial',
    cell: ({ serial }) => <span className="code">{serial}</span>,
    sortBy: ({ serial }) => serial,
  },
  {
    id: 'encrypted',
    header: 'Encrypted',
    cell: ({ encrypted }) => (encrypted ? 'yes' : 'no'),
    sortBy: ({ encrypted }) => (encrypted ? 1 : 0),
  },
  {
    id: 'at',
    header: 'Registered',
    cell: ({ registeredAt }) => <InstantText value={registeredAt} />,
    sortBy: ({ registeredAt }) => registeredAt,
  },
  { id: 'by', header: 'By', cell: ({ registeredBy }) => registeredBy, sortBy: ({ registeredBy }) => registeredBy },
];

/** Footage comes in on a registered memory stick and on no other. */
export function StickRegister(): ReactNode {
  const { person } = useSession();
  const sticks = useQuery('sticks.list', {}, ['retrievals', 'settings']);
  return (
    <Stack>
      <Register
        query={sticks}
        columns={columns}
        rowKey={({ id }) => id}
        caption="Registered memory sticks"
        emptyText="No memory stick is registered yet. Footage can be taken only from a registered one."
      />
      <ClauseQuote clause="3.8" />
      {person.role === 'officer' ? (
        <RegisterStick onRegistered={sticks.reload} />
      ) : (
        <Text c="dimmed">The Case Support Officer registers memory sticks.</Text>
      )}
    </Stack>
  );
}

const blank = { number: '', serial: '', encrypted: false };

function RegisterStick({ onRegistered }: { readonly onRegistered: () => void }): ReactNode {
  const [values, setValues] = useState(blank);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [done, setDone] = useState<string | null>(null);
  const register = useCommand('sticks.register');
  const submit = async (): Promise<FieldErrors> => {
    const wrong = zodErrors(commands['sticks.register'].input, values);
    setErrors(wrong);
    setDone(null);
    if (Object.keys(wrong).length > 0) return wrong;
    const stick = await register.run(values);
    if (stick === null) return {};
    setValues(blank);
    setDone(`Stick ${stick.number} is registered.`);
    onRegistered();
    return {};
  };
  const field = (name: 'number' | 'serial') => ({
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
    ...fieldError(errors, name),
  });
  return (
    <FormCard
      title="Register a memory stick"
      onSubmit={submit}
      actions={
        <Button type="submit" loading={register.busy}>
          Register
        </Button>
      }
    >
      <LineInput label="Number on its label" w={320} maw="100%" {...field('number')} />
      <LineInput label="Serial number" description="As printed on the stick." w={320} maw="100%" {...field('serial')} />
      <Checkbox
        label="The stick is encrypted by its own hardware"
        checked={values.encrypted}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          setValues((before) => ({ ...before, encrypted: checked }));
        }}
      />
      <FailureAlert failure={register.failure} />
      <div role="status">{done === null ? null : <Text fw={600}>{done}</Text>}</div>
    </FormCard>
  );
}
