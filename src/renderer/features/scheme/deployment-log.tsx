import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/section.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { offsetInWords } from '../footage/offset.ts';
import { decisionWords, type Deployment, howWords } from './deployment-words.ts';

type Update = Deployment['updates'][number];
type Review = Deployment['reviews'][number];
type ClockCheck = Deployment['clockChecks'][number];

const at = {
  id: 'at',
  header: 'When',
  cell: (row: { at: string }) => <InstantText value={row.at} />,
  sortBy: (row: { at: string }) => row.at,
};

const updateColumns: readonly Column<Update>[] = [
  at,
  { id: 'position', header: 'Number in line', cell: ({ position }) => position },
  { id: 'how', header: 'How', cell: ({ how }) => howWords[how] },
  { id: 'told', header: 'What was said', cell: ({ told }) => told },
];
const reviewColumns: readonly Column<Review>[] = [
  {
    id: 'on',
    header: 'Reviewed',
    cell: ({ reviewedOn }) => <DayText value={reviewedOn} />,
    sortBy: ({ reviewedOn }) => reviewedOn,
  },
  { id: 'decision', header: 'Decision', cell: ({ decision }) => decisionWords[decision] },
  { id: 'reasons', header: 'Reasons', cell: ({ reasons, by }) => `${reasons} (${by})` },
];
const clockColumns: readonly Column<ClockCheck>[] = [
  at,
  { id: 'offset', header: 'Recorder against reference', cell: ({ offsetSeconds }) => offsetInWords(offsetSeconds) },
  { id: 'by', header: 'Seen by', cell: ({ seenBy }) => seenBy },
];

/** What is done again and again while it waits and hangs. */
export const DeploymentLog = ({ deployment }: { readonly deployment: Deployment }): ReactNode => (
  <SimpleGrid cols={{ base: 1, md: 2 }}>
    <Section title="What the customer was told (CoP 3.3)">
      <DataTable
        columns={updateColumns}
        rows={deployment.updates}
        rowKey={(row) => row.at}
        caption="What the customer was told"
        emptyText="The customer has not been told yet where they stand."
      />
    </Section>
    <Section title="Necessity reviews (CoP 3.3)">
      <DataTable
        columns={reviewColumns}
        rows={deployment.reviews}
        rowKey={(row) => row.at}
        caption="Necessity reviews"
        emptyText="No review has been due yet."
      />
    </Section>
    <Section title="Clock checks (CoP 4.2)">
      <DataTable
        columns={clockColumns}
        rows={deployment.clockChecks}
        rowKey={(row) => row.at}
        caption="Clock checks"
        emptyText="The clock has not been checked yet."
      />
    </Section>
  </SimpleGrid>
);
