import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { roleOf } from '../../ui/role.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';

type Person = Output<'people.list'>[number];

const columns: readonly Column<Person>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { id: 'role', header: 'Role', cell: roleOf, sortBy: roleOf },
  {
    id: 'username',
    header: 'Username',
    cell: ({ username, initials }) => `${username} (${initials})`,
    sortBy: ({ username }) => username,
  },
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
  {
    id: 'account',
    header: 'Account',
    cell: (person) => <AccountState {...person} />,
    sortBy: ({ closedAt }) => closedAt ?? '',
  },
];

const AccountState = ({ closedAt, terms }: Person): ReactNode => {
  if (closedAt !== null)
    return (
      <Text c="dimmed">
        closed <InstantText value={closedAt} />
      </Text>
    );
  if (terms === null) return 'open';
  return (
    <>
      {terms.reference}: <DayText value={terms.from} /> to <DayText value={terms.until} />
    </>
  );
};

interface PeopleListProps {
  /** What stands beside each person on this screen, such as what may be done for them. */
  readonly columns: readonly Column<Person>[];
}

/** Who may sign in here, and who could. */
export function PeopleList({ columns: further }: PeopleListProps): ReactNode {
  const people = useQuery('people.list', {}, ['settings', 'session']);
  return (
    <Stack>
      <Register
        query={people}
        columns={[...columns, ...further]}
        rowKey={({ id }) => id}
        caption="People who may sign in"
        emptyText="Nobody."
      />
      <ClauseQuote clause="3.8" />
    </Stack>
  );
}
