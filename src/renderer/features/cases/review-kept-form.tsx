import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { keptOf, KeptReasons, type Reasons } from './kept-reasons.tsx';

interface ReviewKeptProps {
  readonly caseId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What stayed of a closed case, looked through again: destroyed, or with a reason once more. */
export function ReviewKeptForm({ caseId, onDone, onCancel }: ReviewKeptProps): ReactNode {
  const review = useQuery('cases.closingReview', { caseId }, ['cases', 'court', 'stills']);
  const [reasons, setReasons] = useState<Reasons>({});
  if (review.data === null) return review.loading ? <Reading /> : <FailureAlert failure={review.failure} />;
  const { items } = review.data;
  return (
    <QuickForm
      command="cases.reviewKept"
      title="What stayed of the case"
      description={<ClauseQuote clause="4.7" />}
      fixed={{ caseId, kept: keptOf(items, reasons) }}
      fields={[]}
      submit="Looked through"
      onDone={onDone}
      onCancel={onCancel}
    >
      {(errors) => (
        <>
          <Text>
            What no longer has a reason is destroyed first, where it is listed below (discs, prints), and is then no
            longer asked about here.
          </Text>
          <KeptReasons items={items} reasons={reasons} errors={errors} onChange={setReasons} />
        </>
      )}
    </QuickForm>
  );
}
