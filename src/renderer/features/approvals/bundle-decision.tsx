import { List, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { exhibitKindWords, kindWords } from '../court/court-words.ts';
import { ExhibitDescription } from '../court/exhibit-description.tsx';
import { DecisionCard, type DecisionProps } from './decision.tsx';

type Bundle = Output<'bundles.list'>[number];
type Exhibit = Bundle['exhibits'][number];

const exhibitColumns: readonly Column<Exhibit>[] = [
  { id: 'reference', header: 'Exhibit', cell: ({ reference }) => reference },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => exhibitKindWords[kind] },
  { id: 'description', header: 'Description', cell: (exhibit) => <ExhibitDescription exhibit={exhibit} /> },
  { id: 'size', header: 'Size', cell: ({ sizeBytes }) => formatBytes(sizeBytes), align: 'right' },
];

const bundleFacts = ({ proceedings, preparedAt, preparedBy, note }: Bundle) => [
  { label: 'Proceedings', value: `${kindWords[proceedings.kind]}, ${proceedings.court}, ${proceedings.caseNumber}` },
  { label: 'Parties', value: proceedings.parties },
  {
    label: 'Hearing',
    value: proceedings.hearingOn === null ? 'no day yet' : <DayText value={proceedings.hearingOn} />,
  },
  { label: 'Case', value: proceedings.reactRef },
  { label: 'Prepared by', value: preparedBy },
  { label: 'Prepared', value: <InstantText value={preparedAt} /> },
  { label: 'Note', value: note ?? 'none' },
];

/** CoP 3.10 and 4.7: nothing is burned without named proceedings and the manager's approval. */
export function BundleDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const bundles = useQuery('bundles.list', {}, ['court']);
  const decide = useCommand('bundles.decide');
  const bundle = bundles.data?.find((one) => one.id === id);
  if (bundle === undefined) return bundles.loading ? <Reading /> : <FailureAlert failure={bundles.failure} />;
  const send = async (decision: 'approve' | 'refuse', password: string, reasons: string): Promise<void> => {
    const decided = await decide.run({ bundleId: id, decision, reasons, password });
    if (decided !== null) onDecided(`Bundle ${decided.number} was ${decision === 'approve' ? 'approved' : 'refused'}.`);
  };
  return (
    <DecisionCard
      title={`Bundle ${bundle.number}`}
      yes={{
        decision: 'approve',
        label: 'Approve',
        consequence: 'The officer may then burn these exhibits, and only these, to discs for these proceedings.',
      }}
      no={{ decision: 'refuse', label: 'Refuse', consequence: 'No disc is burned. The officer reads your reasons.' }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <Facts items={bundleFacts(bundle)} />
      <DataTable
        columns={exhibitColumns}
        rows={bundle.exhibits}
        rowKey={({ reference }) => reference}
        caption="Exhibits of the bundle"
        emptyText="The bundle holds no exhibit."
      />
      <Stack gap={4}>
        <Title order={3}>What was asked for, obtained and missing</Title>
        <List>
          {bundle.completeness.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Stack>
      <ClauseQuote clause="3.10" />
      <ClauseQuote clause="4.7" />
    </DecisionCard>
  );
}
