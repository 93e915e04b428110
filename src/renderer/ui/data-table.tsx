import { Box, Table, Text, UnstyledButton } from '@mantine/core';
import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';
import { type Column, type DataTableProps, manyRows } from './column.ts';
import { TableBody } from './table-body.tsx';

export type { Column } from './column.ts';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A sortable table. Over 200 rows only those in sight are drawn. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, rowKey, caption, emptyText } = props;
  const [sorting, setSorting] = useState<SortingState>([]);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const definitions = useMemo(() => columns.map(definitionOf), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    sortDescFirst: false,
  });
  if (rows.length === 0) return <Text c="dimmed">{emptyText}</Text>;

  const isVirtual = rows.length > manyRows;
  const maxHeight = props.maxHeight ?? (isVirtual ? 560 : undefined);
  return (
    <Box
      ref={setScroller}
      className="table-scroll"
      {...(maxHeight === undefined ? {} : { mah: maxHeight, tabIndex: 0, role: 'region', 'aria-label': caption })}
    >
      <Table aria-rowcount={rows.length + 1} stickyHeader={maxHeight !== undefined} className="data-table">
        <Table.Caption className="hidden-words">{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <ColumnHead
                key={column.id}
                column={column}
                sorted={directionOf(sorting, column.id)}
                onSort={() => table.getColumn(column.id)?.toggleSorting()}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <TableBody {...props} rows={table.getRowModel().rows.map((row) => row.original)} scroller={scroller} />
      </Table>
    </Box>
  );
}

type Direction = 'ascending' | 'descending' | 'none';

const directionOf = (sorting: SortingState, id: string): Direction => {
  const by = sorting.find((entry) => entry.id === id);
  if (by === undefined) return 'none';
  return by.desc ? 'descending' : 'ascending';
};

function definitionOf<Row extends RowData>(column: Column<Row>): ColumnDef<typeof features, Row> {
  return {
    id: column.id,
    accessorFn: (row) => column.sortBy?.(row) ?? '',
    enableSorting: column.sortBy !== undefined,
    sortFn: (a, b, id) => compare(a.getValue<string | number>(id), b.getValue<string | number>(id)),
  };
}

const words = new Intl.Collator('en-GB', { numeric: true });

/** Numbers by size, words as a person would file them: LAC-2 before LAC-10. */
const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));

interface ColumnHeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorted: Direction;
  readonly onSort: () => void;
}

const marks: Readonly<Record<Direction, string>> = { ascending: '▲', descending: '▼', none: '' };

function ColumnHead<Row>({ column, sorted, onSort }: ColumnHeadProps<Row>): ReactNode {
  const align = column.align ?? 'left';
  if (column.sortBy === undefined)
    return (
      <Table.Th scope="col" ta={align}>
        {column.header}
      </Table.Th>
    );
  return (
    <Table.Th scope="col" ta={align} aria-sort={sorted}>
      <UnstyledButton className="sort" onClick={onSort}>
        {column.header}
        <span aria-hidden>{marks[sorted]}</span>
      </UnstyledButton>
    </Table.Th>
  );
}
