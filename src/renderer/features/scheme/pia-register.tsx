import { Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { type Pia, piaStateWords } from './pia-words.ts';

const columns: readonly Column<Pia>[] = [
  { id: 'number', header: 'PIA', cell: ({ number }) => number, sortBy: ({ number }) => number },
  {
    id: 'version',
    header: 'Version',
    cell: ({ latest }) => latest.version,
    sortBy: ({ latest }) => latest.version,
    align: 'right',
  },
  { id: 'place', header: 'Place', cell: ({ latest }) => latest.place, sortBy: ({ latest }) => latest.place },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  { id: 'author', header: 'Written by', cell: ({ latest }) => latest.author, sortBy: ({ latest }) => latest.author },
  {
    id: 'until',
    header: 'Until',
    cell: ({ latest }) => (latest.plannedUntil === null ? 'not given yet' : <DayText value={latest.plannedUntil} />),
    sortBy: ({ latest }) => latest.plannedUntil ?? '0',
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ latest }) => (
      <StatusBadge tone={piaStateWords[latest.state].tone}>{piaStateWords[latest.state].words}</StatusBadge>
    ),
    sortBy: ({ latest }) => piaStateWords[latest.state].words,
  },
];

/** Every privacy impact assessment, by its newest version. One is begun from the request for a camera. */
export function PiaRegister(): ReactNode {
  const navigate = useNavigate();
  const pias = useQuery('pias.list', {}, ['deployments']);
  return (
    <Stack>
      <Section title="PIAs (DPIAs)">
        <FailureAlert failure={pias.failure} />
        {pias.loading ? <Reading /> : null}
        {pias.data === null ? null : (
          <DataTable
            columns={columns}
            rows={pias.data}
            rowKey={({ id }) => id}
            onRowClick={({ id }) => void navigate({ to: '/scheme/pias/$piaId', params: { piaId: id } })}
            caption="Privacy impact assessments"
            emptyText="No PIA has been begun. Request a camera first; its PIA is begun there."
          />
        )}
      </Section>
      <ClauseQuote clause="5.1" />
    </Stack>
  );
}
