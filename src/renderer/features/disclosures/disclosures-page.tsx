import { Button, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Column } from '../../ui/data-table.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { classWords, stateWords, type Summary } from './disclosure-words.ts';
import { ReceiveForm } from './receive-form.tsx';

const columns: readonly Column<Summary>[] = [
  {
    id: 'number',
    header: 'Request',
    cell: ({ number }) => <OneLine>{number}</OneLine>,
    sortBy: ({ number }) => number,
  },
  {
    id: 'class',
    header: 'Kind',
    cell: ({ class: kind }) => classWords[kind],
    sortBy: ({ class: kind }) => classWords[kind],
  },
  {
    id: 'who',
    header: 'Who asks',
    cell: ({ requester, organisation }) => (organisation === null ? requester : `${requester}, ${organisation}`),
    sortBy: ({ requester }) => requester,
  },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef ?? 'none', sortBy: ({ reactRef }) => reactRef ?? '' },
  {
    id: 'received',
    header: 'Received',
    cell: ({ receivedOn }) => <DayText value={receivedOn} />,
    sortBy: ({ receivedOn }) => receivedOn,
  },
  {
    id: 'due',
    header: 'To be answered by',
    cell: ({ clock }) =>
      clock === null ? (
        'no clock of the law'
      ) : clock.dueOn === null ? (
        'the clock stands'
      ) : (
        <DayText value={clock.dueOn} />
      ),
    sortBy: ({ clock }) => clock?.dueOn ?? '9999',
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => stateWords[state].words,
  },
];

/** Who asked for footage, what was decided, what went out, and what came back (CoP 4.8-4.12). */
export function DisclosuresPage(): ReactNode {
  const { person } = useSession();
  const navigate = useNavigate();
  const [isReceiving, setReceiving] = useState(false);
  const list = useQuery('disclosures.list', {}, ['disclosures', 'retention']);
  const open = ({ id }: { readonly id: string }): void =>
    void navigate({ to: '/disclosures/$disclosureId', params: { disclosureId: id } });
  return (
    <Page
      title="Disclosures"
      description="Every request for footage, refusals too: footage leaves the house for the people CoP 4.11 lists, and for nobody else without two agreeing."
      actions={
        person.role === 'officer' && !isReceiving ? (
          <Button onClick={() => setReceiving(true)}>Log a request</Button>
        ) : undefined
      }
    >
      <Stack>
        {isReceiving ? <ReceiveForm onDone={open} onCancel={() => setReceiving(false)} /> : null}
        <Section title="Register">
          <FailureAlert failure={list.failure} />
          {list.loading ? <Reading /> : null}
          {list.data === null ? null : (
            <DataTable
              columns={columns}
              rows={list.data}
              rowKey={({ id }) => id}
              onRowClick={open}
              caption="Requests for footage"
              emptyText="No request has been logged."
            />
          )}
        </Section>
      </Stack>
    </Page>
  );
}
