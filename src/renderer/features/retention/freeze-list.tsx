import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { InstantText } from '../../ui/time-text.tsx';
import { OneLine } from '../footage/one-line.tsx';
import { type Freeze, scopeOfFreeze } from './hold-words.ts';

const columns: readonly Column<Freeze>[] = [
  { id: 'number', header: 'Freeze', cell: ({ number }) => <OneLine>{number}</OneLine>, sortBy: ({ number }) => number },
  {
    id: 'on',
    header: 'On',
    cell: (freeze) => (
      <>
        {scopeOfFreeze(freeze)}
        {freeze.from === null || freeze.to === null ? null : (
          <Text size="sm" c="dimmed">
            {formatWallClock(freeze.from)} to {formatWallClock(freeze.to)} (UK time)
          </Text>
        )}
      </>
    ),
  },
  {
    id: 'why',
    header: 'Because of',
    cell: ({ disclosureId, request, reason }) => (
      <>
        <Anchor component={Link} inherit underline="always" to={`/disclosures/${disclosureId}`}>
          {request}
        </Anchor>
        <Text size="sm" c="dimmed">
          {reason}
        </Text>
      </>
    ),
  },
  {
    id: 'since',
    header: 'Since',
    cell: ({ frozenAt }) => <InstantText value={frozenAt} />,
    sortBy: ({ frozenAt }) => frozenAt,
  },
  {
    id: 'touches',
    header: 'Recordings it keeps now',
    cell: ({ touches }) => (touches.length === 0 ? 'none' : touches.join(', ')),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ thawedAt }) =>
      thawedAt === null ? (
        <StatusBadge tone="warning">Frozen until the request is closed</StatusBadge>
      ) : (
        <>
          <StatusBadge tone="neutral">Thawed</StatusBadge>
          <Text size="sm">
            <InstantText value={thawedAt} />
          </Text>
        </>
      ),
  },
];

/** What requests froze, and what thawed when they were closed. */
export const FreezeList = ({ freezes }: { readonly freezes: readonly Freeze[] }): ReactNode => (
  <DataTable
    columns={columns}
    rows={freezes}
    rowKey={({ number }) => number}
    caption="Freezes"
    emptyText="Nothing has been frozen."
  />
);
