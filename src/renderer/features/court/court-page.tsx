import { Button, Card, Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { count } from '../../ui/quantity.ts';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { BundleBuilder } from './bundle-builder.tsx';
import { type Bundle, bundleStateWords, kindWords, type Proceedings } from './court-words.ts';
import { OutcomeColumn } from './proceedings-outcome.tsx';
import { DiscRegister } from './disc-register.tsx';
import { ProceedingsForm } from './proceedings-form.tsx';

const bundleColumns: readonly Column<Bundle>[] = [
  { id: 'number', header: 'Bundle', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'for', header: 'For', cell: ({ proceedings }) => `${proceedings.caseNumber}, ${proceedings.parties}` },
  { id: 'exhibits', header: 'Exhibits', cell: ({ exhibits }) => exhibits.length, align: 'right' },
  {
    id: 'prepared',
    header: 'Prepared',
    cell: ({ preparedAt, preparedBy }) => (
      <>
        <InstantText value={preparedAt} />
        <br />
        {preparedBy}
      </>
    ),
    sortBy: ({ preparedAt }) => preparedAt,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={bundleStateWords[state].tone}>{bundleStateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => bundleStateWords[state].words,
  },
];

const proceedingsColumns: readonly Column<Proceedings>[] = [
  { id: 'number', header: 'Case number', cell: ({ caseNumber }) => caseNumber, sortBy: ({ caseNumber }) => caseNumber },
  { id: 'case', header: 'Case', cell: ({ reactRef }) => reactRef, sortBy: ({ reactRef }) => reactRef },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kindWords[kind], sortBy: ({ kind }) => kind },
  { id: 'court', header: 'Court', cell: ({ court }) => court, sortBy: ({ court }) => court },
  { id: 'parties', header: 'Parties', cell: ({ parties }) => parties },
  {
    id: 'hearing',
    header: 'Hearing',
    cell: ({ hearingOn }) => (hearingOn === null ? 'not known yet' : <DayText value={hearingOn} />),
    sortBy: ({ hearingOn }) => hearingOn ?? '9999',
  },
  { id: 'outcome', header: 'How it ended', cell: (each) => <OutcomeColumn proceedings={each} /> },
];

/** Proceedings, bundles and the disc register. */
export function CourtPage() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const caseId = typeof search['caseId'] === 'string' ? search['caseId'] : undefined;
  const { person } = useSession();
  const [form, setForm] = useState<'proceedings' | 'bundle' | null>(null);
  const scope = caseId === undefined ? {} : { caseId };
  const proceedings = useQuery('proceedings.list', scope, ['court']);
  const bundles = useQuery('bundles.list', scope, ['court']);
  const navigate = useNavigate();
  const close = (): void => setForm(null);
  const openBundle = ({ id }: { readonly id: string }): void => void navigate({ to: `/court/${id}` });

  return (
    <Page
      title="Court"
      description={caseId === undefined ? 'All cases.' : 'One case.'}
      actions={
        person.role === 'officer' && (
          <>
            <Button variant="default" onClick={() => setForm('proceedings')}>
              Name proceedings
            </Button>
            <Button disabled={(proceedings.data ?? []).length === 0} onClick={() => setForm('bundle')}>
              Prepare a bundle
            </Button>
          </>
        )
      }
    >
      <Stack>
        <FailureAlert failure={proceedings.failure ?? bundles.failure} />
        {form === 'proceedings' && <ProceedingsForm caseId={caseId ?? null} onNamed={close} onCancel={close} />}
        {form === 'bundle' && (
          <BundleBuilder proceedings={proceedings.data ?? []} onPrepared={openBundle} onCancel={close} />
        )}
        <Register title="Bundles" what={count(bundles.data?.length ?? 0, 'bundle')}>
          {bundles.loading && <Reading />}
          {bundles.data !== null && (
            <DataTable
              columns={bundleColumns}
              rows={bundles.data}
              rowKey={({ id }) => id}
              onRowClick={openBundle}
              caption="Bundles"
              emptyText="No bundle has been prepared."
            />
          )}
        </Register>
        <Register title="Disc register" what="Where every disc is now">
          <DiscRegister scope={scope} />
        </Register>
        <Register
          title="Proceedings"
          what={count(proceedings.data?.length ?? 0, 'set of proceedings', 'sets of proceedings')}
        >
          {proceedings.data !== null && (
            <DataTable
              columns={proceedingsColumns}
              rows={proceedings.data}
              rowKey={({ id }) => id}
              caption="Proceedings"
              emptyText="No proceedings have been named. Without them nothing may be put on disc (CoP 4.7)."
            />
          )}
        </Register>
      </Stack>
    </Page>
  );
}

interface RegisterProps {
  readonly title: string;
  readonly what: string;
  readonly children: ReactNode;
}

const Register = ({ title, what, children }: RegisterProps) => (
  <Card withBorder component="section" aria-label={what}>
    <Title order={2} mb="sm">
      {title}
    </Title>
    {children}
  </Card>
);
