import type { Column } from './data-table.tsx';
import { HashText } from './hash-text.tsx';
import { InstantText } from './time-text.tsx';

interface KeptFile {
  readonly fileName: string;
  readonly sha256: string;
}

/** A sealed file by the name it came with, and its hash below. */
export const fileColumn = <T extends KeptFile>(): Column<T> => ({
  id: 'file',
  header: 'File and SHA-256',
  cell: ({ fileName, sha256 }) => (
    <>
      <span className="file-name">{fileName}</span>
      <br />
      <HashText value={sha256} />
    </>
  ),
});

/** When it came here, and who brought it below. */
export const cameColumn = <T,>(header: string, came: (row: T) => { at: string; by: string }): Column<T> => ({
  id: 'at',
  header,
  cell: (row) => (
    <>
      <InstantText value={came(row).at} />
      <br />
      {came(row).by}
    </>
  ),
  sortBy: (row) => came(row).at,
});
