import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Column, DataTable } from '../../src/renderer/ui/data-table.tsx';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

describe('a table', () => {
  interface Row {
    readonly [key: string]: string;
    readonly number: string;
  }
  const columns: readonly Column<Row>[] = [
    { id: 'number', header: 'Disc', cell: ({ number }) => number, sortBy: ({ number }) => number },
  ];
  const rows = ['DISC-10', 'DISC-2', 'DISC-1'].map((number) => ({ number }));
  const theRow = (index: number): HTMLElement => screen.getAllByRole('row')[index] ?? document.body;
  const shown = (): (string | null)[] =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);

  it('is sorted by its heads as a person would file it', async () => {
    installFakeBridge({}, 'officer');
    await renderScreen(
      <DataTable columns={columns} rows={rows} rowKey={({ number }) => number} caption="Discs" emptyText="No disc." />,
    );
    fireEvent.click(screen.getByRole('button', { name: /^Disc/u }));
    expect(shown()).toEqual(['DISC-1', 'DISC-2', 'DISC-10']);
    expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(screen.getByRole('button', { name: /^Disc/u }));
    expect(shown()).toEqual(['DISC-10', 'DISC-2', 'DISC-1']);
  });

  it('opens a row by mouse and by keyboard, once', async () => {
    installFakeBridge({}, 'officer');
    const opened: string[] = [];
    await renderScreen(
      <DataTable
        columns={columns}
        rows={rows}
        rowKey={({ number }) => number}
        onRowClick={({ number }) => opened.push(number)}
        caption="Discs"
        emptyText="No disc."
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'DISC-2' }));
    fireEvent.click(theRow(1));
    expect(opened).toEqual(['DISC-2', 'DISC-10']);
  });

  it('says what it means that it is empty', async () => {
    installFakeBridge({}, 'officer');
    await renderScreen(
      <DataTable columns={columns} rows={[]} rowKey={({ number }) => number} caption="Discs" emptyText="No disc." />,
    );
    expect(screen.getByText('No disc.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('draws only what is in sight of a thousand rows, and still says how many there are', async () => {
    installFakeBridge({}, 'officer');
    const many = Array.from({ length: 1000 }, (_, index) => ({ number: `DISC-${index}` }));
    await renderScreen(
      <DataTable columns={columns} rows={many} rowKey={({ number }) => number} caption="Discs" emptyText="No disc." />,
    );
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
    expect(screen.getAllByRole('row').length).toBeLessThan(200);
    expect(screen.getByRole('region', { name: 'Discs' }).tabIndex).toBe(0);
  });
});
