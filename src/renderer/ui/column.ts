import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  /** Words at the head of the column. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by; a column without it is not sortable. */
  readonly sortBy?: (row: Row) => string | number;
  /** Figures stand to the right. */
  readonly align?: 'right';
}

export interface DataTableProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A click anywhere in the row, or Enter on the button in its first cell. */
  readonly onRowClick?: (row: Row) => void;
  /** Says what the table holds; read out with it. */
  readonly caption: string;
  /** What it means that there is no row. */
  readonly emptyText: string;
  /** Rows scroll inside this many pixels. Default: 560 when there are more than 200 rows, else as tall as they are. */
  readonly maxHeight?: number;
}

/** Above this only the rows in sight are drawn. */
export const manyRows = 200;
