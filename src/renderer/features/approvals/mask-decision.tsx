import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { maskFacts } from '../stills/mask-list.tsx';
import { MaskPictures } from '../stills/mask-pictures.tsx';
import { DecisionCard, type DecisionProps } from './decision.tsx';

type Choice = 'approve' | 'refuse';

/** CoP 5.15: the second person compares the masked copy with the still before it may be printed. */
export function MaskDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const masks = useQuery('masks.list', {}, ['stills']);
  const decide = useCommand('masks.decide');
  const mask = masks.data?.find((one) => one.id === id);
  if (mask === undefined) return masks.loading ? <Reading /> : <FailureAlert failure={masks.failure} />;
  const send = async (decision: Choice, password: string, reasons: string): Promise<void> => {
    const decided = await decide.run({ maskId: id, decision, reasons, password });
    if (decided !== null) onDecided(`Masked copy ${decided.number} was ${decided.state}.`);
  };
  return (
    <DecisionCard<Choice>
      title={`Masked copy ${mask.number}`}
      yes={{
        decision: 'approve',
        label: 'Approve',
        consequence: 'The copy may be printed and given out in place of the still.',
      }}
      no={{
        decision: 'refuse',
        label: 'Refuse',
        consequence: 'The copy is never printed, and its picture is destroyed. The officer reads your reasons.',
      }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <MaskPictures mask={mask} />
      <Facts items={maskFacts(mask)} />
      <ClauseQuote clause="5.15" />
    </DecisionCard>
  );
}
