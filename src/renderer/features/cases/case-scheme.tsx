import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { type Deployment, stateWords } from '../scheme/deployment-words.ts';
import { piaStateWords } from '../scheme/pia-words.ts';
import { systemWords } from './case-words.ts';

const columns: readonly Column<Deployment>[] = [
  { id: 'number', header: 'Deployment', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'place', header: 'Place', cell: ({ place }) => place, sortBy: ({ place }) => place },
  { id: 'system', header: 'System', cell: ({ system }) => systemWords[system] },
  {
    id: 'state',
    header: 'State',
    cell: ({ state, position }) => (
      <StatusBadge tone={stateWords[state].tone}>
        {stateWords[state].words}
        {position === null ? '' : `, number ${String(position)}`}
      </StatusBadge>
    ),
  },
  {
    id: 'pia',
    header: 'PIA',
    cell: ({ pia }) =>
      pia === null ? 'none yet' : `${pia.number} version ${String(pia.version)}: ${piaStateWords[pia.state].words}`,
  },
];

/** The cameras of one case, asked for and put up, with how their PIAs stand. */
export function CaseScheme({ caseId }: { readonly caseId: string }): ReactNode {
  const navigate = useNavigate();
  const list = useQuery('deployments.list', { caseId }, ['deployments']);
  return (
    <Section title="Deployments and PIAs">
      <FailureAlert failure={list.failure} />
      {list.loading ? <Reading /> : null}
      {list.data === null ? null : (
        <DataTable
          columns={columns}
          rows={list.data}
          rowKey={({ id }) => id}
          onRowClick={({ id }) =>
            void navigate({ to: '/scheme/deployments/$deploymentId', params: { deploymentId: id } })
          }
          caption="Deployments of this case"
          emptyText="No camera has been asked for in this case."
        />
      )}
    </Section>
  );
}
