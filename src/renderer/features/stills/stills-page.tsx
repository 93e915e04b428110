import { Card, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { noFilter, passes, StillFilters } from './still-filters.tsx';
import { StillSheets } from './still-sheets.tsx';
import { type Still, stillStateWords } from './still-words.ts';

const columns: readonly Column<Still>[] = [
  { id: 'number', header: 'Still', cell: ({ number }) => <OneLine>{number}</OneLine>, sortBy: ({ number }) => number },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  { id: 'reason', header: 'Reason', cell: ({ necessity }) => <span className="sentence">{necessity}</span> },
  {
    id: 'time',
    header: 'Recorded',
    cell: ({ recordedTime }) => (
      <span className="figures">{recordedTime === null ? 'not known' : formatWallClock(recordedTime)}</span>
    ),
    sortBy: ({ recordedTime }) => recordedTime ?? '',
  },
  { id: 'particulars', header: 'Particulars', cell: ({ particulars }) => particulars },
  {
    id: 'producer',
    header: 'Produced, signed off by',
    cell: ({ producedBy, producedAt, countersignedBy }) => (
      <span className="wraps">
        {producedBy === null ? (
          'not produced'
        ) : (
          <>
            <span>{producedBy}</span>
            <br />
            <InstantText value={producedAt} />
          </>
        )}
        <br />
        <span>{countersignedBy ?? 'not signed off'}</span>
      </span>
    ),
  },
  {
    id: 'prints',
    header: 'Exhibit, prints',
    cell: ({ exhibitReference, prints, printsOut, cabinetPlace }) => (
      <span className="wraps">
        {exhibitReference === null ? null : (
          <>
            {exhibitReference}
            <br />
          </>
        )}
        {prints === 0 ? 'none' : printsOut === 0 ? `${prints} in the cabinet` : `${prints}, ${printsOut} out`}
        {cabinetPlace === null ? null : (
          <>
            <br />
            {cabinetPlace}
          </>
        )}
      </span>
    ),
    sortBy: ({ printsOut }) => printsOut,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={stillStateWords[state].tone}>{stillStateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => stillStateWords[state].words,
  },
];

/** The stills index of CoP 5.15, with the requests that are still on their way. */
export function StillsPage() {
  const stills = useQuery('stills.list', {}, ['stills']);
  const [filter, setFilter] = useState(noFilter);
  const navigate = useNavigate();
  const shown = stills.data?.filter((still) => passes(still, filter)) ?? [];
  return (
    <Page
      title="Stills"
      description={
        <>
          <ClauseQuote clause="5.15" />A still is requested in the viewing room, at the frame it is to show.
        </>
      }
    >
      <FailureAlert failure={stills.failure} />
      {stills.loading && <Reading />}
      {stills.data !== null && (
        <Stack>
          {stills.data.length > 0 && <StillFilters stills={stills.data} filter={filter} onChange={setFilter} />}
          {stills.data.length > 0 && <StillSheets stills={stills.data} reactRef={filter.reactRef} />}
          <Card withBorder padding="xs">
            <DataTable
              columns={columns}
              rows={shown}
              rowKey={({ id }) => id}
              onRowClick={({ id }) => void navigate({ to: `/stills/${id}` })}
              caption="Stills index"
              emptyText={
                stills.data.length === 0 ? 'No still has been requested.' : 'No still fits what is chosen above.'
              }
            />
          </Card>
        </Stack>
      )}
    </Page>
  );
}
