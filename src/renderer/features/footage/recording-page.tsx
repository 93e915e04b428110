import { Button, Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useOpened } from '../../ui/use-query.ts';
import {
  claimSourceWords,
  formatInWords,
  playableWords,
  retentionInWords,
  routeWords,
  stateWords,
  viewingBar,
  zoneWords,
} from './recording-words.ts';
import { KeepingSection } from '../retention/keeping-section.tsx';
import { useKeepers } from '../retention/use-keepers.ts';
import { RecognitionsByHand } from './recognitions-by-hand.tsx';
import { ThreeClocks } from './three-clocks.tsx';
import { WhoSawIt } from './who-saw-it.tsx';
import { Notice } from './notice.tsx';

type RecordingRead = Output<'recordings.read'>;

/** One recording. Opening this screen is itself logged. */
export function RecordingPage() {
  const { recordingId = '' } = useParams({ strict: false });
  const { person } = useSession();
  const read = useOpened('recordings.read', { recordingId });
  if (read.data === null)
    return <Page title="Recording">{read.loading ? <Reading /> : <FailureAlert failure={read.failure} />}</Page>;

  const { recording } = read.data;
  const bar = viewingBar(recording);
  const mayView = person.role !== 'auditor' && bar === null;
  return (
    <Page
      key={recording.id}
      title={recording.number}
      description={`${recording.fileName}, case ${recording.reactRef}`}
      actions={
        mayView && (
          <Button component={Link} to={`/viewing/${recording.id}`}>
            Open a viewing
          </Button>
        )
      }
    >
      <Stack>
        {bar !== null && (
          <Notice tone={recording.state === 'quarantined' ? 'bad' : 'neutral'} title="This recording cannot be viewed">
            {bar}
          </Notice>
        )}
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Section title="Time">
            <ThreeClocks recording={recording} timeCheck={read.data.timeCheck} />
            <TimeClaims claims={read.data.timeClaims} />
          </Section>
          <Section title="Integrity and retention">
            <IntegrityFacts read={read.data} />
          </Section>
          <Section title="What the file holds">
            <Facts items={fileFacts(read.data)} />
          </Section>
          <Section title="Derivative">
            <Derivative derivative={read.data.derivative} recording={recording} />
          </Section>
        </SimpleGrid>
        {recording.state === 'kept' ? <KeepingSection caseId={recording.caseId} recording={recording} /> : null}
        <Section title="Who saw it">
          <WhoSawIt viewings={read.data.viewings} />
        </Section>
        <Section title="Recognitions written by hand">
          <RecognitionsByHand recording={recording} />
        </Section>
      </Stack>
    </Page>
  );
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Card withBorder component="section">
    <Title order={2} mb="sm">
      {title}
    </Title>
    {children}
  </Card>
);

function IntegrityFacts({ read }: { readonly read: RecordingRead }) {
  const { recording, disposedAt } = read;
  const keepersOf = useKeepers();
  const { tone, words } = stateWords[recording.state];
  return (
    <Stack>
      <Facts
        items={[
          { label: 'State', value: <StatusBadge tone={tone}>{words}</StatusBadge> },
          { label: 'SHA-256 taken at retrieval', value: <HashText value={recording.sha256} /> },
          ...(recording.state === 'disposed' ? [] : [{ label: 'Read whole', value: <LastCheck read={read} /> }]),
          {
            label: 'Retention deadline',
            value: (
              <>
                <DayText value={recording.retentionDeadline} /> ({retentionInWords(recording, keepersOf(recording))})
              </>
            ),
          },
          ...(disposedAt === null ? [] : [{ label: 'Disposed of', value: <InstantText value={disposedAt} /> }]),
        ]}
      />
      <ClauseQuote clause="4.6" />
    </Stack>
  );
}

const LastCheck = ({ read: { recording, checkedAt } }: { readonly read: RecordingRead }): ReactNode => (
  <>
    {recording.state === 'kept' ? 'Matches this hash, checked ' : 'Last matched this hash '}
    <InstantText value={checkedAt} />
  </>
);

const fileFacts = ({ recording, facts }: RecordingRead) => [
  { label: 'Format', value: formatInWords(recording.format) },
  { label: 'Camera or channel', value: recording.channel ?? 'not stated' },
  {
    label: 'Size',
    value: `${formatBytes(recording.sizeBytes)} (${recording.sizeBytes.toLocaleString('en-GB')} bytes)`,
  },
  { label: 'Can be watched', value: playableWords[recording.playable] },
  ...facts,
  ...(recording.hasAudio
    ? [{ label: 'Sound', value: 'This file holds sound. It is never played here (CoP 5.10); tell the manager.' }]
    : []),
];

function TimeClaims({ claims }: { readonly claims: RecordingRead['timeClaims'] }) {
  if (claims.length === 0) return null;
  return (
    <Stack gap={4} mt="md">
      <Title order={3}>Where these times come from</Title>
      {claims.map(({ kind, wallClock, source, zone }) => (
        <Text key={`${kind} ${source} ${wallClock}`} size="sm">
          {kind === 'start' ? 'Start' : 'End'} {formatWallClock(wallClock)}, {claimSourceWords[source]} (
          {zoneWords[zone]})
        </Text>
      ))}
    </Stack>
  );
}

function Derivative({ derivative, recording }: Pick<RecordingRead, 'derivative' | 'recording'>) {
  if (derivative === null)
    return (
      <Text>
        {recording.playable === 'master' ? 'None was needed: the master itself is shown.' : 'None has been made.'}
      </Text>
    );
  return (
    <Facts
      items={[
        { label: 'Derivative of', value: recording.number },
        { label: 'How it was made', value: routeWords[derivative.route] },
        { label: 'Proof', value: derivative.proof },
        { label: 'Tool', value: derivative.tool },
        { label: 'SHA-256', value: <HashText value={derivative.sha256} /> },
      ]}
    />
  );
}
