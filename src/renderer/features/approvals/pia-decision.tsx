import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Input } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { Consultations, PiaWritten } from '../scheme/pia-text.tsx';
import { PicturesBeside } from '../scheme/site-pictures.tsx';
import { DecisionCard, type DecisionProps } from './decision.tsx';

type Choice = Input<'pias.decide'>['decision'];

const outcomes: Readonly<Record<Choice, string>> = { approve: 'approved', return: 'returned', refuse: 'refused' };

/** CoP 5.6: the whole PIA is read beside the buttons. */
export function PiaDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const pias = useQuery('pias.list', {}, ['deployments']);
  const decide = useCommand('pias.decide');
  const pia = pias.data?.find((one) => one.id === id);
  if (pia === undefined) return pias.loading ? <Reading /> : <FailureAlert failure={pias.failure} />;
  const { latest } = pia;
  const send = async (decision: Choice, password: string, reasons: string): Promise<void> => {
    const decided = await decide.run({ piaId: pia.id, version: latest.version, decision, reasons, password });
    if (decided !== null) onDecided(`${decided.number} version ${latest.version} was ${outcomes[decision]}.`);
  };
  return (
    <DecisionCard<Choice>
      title={`${pia.number}, version ${latest.version}`}
      yes={{
        decision: 'approve',
        label: 'Approve',
        consequence:
          'A camera may be put up at this place and for this period, and nowhere else. The sheet is made with your name.',
      }}
      no={{
        decision: 'refuse',
        label: 'Refuse',
        consequence: 'No camera may be put up there. The officer reads your reasons.',
      }}
      back={{
        decision: 'return',
        label: 'Return to be completed',
        consequence: 'This version stays as it is; the officer begins the next one with your reasons.',
      }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <PiaWritten version={latest} />
      <Stack gap={4}>
        <Title order={3}>People consulted</Title>
        <Consultations consultations={pia.consultations} />
      </Stack>
      <PicturesBeside deploymentId={pia.deploymentId} />
      <ClauseQuote clause="5.4" />
      <ClauseQuote clause="5.5" />
    </DecisionCard>
  );
}
