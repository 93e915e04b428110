import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { CommandForm, type FormField } from '../../ui/command-form.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';

type Contractor = Output<'contractors.list'>[number];

const licence: readonly FormField[] = [
  { name: 'siaLicenceNumber', kind: 'line', label: 'SIA licence number' },
  { name: 'siaLicenceExpires', kind: 'day', label: 'Licence expires on' },
];

const isExpired = ({ siaLicenceExpires }: Contractor, now: string): boolean => siaLicenceExpires < now.slice(0, 10);

const columnsOf = (now: string, onRenew: ((contractor: Contractor) => void) | null): readonly Column<Contractor>[] => [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { id: 'company', header: 'Company', cell: ({ company }) => company, sortBy: ({ company }) => company },
  {
    id: 'number',
    header: 'SIA licence',
    cell: ({ siaLicenceNumber }) => <span className="code">{siaLicenceNumber}</span>,
  },
  {
    id: 'expires',
    header: 'Expires',
    cell: (row) => (
      <Group gap="xs">
        <DayText value={row.siaLicenceExpires} />
        {isExpired(row, now) ? <StatusBadge tone="bad">Expired: may not install</StatusBadge> : null}
      </Group>
    ),
    sortBy: ({ siaLicenceExpires }) => siaLicenceExpires,
  },
  ...(onRenew === null
    ? []
    : [
        {
          id: 'renew',
          header: 'Renewed licence',
          cell: (row: Contractor) => (
            <Button variant="default" onClick={() => onRenew(row)}>
              Enter<span className="hidden-words"> the renewed licence of {row.name}</span>
            </Button>
          ),
        },
      ]),
];

/** CoP 5.8: only they install. */
export function ContractorRegister(): ReactNode {
  const { person, state } = useSession();
  const contractors = useQuery('contractors.list', {}, ['deployments']);
  const [form, setForm] = useState<'new' | Contractor | null>(null);
  const isOfficer = person.role === 'officer';
  const close = (): void => setForm(null);
  return (
    <Stack>
      {isOfficer && form === null ? (
        <Group>
          <Button onClick={() => setForm('new')}>Register a contractor</Button>
        </Group>
      ) : null}
      {form === 'new' ? (
        <CommandForm
          command="contractors.register"
          title="Register a contractor"
          clause="5.8"
          fixed={{}}
          fields={[
            { name: 'name', kind: 'line', label: 'Name' },
            { name: 'company', kind: 'line', label: 'Company' },
            ...licence,
          ]}
          submitLabel="Register"
          onDone={close}
          onCancel={close}
        />
      ) : form === null ? null : (
        <CommandForm
          key={form.id}
          command="contractors.renew"
          title={`Renewed licence of ${form.name}`}
          clause="5.8"
          fixed={{ contractorId: form.id }}
          fields={licence}
          submitLabel="Enter the licence"
          onDone={close}
          onCancel={close}
        />
      )}
      <Register
        query={contractors}
        columns={columnsOf(state.now, isOfficer ? setForm : null)}
        rowKey={({ id }) => id}
        caption="SIA-licensed contractors"
        emptyText="No contractor is registered. Without one no camera can be recorded as installed."
      />
      <ClauseQuote clause="5.8" />
    </Stack>
  );
}
