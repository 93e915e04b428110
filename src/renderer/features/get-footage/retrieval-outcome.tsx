import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { SizeText } from '../footage/size-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';
import { offsetInWords } from '../footage/offset.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { CoverageStrips } from './coverage-strips.tsx';
import { outcomeWords, type RetrievalRead, retrievalStateWords, roleWords } from './retrieval-words.ts';

type RetrievedFile = RetrievalRead['files'][number];

const columns: readonly Column<RetrievedFile>[] = [
  { id: 'path', header: 'File', cell: (file) => <FileName file={file} />, sortBy: ({ path }) => path },
  { id: 'role', header: 'What it is', cell: ({ role }) => roleWords[role], sortBy: ({ role }) => role },
  {
    id: 'outcome',
    header: 'What became of it',
    cell: ({ outcome, reason }) => (
      <>
        <StatusBadge tone={outcomeWords[outcome].tone}>{outcomeWords[outcome].words}</StatusBadge>
        {reason !== null && <Text size="sm">{reason}</Text>}
      </>
    ),
    sortBy: ({ outcome }) => outcomeWords[outcome].words,
  },
  {
    id: 'size',
    header: 'Size',
    cell: ({ sizeBytes }) => <SizeText bytes={sizeBytes} />,
    sortBy: ({ sizeBytes }) => sizeBytes,
    align: 'right',
  },
  { id: 'hash', header: 'SHA-256', cell: ({ sha256 }) => <HashText value={sha256} /> },
];

const FileName = ({ file }: { readonly file: RetrievedFile }) =>
  file.recordingId === null ? (
    <span className="code">{file.path}</span>
  ) : (
    <Anchor component={Link} inherit underline="always" to={`/footage/${file.recordingId}`} className="code">
      {file.path}
    </Anchor>
  );

/** What a retrieval brought, file by file, with its receipt. */
export function RetrievalOutcome({ retrievalId }: { readonly retrievalId: string }) {
  const read = useQuery('retrievals.read', { retrievalId }, ['retrievals', 'recordings', 'documents']);
  if (read.data === null) return read.loading ? <Reading /> : <FailureAlert failure={read.failure} />;
  const { retrieval, period, timeCheck, kitSerial, place, reason, coverage, files, device, camera } = read.data;
  const { tone, words } = retrievalStateWords[retrieval.state];
  return (
    <Stack>
      <Card withBorder component="section">
        <Stack>
          <Group justify="space-between">
            <Title order={2}>Retrieval {retrieval.number}</Title>
            <StatusBadge tone={tone}>{words}</StatusBadge>
          </Group>
          <Facts
            items={[
              {
                label: 'Asked for',
                value: `${formatWallClock(period.from)} to ${formatWallClock(period.to)} (recorder’s clock)`,
              },
              { label: 'Offset', value: `${offsetInWords(timeCheck.offsetSeconds)}.` },
              { label: 'Recorder', value: `${kitSerial}, ${place}` },
              { label: 'Camera', value: camera.deployment ?? 'not in the register of deployments' },
              {
                label: 'By leave of',
                value: camera.ground ?? `no PIA was in force: incident ${camera.incident ?? 'to be opened'}`,
              },
              { label: 'From', value: retrieval.source },
              ...(device ?? []),
              { label: 'Reason', value: reason },
            ]}
          />
          {retrieval.receiptId !== null && (
            <>
              <PrintButton documentId={retrieval.receiptId}>Print the receipt</PrintButton>
              <Text size="sm" c="dimmed">
                The receipt carries the witness code of the ledger. Two people sign it; keep it away from this laptop.
              </Text>
            </>
          )}
        </Stack>
      </Card>
      <Card withBorder component="section" padding="xs">
        <DataTable
          columns={columns}
          rows={files}
          rowKey={({ path }) => path}
          caption="Files of this retrieval"
          emptyText="No file was reached."
        />
      </Card>
      <Card withBorder component="section">
        <Title order={2} mb="sm">
          What the asked period holds
        </Title>
        <CoverageStrips coverage={coverage} period={period} />
      </Card>
    </Stack>
  );
}
