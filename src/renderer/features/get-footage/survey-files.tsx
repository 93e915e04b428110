import { Card, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/quantity.ts';
import { SizeText } from '../footage/size-text.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { claimSourceWords, formatInWords, zoneWords } from '../footage/recording-words.ts';
import type { Survey } from './draft.ts';
import { roleWords } from './retrieval-words.ts';
import { Notice } from '../footage/notice.tsx';

type SurveyFile = Survey['files'][number];

const columns: readonly Column<SurveyFile>[] = [
  { id: 'path', header: 'File', cell: ({ path }) => <span className="code">{path}</span>, sortBy: ({ path }) => path },
  { id: 'role', header: 'What it is', cell: ({ role }) => roleWords[role], sortBy: ({ role }) => roleWords[role] },
  {
    id: 'format',
    header: 'Format',
    cell: ({ format }) => formatInWords(format),
    sortBy: ({ format }) => formatInWords(format),
  },
  {
    id: 'channel',
    header: 'Camera',
    cell: ({ channel }) => channel ?? 'not stated',
    sortBy: ({ channel }) => channel ?? '',
  },
  { id: 'times', header: 'Times it claims', cell: (file) => <Claims file={file} /> },
  {
    id: 'size',
    header: 'Size',
    // A recorder that replays says no size; an empty file of a stick has been read, and is one.
    cell: ({ sizeBytes, format }) =>
      sizeBytes === 0 && format === 'not read yet' ? 'not stated' : <SizeText bytes={sizeBytes} />,
    sortBy: ({ sizeBytes }) => sizeBytes,
    align: 'right',
  },
];

const Claims = ({ file }: { readonly file: SurveyFile }) => (
  <Stack gap={2}>
    {file.timeClaims.length === 0 && <Text size="sm">none</Text>}
    {file.timeClaims.map(({ kind, wallClock, zone, source }) => (
      <Text key={`${kind} ${source} ${wallClock}`} size="sm" className="figures">
        {kind === 'start' ? 'Start' : 'End'} {formatWallClock(wallClock)}{' '}
        <Text span inherit c="dimmed">
          ({claimSourceWords[source]}, {zoneWords[zone]})
        </Text>
      </Text>
    ))}
    {file.heldSince !== null && (
      <Text size="sm" fw={600}>
        In the vault since {file.heldSince}; not taken again.
      </Text>
    )}
    {file.contradictions.map((contradiction) => (
      <Text key={contradiction} size="sm" fw={600} c="var(--mantine-color-error)">
        <IconAlertTriangle size={14} aria-hidden /> Contradiction: {contradiction}
      </Text>
    ))}
  </Stack>
);

/** Every file of the folder, and every entry that cannot be taken. Nothing is left out. */
export const SurveyFiles = ({ survey }: { readonly survey: Survey }) => (
  <>
    {survey.refused.length > 0 && (
      <Notice tone="bad" title={`Could not be read or taken: ${count(survey.refused.length, 'entry', 'entries')}`}>
        <List>
          {survey.refused.map(({ path, reason }) => (
            <List.Item key={path}>
              <span className="code">{path}</span>: {reason}
            </List.Item>
          ))}
        </List>
      </Notice>
    )}
    <Card withBorder component="section" padding="xs">
      <Title order={2} m="xs">
        {count(survey.files.length, 'file')} in {survey.folderName}
      </Title>
      <DataTable
        columns={columns}
        rows={survey.files}
        rowKey={({ path }) => path}
        caption="What there is"
        emptyText="There is nothing here that can be taken."
      />
    </Card>
  </>
);
