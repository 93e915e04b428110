import { Card, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { type Column, DataTable } from './data-table.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { Reading } from './page.tsx';

interface RegisterProps<Row> {
  readonly query: { readonly data: readonly Row[] | null; readonly failure: Failure | null; readonly loading: boolean };
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly caption: string;
  readonly emptyText: string;
}

/** A register on a card: being read, could not be read, empty, or its rows; never one for the other. */
export function Register<Row extends object>({ query, ...table }: RegisterProps<Row>): ReactNode {
  return (
    <Card>
      <Stack gap="xs">
        <FailureAlert failure={query.failure} />
        {query.loading ? <Reading /> : null}
        {query.data === null ? null : <DataTable rows={query.data} {...table} />}
      </Stack>
    </Card>
  );
}
