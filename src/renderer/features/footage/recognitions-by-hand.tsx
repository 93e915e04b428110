import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { outcomeOfRecognition } from '../../../shared/recognition-questions.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { WallClockText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { recognitionQuestions } from '../viewing-room/recognition-questions.ts';
import { PrintButton } from './print-button.tsx';

interface Props {
  readonly recording: { readonly id: string; readonly number: string };
}

/** Records of recognition that were written on paper, of footage shown while no viewing was open on this laptop. */
export function RecognitionsByHand({ recording: { id, number } }: Props): ReactNode {
  const { person } = useSession();
  const records = useQuery('viewings.recognitions', { recordingId: id }, ['viewings']);
  const [isEntering, setEntering] = useState(false);
  return (
    <Stack gap="sm">
      <FailureAlert failure={records.failure} />
      {records.data?.length === 0 ? <Text>No record was entered from paper.</Text> : null}
      {records.data?.map((record) => (
        <Stack key={record.number} gap={4}>
          <Text>
            {record.number}: {record.person}, {outcomeOfRecognition[record.outcome].toLowerCase()}.
          </Text>
          {record.byHand === null ? null : (
            <Text size="sm" c="dimmed">
              Shown <WallClockText value={record.byHand.shownAt} /> at {record.byHand.place}, written by{' '}
              {record.byHand.writtenBy}; the original is kept: {record.byHand.originalKept}
            </Text>
          )}
          <PrintButton documentId={record.sheetId} compact>
            Print record {record.number}
          </PrintButton>
        </Stack>
      ))}
      {isEntering ? (
        <QuickForm
          command="viewings.enterRecognition"
          title={`A record of ${number} that was written by hand`}
          description="Enter it as it stands on the paper. The paper is the original and is kept; “nothing”, “nobody” and “no” are answers."
          headingOrder={3}
          fixed={{ recordingId: id }}
          fields={[
            { name: 'person', label: 'Who viewed', kind: 'line' },
            { name: 'organisation', label: 'Their organisation', kind: 'line' },
            { name: 'shownAt', label: 'When it was shown (UK time)', kind: 'clock' },
            { name: 'place', label: 'Where', kind: 'line' },
            { name: 'writtenBy', label: 'Who wrote the record', kind: 'line' },
            { name: 'whyByHand', label: 'Why it was written by hand', kind: 'paragraph' },
            { name: 'originalKept', label: 'Where the paper is kept', kind: 'line' },
            ...recognitionQuestions,
          ]}
          submit="Enter the record"
          onDone={() => setEntering(false)}
          onCancel={() => setEntering(false)}
        />
      ) : null}
      {person.role === 'officer' && !isEntering ? (
        <Group>
          <Button variant="default" onClick={() => setEntering(true)}>
            Enter a record written by hand
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
