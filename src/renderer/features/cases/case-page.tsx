import { Button, Group, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useOpened } from '../../ui/use-query.ts';
import { CaseRegisters } from './case-registers.tsx';
import { IncidentList } from './incident-list.tsx';
import { CaseScheme } from './case-scheme.tsx';
import { ReportIncidentForm } from './report-incident-form.tsx';
import { Timeline } from './timeline.tsx';

type CaseRead = Output<'cases.read'>;

/** One case with all that belongs to it. Opening this screen is itself written to the ledger. */
export function CasePage(): ReactNode {
  const { caseId = '' } = useParams({ strict: false });
  const read = useOpened('cases.read', { caseId });
  if (read.data === null)
    return <Page title="Case">{read.loading ? <Reading /> : <FailureAlert failure={read.failure} />}</Page>;
  return <CaseFile read={read.data} onChanged={read.reload} />;
}

function CaseFile({ read, onChanged }: { readonly read: CaseRead; readonly onChanged: () => void }): ReactNode {
  const { person } = useSession();
  const [isReporting, setReporting] = useState(false);
  const isOfficer = person.role === 'officer';
  const reported = (): void => {
    setReporting(false);
    onChanged();
  };
  return (
    <Page
      title={`${read.case.reactRef}: ${read.case.title}`}
      description="What you see here was opened now, with your name in the ledger."
      actions={
        <>
          <Button variant="default" onClick={onChanged}>
            Read again
          </Button>
          {isOfficer && !isReporting ? <Button onClick={() => setReporting(true)}>Report an incident</Button> : null}
        </>
      }
    >
      <Stack gap="lg">
        {isReporting ? (
          <ReportIncidentForm caseId={read.case.id} onReported={reported} onCancel={() => setReporting(false)} />
        ) : null}
        <Section title="Incidents">
          <IncidentList incidents={read.incidents} mayGet={isOfficer} />
        </Section>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <CaseFacts read={read} />
          <ReactSlip text={read.reactSlip} />
        </SimpleGrid>
        <CaseScheme caseId={read.case.id} />
        <CaseRegisters caseId={read.case.id} />
        <Section title="Timeline">
          <Timeline entries={read.timeline} />
        </Section>
      </Stack>
    </Page>
  );
}

const CaseFacts = ({ read }: { readonly read: CaseRead }): ReactNode => (
  <Section title="Facts">
    <Facts
      items={[
        { label: 'React reference', value: read.case.reactRef },
        { label: 'Opened', value: <InstantText value={read.case.openedAt} /> },
        { label: 'Opened by', value: read.case.openedBy },
        {
          label: 'Next overwrite',
          value:
            read.case.nextOverwriteOn === null ? 'nothing outstanding' : <DayText value={read.case.nextOverwriteOn} />,
        },
        { label: 'Incidents', value: read.case.incidentCount },
        { label: 'Recordings', value: read.case.recordingCount },
      ]}
    />
    <Group mt="md">
      <Button variant="default" component={Link} to="/court">
        Court files
      </Button>
    </Group>
  </Section>
);

/** CoP 6.1: every access is evidenced on React. The laptop has no network, so the officer types it over. */
const ReactSlip = ({ text }: { readonly text: string }): ReactNode => (
  <Section title="For React">
    <Text c="dimmed" mb="xs">
      Type this into React: “only accessed for legitimate reason which must be evidenced, and the evidence recorded on
      React” (CoP 6.1).
    </Text>
    <Textarea
      aria-label="Text for React"
      value={text}
      readOnly
      autosize
      minRows={4}
      onFocus={(event) => event.currentTarget.select()}
    />
  </Section>
);
