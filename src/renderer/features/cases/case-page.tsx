import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { ReactSlip } from '../../ui/react-slip.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useOpened } from '../../ui/use-query.ts';
import { KeepingSection } from '../retention/keeping-section.tsx';
import { CaseRegisters } from './case-registers.tsx';
import { CloseCaseForm } from './close-case-form.tsx';
import { PortalCopies } from './portal-copies.tsx';
import { ReviewKeptForm } from './review-kept-form.tsx';
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
  const [isClosing, setClosing] = useState(false);
  const isOpen = read.case.closedAt === null;
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
          {isOfficer && isOpen && !isClosing ? (
            <Button variant="default" onClick={() => setClosing(true)}>
              Close the case
            </Button>
          ) : null}
          {isOfficer && !isOpen && !isClosing ? (
            <Button variant="default" onClick={() => setClosing(true)}>
              Look through what stayed
            </Button>
          ) : null}
          {isOfficer && isOpen && !isReporting ? (
            <Button onClick={() => setReporting(true)}>Report an incident</Button>
          ) : null}
        </>
      }
    >
      <Stack gap="lg">
        {isReporting ? (
          <ReportIncidentForm caseId={read.case.id} onReported={reported} onCancel={() => setReporting(false)} />
        ) : null}
        {isClosing && !isOpen ? (
          <ReviewKeptForm
            caseId={read.case.id}
            onDone={() => {
              setClosing(false);
              onChanged();
            }}
            onCancel={() => setClosing(false)}
          />
        ) : null}
        {isClosing && isOpen ? (
          <CloseCaseForm
            caseId={read.case.id}
            onClosed={() => {
              setClosing(false);
              onChanged();
            }}
            onCancel={() => setClosing(false)}
          />
        ) : null}
        <Section title="Incidents">
          <IncidentList incidents={read.incidents} mayGet={isOfficer} />
        </Section>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <CaseFacts read={read} />
          <ReactSlip text={read.reactSlip} />
        </SimpleGrid>
        <KeepingSection caseId={read.case.id} />
        <CaseScheme caseId={read.case.id} />
        <PortalCopies caseId={read.case.id} />
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
        { label: 'Closed', value: read.case.closedAt === null ? 'open' : <InstantText value={read.case.closedAt} /> },
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
