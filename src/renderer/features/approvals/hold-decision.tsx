import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { authorityWords, type Hold, scopeOfHold } from '../retention/hold-words.ts';
import { DecisionCard, type DecisionProps } from './decision.tsx';

const factsOf = (hold: Hold) => [
  { label: 'On', value: scopeOfHold(hold) },
  { label: 'Case', value: hold.reactRef },
  { label: 'Why', value: <span className="paragraph">{hold.reason}</span> },
  { label: 'On what authority', value: `${authorityWords[hold.authority]}, ${hold.authorityReference}` },
  { label: 'Asked for by', value: hold.askedBy },
  { label: 'Asked for', value: <InstantText value={hold.askedAt} /> },
  ...(hold.extension === null
    ? [{ label: 'To be reviewed on', value: <DayText value={hold.reviewOn} /> }]
    : [
        { label: 'Review date now', value: <DayText value={hold.reviewOn} /> },
        { label: 'Extended to', value: <DayText value={hold.extension.reviewOn} /> },
        { label: 'Why longer', value: <span className="paragraph">{hold.extension.reason}</span> },
        { label: 'Extension asked for by', value: hold.extension.askedBy },
      ]),
];

/** KE6: only the manager keeps footage past its six weeks, never whoever asked, and never without a review date. */
export function HoldDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const holds = useQuery('holds.list', {}, ['retention']);
  const decide = useCommand('holds.decide');
  const hold = holds.data?.find((one) => one.id === id);
  if (hold === undefined) return holds.loading ? <Reading /> : <FailureAlert failure={holds.failure} />;
  const send = async (decision: 'approve' | 'refuse', password: string, reasons: string): Promise<void> => {
    const decided = await decide.run({ holdId: id, decision, reasons, password });
    if (decided !== null) onDecided(`Hold ${decided.number} was ${decision === 'approve' ? 'approved' : 'refused'}.`);
  };
  const isExtension = hold.extension !== null;
  return (
    <DecisionCard
      title={isExtension ? `Extension of hold ${hold.number}` : `Hold ${hold.number}`}
      yes={{
        decision: 'approve',
        label: 'Approve',
        consequence: 'The footage is kept past its six weeks until the review date, and reviewed then.',
      }}
      no={{
        decision: 'refuse',
        label: 'Refuse',
        consequence: isExtension
          ? 'The hold keeps its review date and ends unless it is reviewed.'
          : 'The footage is destroyed on its day unless something else keeps it.',
      }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <Facts items={factsOf(hold)} />
      <ClauseQuote clause="4.6" />
    </DecisionCard>
  );
}
