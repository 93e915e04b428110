import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { InstantText, WallClockText } from '../../ui/time-text.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { Papers } from '../disclosures/papers.tsx';
import { requestFacts, routeClause } from '../stills/still-routes.ts';
import { DecisionCard, type DecisionProps } from './decision.tsx';

type Still = Output<'stills.list'>[number];

/** What a manager needs to know of a still: where it is from, who wants it and why. */
export const stillFacts = (still: Still) => [
  { label: 'Case', value: still.reactRef },
  { label: 'From recording', value: still.recordingNumber },
  { label: 'Particulars', value: still.particulars },
  ...requestFacts(still),
  { label: 'Recorded time', value: <WallClockText value={still.recordedTime} /> },
  {
    label: 'Corrected time',
    value: still.correctedTime === null ? 'not known' : formatWallClock(still.correctedTime),
  },
  { label: 'Request recorded by', value: still.requestedBy },
  { label: 'Request recorded', value: <InstantText value={still.requestedAt} /> },
];

/** CoP 5.13: the SNO asks, the manager approves the necessity, only then is the still produced. */
export function StillDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const stills = useQuery('stills.list', {}, ['stills', 'documents']);
  const decide = useCommand('stills.decide');
  const still = stills.data?.find((one) => one.id === id);
  if (still === undefined) return stills.loading ? <Reading /> : <FailureAlert failure={stills.failure} />;
  const send = async (decision: 'approve' | 'refuse', password: string, reasons: string): Promise<void> => {
    const decided = await decide.run({ stillId: id, decision, reasons, password });
    if (decided !== null) onDecided(`Still ${decided.number} was ${decision === 'approve' ? 'approved' : 'refused'}.`);
  };
  return (
    <DecisionCard
      title={`Still ${still.number}`}
      yes={{
        decision: 'approve',
        label: 'Approve',
        consequence: 'The officer may then produce this one still. You see and countersign it afterwards.',
      }}
      no={{
        decision: 'refuse',
        label: 'Refuse',
        consequence: 'The still is not produced. The officer reads your reasons.',
      }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <Facts items={stillFacts(still)} />
      <Text c="dimmed">There is no picture yet: it is produced after approval.</Text>
      {still.route === 'police' && still.papers === 0 ? (
        <Text fw={600}>
          The signed request of the police is not attached. You can refuse; to approve, the officer attaches it first.
        </Text>
      ) : null}
      <Papers about="still" aboutId={still.id} mayAdd={false} />
      <ClauseQuote clause={routeClause[still.route]} />
    </DecisionCard>
  );
}
