import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useOpened } from '../../ui/use-query.ts';
import { OutcomeFacts, RequestFacts } from '../disclosures/disclosure-facts.tsx';
import { classClause } from '../disclosures/disclosure-words.ts';
import { Papers } from '../disclosures/papers.tsx';
import { DecisionCard, type DecisionProps } from './decision.tsx';

/** CoP 4.8-4.12: the manager decides, with reasons, and a refusal is recorded like a release. Opening it is logged. */
export function DisclosureDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const read = useOpened('disclosures.read', { disclosureId: id });
  const decide = useCommand('disclosures.decide');
  if (read.data === null) return read.loading ? <Reading /> : <FailureAlert failure={read.failure} />;
  const disclosure = read.data;
  const send = async (decision: 'release' | 'refuse', password: string, reasons: string): Promise<void> => {
    const decided = await decide.run({ disclosureId: id, decision, reasons, password });
    if (decided !== null) onDecided(`Request ${decided.number} was ${decision === 'release' ? 'granted' : 'refused'}.`);
  };
  return (
    <Stack>
      <DecisionCard
        title={`Request ${disclosure.number}`}
        yes={{
          decision: 'release',
          label: 'Release',
          consequence:
            'The officer may hand over existing discs or stills for this request, and records each with its hash.',
        }}
        no={{
          decision: 'refuse',
          label: 'Refuse',
          consequence: 'Nothing is handed over. The requester is told, with your reasons, and the request is closed.',
        }}
        mayDecide={mayDecide}
        busy={decide.busy}
        failure={decide.failure}
        onOpen={decide.clear}
        onDecide={(...decision) => void send(...decision)}
      >
        <RequestFacts disclosure={disclosure} />
        <Title order={3}>So far</Title>
        <OutcomeFacts disclosure={disclosure} />
        <ClauseQuote clause={classClause[disclosure.class]} />
      </DecisionCard>
      <Papers about="disclosure" aboutId={id} mayAdd={false} />
    </Stack>
  );
}
