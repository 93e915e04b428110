import { Card, Grid, Stack, Text, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { waitingTopics } from '../../ui/waiting-topics.ts';
import { useQuery } from '../../ui/use-query.ts';
import { BundleDecision } from './bundle-decision.tsx';
import { ClipDecision } from './clip-decision.tsx';
import { CountersignDecision } from './countersign-decision.tsx';
import type { DecisionProps } from './decision.tsx';
import { DisclosureDecision } from './disclosure-decision.tsx';
import { HoldDecision } from './hold-decision.tsx';
import { MaskDecision } from './mask-decision.tsx';
import { PiaDecision } from './pia-decision.tsx';
import { StillDecision } from './still-decision.tsx';

type Waiting = Output<'approvals.list'>[number];

/** The manager's inbox. What is to be judged stands beside the buttons. */
export function ApprovalsPage(): ReactNode {
  const { person } = useSession();
  const { data, failure, loading } = useQuery('approvals.list', {}, waitingTopics);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const chosen = data?.find(({ id }) => id === chosenId) ?? data?.[0];
  const isManager = person.role === 'manager';
  return (
    <Page
      title="Approvals"
      description={
        isManager
          ? 'Each decision takes your password and your reasons, and is written to the ledger.'
          : 'The Safer Neighbourhoods Manager decides on these.'
      }
    >
      <Stack>
        <div role="status">{outcome === null ? null : <Text fw={600}>{outcome}</Text>}</div>
        <FailureAlert failure={failure} />
        {loading ? <Reading /> : null}
        {data?.length === 0 ? (
          <Card maw={880}>
            <Text>Nothing waits for a decision.</Text>
          </Card>
        ) : null}
        {data === null || chosen === undefined ? null : (
          <Grid>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <WaitingList items={data} chosen={chosen} onChoose={setChosenId} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Judgement
                key={chosen.id + chosen.kind}
                kind={chosen.kind}
                id={chosen.id}
                mayDecide={isManager}
                onDecided={setOutcome}
              />
            </Grid.Col>
          </Grid>
        )}
      </Stack>
    </Page>
  );
}

const kindWords: Readonly<Record<Waiting['kind'], string>> = {
  still: 'Still: may it be produced?',
  'still-countersign': 'Still: countersignature',
  mask: 'Masked copy: does it cover what it must?',
  clip: 'Masked clip: does it cover what it must?',
  bundle: 'Court bundle: may it be burned?',
  hold: 'Hold: is the footage kept longer?',
  disclosure: 'Disclosure: may it be released?',
  pia: 'PIA: may the camera be put up?',
};

interface WaitingListProps {
  readonly items: readonly Waiting[];
  readonly chosen: Waiting;
  readonly onChoose: (id: string) => void;
}

const WaitingList = ({ items, chosen, onChoose }: WaitingListProps): ReactNode => (
  <nav aria-label="Waiting for a decision">
    <Stack component="ul" className="plain-list" gap="xs">
      {items.map((item) => (
        <li key={item.kind + item.id}>
          <UnstyledButton
            className="choice"
            aria-current={item === chosen ? 'true' : undefined}
            onClick={() => onChoose(item.id)}
          >
            <Text size="sm" c="dimmed">
              {kindWords[item.kind]}
            </Text>
            <Text fw={600}>
              {item.number}: {item.title}
            </Text>
            <Text size="sm">
              {item.askedBy}, <InstantText value={item.askedAt} />
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  </nav>
);

/** What is to be judged, and its buttons. */
const judgements: Readonly<Record<Waiting['kind'], (props: DecisionProps) => ReactNode>> = {
  still: StillDecision,
  'still-countersign': CountersignDecision,
  mask: MaskDecision,
  clip: ClipDecision,
  bundle: BundleDecision,
  hold: HoldDecision,
  disclosure: DisclosureDecision,
  pia: PiaDecision,
};

function Judgement({ kind, ...props }: DecisionProps & { readonly kind: Waiting['kind'] }): ReactNode {
  const OneKind = judgements[kind];
  return <OneKind {...props} />;
}
