import { Table, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { MouseEvent, ReactNode } from 'react';
import { type Column, type DataTableProps, manyRows } from './column.ts';

interface TableBodyProps<Row> extends DataTableProps<Row> {
  readonly scroller: HTMLDivElement | null;
}

const rowHeightPx = 37;

/** The rows in sight, with empty rows as tall as what is not drawn above and below, so that it stays a real table. */
export function TableBody<Row>(props: TableBodyProps<Row>): ReactNode {
  const { rows, rowKey, columns, scroller } = props;
  const isVirtual = rows.length > manyRows;
  const virtual = useVirtualizer({
    count: isVirtual ? rows.length : 0,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  });
  const row = (value: Row, index: number) => (
    <BodyRow
      key={rowKey(value)}
      row={value}
      rowIndex={index}
      columns={columns}
      {...(props.onRowClick === undefined ? {} : { onOpen: props.onRowClick })}
    />
  );
  if (!isVirtual) return <Table.Tbody>{rows.map(row)}</Table.Tbody>;

  const inSight = virtual.getVirtualItems();
  const above = inSight[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  return (
    <Table.Tbody>
      <Filler heightPx={above} />
      {inSight.map(({ index }) => {
        const value = rows[index];
        return value === undefined ? null : row(value, index);
      })}
      <Filler heightPx={below} />
    </Table.Tbody>
  );
}

const Filler = ({ heightPx }: { readonly heightPx: number }): ReactNode =>
  heightPx > 0 ? <tr aria-hidden style={{ height: heightPx }} /> : null;

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly rowIndex: number;
  readonly columns: readonly Column<Row>[];
  readonly onOpen?: (row: Row) => void;
}

function BodyRow<Row>({ row, rowIndex, columns, onOpen }: BodyRowProps<Row>): ReactNode {
  const open = (event: MouseEvent): void => {
    // A button or link in the row does its own work.
    if (event.target instanceof Element && event.target.closest('button, a, input, label') !== null) return;
    onOpen?.(row);
  };
  return (
    <Table.Tr aria-rowindex={rowIndex + 2} {...(onOpen === undefined ? {} : { onClick: open, className: 'row-opens' })}>
      {columns.map((column, place) => (
        <Table.Td key={column.id} ta={column.align ?? 'left'} className={column.align === 'right' ? 'figures' : ''}>
          {place === 0 && onOpen !== undefined ? (
            <UnstyledButton className="row-button" onClick={() => onOpen(row)}>
              {column.cell(row)}
            </UnstyledButton>
          ) : (
            column.cell(row)
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
