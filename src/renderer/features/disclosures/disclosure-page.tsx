import { Group, SimpleGrid, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { ReactSlip } from '../../ui/react-slip.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useOpened } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { FreezeList } from '../retention/freeze-list.tsx';
import { ClockSection } from './clock-section.tsx';
import { OutcomeFacts, RequestFacts } from './disclosure-facts.tsx';
import { type Disclosure, stateWords } from './disclosure-words.ts';
import { NextSteps } from './next-steps.tsx';
import { Papers } from './papers.tsx';

/** One request with its whole way. Opening this screen is itself written to the ledger. */
export function DisclosurePage(): ReactNode {
  const { disclosureId = '' } = useParams({ strict: false });
  const read = useOpened('disclosures.read', { disclosureId });
  if (read.data === null)
    return <Page title="Request">{read.loading ? <Reading /> : <FailureAlert failure={read.failure} />}</Page>;
  return <DisclosureFile disclosure={read.data} onChanged={read.reload} />;
}

interface FileProps {
  readonly disclosure: Disclosure;
  readonly onChanged: () => void;
}

const DisclosureFile = ({ disclosure, onChanged }: FileProps): ReactNode => (
  <Page
    title={`Request ${disclosure.number}`}
    description={
      <Group gap="xs">
        <StatusBadge tone={stateWords[disclosure.state].tone}>{stateWords[disclosure.state].words}</StatusBadge>
        What you see here was opened now, with your name in the ledger.
      </Group>
    }
  >
    <Stack gap="lg">
      <NextSteps disclosure={disclosure} onChanged={onChanged} />
      {disclosure.clock === null ? null : <ClockSection disclosure={disclosure} onChanged={onChanged} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Section title="What was asked">
          <RequestFacts disclosure={disclosure} />
        </Section>
        <Section title="What came of it">
          <OutcomeFacts disclosure={disclosure} />
        </Section>
      </SimpleGrid>
      <Papers about="disclosure" aboutId={disclosure.id} mayAdd={disclosure.state !== 'closed'} />
      {disclosure.freezes.length === 0 ? null : (
        <Section title="What it froze">
          <Stack gap="sm">
            <FreezeList freezes={disclosure.freezes} />
            {disclosure.freezeReportId === null ? null : (
              <Group>
                <PrintButton documentId={disclosure.freezeReportId}>Print the report of the freeze</PrintButton>
              </Group>
            )}
          </Stack>
        </Section>
      )}
      <ReactSlip text={disclosure.reactSlip} />
    </Stack>
  </Page>
);
