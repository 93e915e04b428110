import { Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { type Query, useQuery } from '../../ui/use-query.ts';
import { copyWords, discStateWords } from '../court/court-words.ts';
import { classWords, stateWords as requestStates } from '../disclosures/disclosure-words.ts';
import { retrievalStateWords } from '../get-footage/retrieval-words.ts';
import { retentionInWords, stateWords as recordingStates } from '../footage/recording-words.ts';
import { type KeepersOf, useKeepers } from '../retention/use-keepers.ts';
import { stillStateWords } from '../stills/still-words.ts';

type Request = Output<'disclosures.list'>[number];
type Recording = Output<'recordings.list'>[number];
type Retrieval = Output<'retrievals.list'>[number];
type Still = Output<'stills.list'>[number];
type Disc = Output<'discs.list'>[number];

const recordingColumns = (keepersOf: KeepersOf): readonly Column<Recording>[] => [
  { id: 'number', header: 'Recording', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'file', header: 'File', cell: ({ fileName }) => <span className="file-name">{fileName}</span> },
  {
    id: 'size',
    header: 'Size',
    cell: ({ sizeBytes }) => formatBytes(sizeBytes),
    sortBy: ({ sizeBytes }) => sizeBytes,
    align: 'right',
  },
  {
    id: 'keep',
    header: 'Keep until (CoP 4.6)',
    cell: (row) => (
      <>
        <DayText value={row.retentionDeadline} />, {retentionInWords(row, keepersOf(row))}
      </>
    ),
    sortBy: ({ retentionDeadline }) => retentionDeadline,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={recordingStates[state].tone}>{recordingStates[state].words}</StatusBadge>,
    sortBy: ({ state }) => recordingStates[state].words,
  },
];

const retrievalColumns: readonly Column<Retrieval>[] = [
  { id: 'number', header: 'Retrieval', cell: ({ number }) => number, sortBy: ({ number }) => number },
  {
    id: 'at',
    header: 'Started',
    cell: ({ startedAt }) => <InstantText value={startedAt} />,
    sortBy: ({ startedAt }) => startedAt,
  },
  { id: 'by', header: 'By', cell: ({ officer }) => officer, sortBy: ({ officer }) => officer },
  { id: 'source', header: 'From', cell: ({ source }) => source, sortBy: ({ source }) => source },
  {
    id: 'files',
    header: 'Files',
    cell: ({ fileCount }) => fileCount,
    sortBy: ({ fileCount }) => fileCount,
    align: 'right',
  },
  {
    id: 'size',
    header: 'Size',
    cell: ({ sizeBytes }) => formatBytes(sizeBytes),
    sortBy: ({ sizeBytes }) => sizeBytes,
    align: 'right',
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => (
      <StatusBadge tone={retrievalStateWords[state].tone}>{retrievalStateWords[state].words}</StatusBadge>
    ),
    sortBy: ({ state }) => retrievalStateWords[state].words,
  },
];

const stillColumns: readonly Column<Still>[] = [
  { id: 'number', header: 'Still', cell: ({ number }) => number, sortBy: ({ number }) => number },
  {
    id: 'what',
    header: 'Particulars',
    cell: ({ particulars }) => particulars,
    sortBy: ({ particulars }) => particulars,
  },
  {
    id: 'from',
    header: 'From recording',
    cell: ({ recordingNumber }) => recordingNumber,
    sortBy: ({ recordingNumber }) => recordingNumber,
  },
  { id: 'asked', header: 'Asked for by', cell: ({ requester }) => requester, sortBy: ({ requester }) => requester },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={stillStateWords[state].tone}>{stillStateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => stillStateWords[state].words,
  },
];

const discColumns: readonly Column<Disc>[] = [
  { id: 'number', header: 'Disc', cell: ({ number }) => number, sortBy: ({ number }) => number },
  {
    id: 'copy',
    header: 'Copy',
    cell: ({ copy, setNumber, setSize }) => `${copyWords[copy]}, ${setNumber} of ${setSize}`,
    sortBy: ({ copy }) => copyWords[copy],
  },
  {
    id: 'bundle',
    header: 'Bundle',
    cell: ({ bundleNumber }) => bundleNumber,
    sortBy: ({ bundleNumber }) => bundleNumber,
  },
  { id: 'where', header: 'Where it is now', cell: ({ whereNow }) => whereNow, sortBy: ({ whereNow }) => whereNow },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={discStateWords[state].tone}>{discStateWords[state].words}</StatusBadge>,
    sortBy: ({ state }) => discStateWords[state].words,
  },
];

const requestColumns: readonly Column<Request>[] = [
  { id: 'number', header: 'Request', cell: ({ number }) => number, sortBy: ({ number }) => number },
  {
    id: 'kind',
    header: 'Kind',
    cell: ({ class: kind }) => classWords[kind],
    sortBy: ({ class: kind }) => classWords[kind],
  },
  { id: 'who', header: 'Who asks', cell: ({ requester }) => requester, sortBy: ({ requester }) => requester },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusBadge tone={requestStates[state].tone}>{requestStates[state].words}</StatusBadge>,
    sortBy: ({ state }) => requestStates[state].words,
  },
];

/** What the registers hold about one case. */
export function CaseRegisters({ caseId }: { readonly caseId: string }): ReactNode {
  const navigate = useNavigate();
  const keepersOf = useKeepers();
  const input = { caseId };
  const recordings = useQuery('recordings.list', input, ['recordings', 'retention']);
  const retrievals = useQuery('retrievals.list', input, ['retrievals']);
  const stills = useQuery('stills.list', input, ['stills']);
  const discs = useQuery('discs.list', input, ['court']);
  const requests = useQuery('disclosures.list', input, ['disclosures']);
  return (
    <>
      <Register
        title="Recordings"
        query={recordings}
        columns={recordingColumns(keepersOf)}
        onOpen={({ id }) => void navigate({ to: '/footage/$recordingId', params: { recordingId: id } })}
        emptyText="Nothing has been retrieved for this case."
      />
      <Register
        title="Retrievals"
        query={retrievals}
        columns={retrievalColumns}
        emptyText="No retrieval has been started for this case."
      />
      <Register
        title="Stills"
        query={stills}
        columns={stillColumns}
        onOpen={({ id }) => void navigate({ to: '/stills/$stillId', params: { stillId: id } })}
        emptyText="No still has been asked for."
      />
      <Register
        title="Discs"
        query={discs}
        columns={discColumns}
        onOpen={({ bundleId }) => void navigate({ to: '/court/$bundleId', params: { bundleId } })}
        emptyText="No disc has been burned. A disc is only burned for named proceedings (CoP 4.7)."
      />
      <Register
        title="Disclosures"
        query={requests}
        columns={requestColumns}
        onOpen={({ id }) => void navigate({ to: '/disclosures/$disclosureId', params: { disclosureId: id } })}
        emptyText="Nobody has asked for footage of this case."
      />
    </>
  );
}

interface RegisterProps<Row> {
  readonly title: string;
  readonly query: Pick<Query<never>, 'failure' | 'loading'> & { readonly data: readonly Row[] | null };
  readonly columns: readonly Column<Row>[];
  readonly onOpen?: (row: Row) => void;
  readonly emptyText: string;
}

function Register<Row extends { readonly id: string }>({
  title,
  query,
  columns,
  onOpen,
  emptyText,
}: RegisterProps<Row>) {
  return (
    <Section title={title}>
      <Stack gap="xs">
        <FailureAlert failure={query.failure} />
        {query.loading ? <Reading /> : null}
        {query.data === null ? null : (
          <DataTable
            columns={columns}
            rows={query.data}
            rowKey={({ id }) => id}
            {...(onOpen === undefined ? {} : { onRowClick: onOpen })}
            caption={`${title} of this case`}
            emptyText={emptyText}
          />
        )}
      </Stack>
    </Section>
  );
}
