import { Button, Card, List, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { formatDay } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';
import { keptOf, KeptReasons, type Reasons } from './kept-reasons.tsx';

const supportedWords = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  'not-answered': 'Was asked and did not answer',
} as const;

interface CloseCaseProps {
  readonly caseId: string;
  readonly onClosed: () => void;
  readonly onCancel: () => void;
}

/** CoP 6.7 and 4.7: the customer is asked, and nothing of the case stays in the cabinet without a reason. */
export function CloseCaseForm({ caseId, onClosed, onCancel }: CloseCaseProps): ReactNode {
  const review = useQuery('cases.closingReview', { caseId }, ['cases', 'retention', 'disclosures', 'court', 'stills']);
  const [reasons, setReasons] = useState<Reasons>({});
  if (review.data === null) return review.loading ? <Reading /> : <FailureAlert failure={review.failure} />;
  const { blockers, items, recordings } = review.data;
  if (blockers.length > 0) return <NotYet blockers={blockers} onCancel={onCancel} />;
  return (
    <QuickForm
      command="cases.close"
      title="Close the case"
      description={<ClauseQuote clause="6.7" />}
      fixed={{ caseId, kept: keptOf(items, reasons) }}
      fields={[
        {
          kind: 'line',
          name: 'evaluation.asked',
          label: 'Satisfaction survey',
          description: 'When the customer was asked, and how.',
        },
        {
          kind: 'choice',
          name: 'evaluation.supported',
          label: 'Did the customer feel supported during the case?',
          options: optionsOf(supportedWords),
        },
        { kind: 'paragraph', name: 'evaluation.views', label: 'Views and experiences of the customer' },
        { kind: 'paragraph', name: 'outcome', label: 'How the case ended' },
      ]}
      submit="Close the case"
      onDone={onClosed}
      onCancel={onCancel}
    >
      {(errors) => (
        <Stack gap="sm">
          <Title order={3}>What is still kept</Title>
          <Text>
            {recordings.length === 0
              ? 'No footage is left on the laptop.'
              : `Footage goes on its own day: ${recordings.map(({ number, deadline }) => `${number} on ${formatDay(deadline)}`).join(', ')}.`}
          </Text>
          <KeptReasons items={items} reasons={reasons} errors={errors} onChange={setReasons} />
        </Stack>
      )}
    </QuickForm>
  );
}

const NotYet = ({ blockers, onCancel }: { readonly blockers: readonly string[]; readonly onCancel: () => void }) => (
  <Card component="section" aria-label="The case cannot close yet" maw={880}>
    <Stack gap="sm" align="flex-start">
      <Title order={2}>The case cannot close yet</Title>
      <List>
        {blockers.map((blocker) => (
          <List.Item key={blocker}>{blocker}</List.Item>
        ))}
      </List>
      <ClauseQuote clause="4.6" />
      <Button variant="default" onClick={onCancel}>
        Back to the case
      </Button>
    </Stack>
  </Card>
);
