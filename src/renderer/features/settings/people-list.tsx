import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { roleOf } from '../../ui/role.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';

type Person = Output<'people.list'>[number];

const columns: readonly Column<Person>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { id: 'role', header: 'Role', cell: roleOf, sortBy: roleOf },
  { id: 'username', header: 'Username', cell: ({ username }) => username, sortBy: ({ username }) => username },
  { id: 'initials', header: 'Initials', cell: ({ initials }) => initials, sortBy: ({ initials }) => initials },
  {
    id: 'licence',
    header: 'SIA licence',
    cell: ({ siaLicenceNumber }) => siaLicenceNumber ?? 'not needed for this role',
  },
  {
    id: 'expires',
    header: 'Expires',
    cell: ({ siaLicenceExpires }) => (siaLicenceExpires === null ? '' : <DayText value={siaLicenceExpires} />),
    sortBy: ({ siaLicenceExpires }) => siaLicenceExpires ?? '9999',
  },
];

/** Who may sign in here. */
export function PeopleList(): ReactNode {
  const people = useQuery('people.list', {}, ['settings', 'session']);
  return (
    <Stack>
      <Register
        query={people}
        columns={columns}
        rowKey={({ id }) => id}
        caption="People who may sign in"
        emptyText="Nobody."
      />
      <ClauseQuote clause="3.1" />
    </Stack>
  );
}
