import { Button, Card, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import type { CaseSummary } from './case-words.ts';
import { OpenCaseForm } from './open-case-form.tsx';

const columns: readonly Column<CaseSummary>[] = [
  { id: 'ref', header: 'React reference', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  { id: 'title', header: 'Case', cell: ({ title }) => title, sortBy: ({ title }) => title },
  {
    id: 'overwrite',
    header: 'Next overwrite',
    cell: ({ nextOverwriteOn }) =>
      nextOverwriteOn === null ? 'nothing outstanding' : <DayText value={nextOverwriteOn} />,
    // What has no date comes after what has one.
    sortBy: ({ nextOverwriteOn }) => nextOverwriteOn ?? '9999',
  },
  {
    id: 'incidents',
    header: 'Incidents',
    cell: ({ incidentCount }) => incidentCount,
    sortBy: ({ incidentCount }) => incidentCount,
    align: 'right',
  },
  {
    id: 'recordings',
    header: 'Recordings',
    cell: ({ recordingCount }) => recordingCount,
    sortBy: ({ recordingCount }) => recordingCount,
    align: 'right',
  },
  {
    id: 'opened',
    header: 'Opened',
    cell: ({ openedAt }) => <InstantText value={openedAt} />,
    sortBy: ({ openedAt }) => openedAt,
  },
  { id: 'by', header: 'By', cell: ({ openedBy }) => openedBy, sortBy: ({ openedBy }) => openedBy },
];

/** Every case, keyed by its React reference. */
export function CasesPage(): ReactNode {
  const { person } = useSession();
  const navigate = useNavigate();
  const { data, failure, loading } = useQuery('cases.list', {}, ['cases', 'recordings', 'retrievals']);
  const [isOpening, setOpening] = useState(false);
  const open = (caseId: string): void => void navigate({ to: '/cases/$caseId', params: { caseId } });
  return (
    <Page
      title="Cases"
      description="One case for each React reference. Opening a case is written to the ledger."
      actions={
        person.role === 'officer' && !isOpening ? (
          <Button onClick={() => setOpening(true)}>Open a case</Button>
        ) : undefined
      }
    >
      <Stack>
        {isOpening ? <OpenCaseForm onOpened={open} onCancel={() => setOpening(false)} /> : null}
        <FailureAlert failure={failure} />
        {loading ? <Reading /> : null}
        {data === null ? null : (
          <Card>
            <DataTable
              columns={columns}
              rows={data}
              rowKey={({ id }) => id}
              onRowClick={({ id }) => open(id)}
              caption="Cases"
              emptyText={
                person.role === 'officer'
                  ? 'There is no case yet. Open the first one with its React reference.'
                  : 'There is no case yet. The Case Support Officer opens cases.'
              }
            />
          </Card>
        )}
      </Stack>
    </Page>
  );
}
