import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { FreezeList } from './freeze-list.tsx';
import { HoldList } from './hold-list.tsx';
import { authorityWords } from './hold-words.ts';

interface KeepingProps {
  readonly caseId: string;
  /** Only what keeps this recording; without it, the whole case. */
  readonly recording?: { readonly id: string; readonly number: string };
}

/** What keeps footage past its six weeks, and where a hold is asked for (KE6, CoP 4.6). */
export function KeepingSection({ caseId, recording }: KeepingProps): ReactNode {
  const { person } = useSession();
  const [isAsking, setAsking] = useState(false);
  const holds = useQuery('holds.list', { caseId }, ['retention']);
  const freezes = useQuery('freezes.list', { caseId }, ['retention', 'recordings', 'disclosures']);
  if (holds.data === null || freezes.data === null)
    return (
      <Section title="Holds and freezes">
        {holds.loading || freezes.loading ? <Reading /> : <FailureAlert failure={holds.failure ?? freezes.failure} />}
      </Section>
    );
  const isOfThis = (id: string | null): boolean => recording === undefined || id === null || id === recording.id;
  const shownHolds = holds.data.filter(({ recordingId }) => isOfThis(recordingId));
  const shownFreezes = freezes.data.filter(
    ({ touches, recordingId }) =>
      recording === undefined || recordingId === recording.id || touches.includes(recording.number),
  );
  const done = (): void => setAsking(false);
  return (
    <Section title="Holds and freezes">
      <Stack gap="sm">
        <Text c="dimmed" maw="75ch">
          Footage is destroyed after six weeks unless the manager approved a hold, or a request of the public or of a
          court froze it. Several may stand at once; it goes when none is left.
        </Text>
        <HoldList holds={shownHolds} emptyText="No hold has been asked for." />
        {shownFreezes.length === 0 ? null : <FreezeList freezes={shownFreezes} />}
        {isAsking ? (
          <QuickForm
            command="holds.ask"
            title={recording === undefined ? 'Hold the whole case' : `Hold ${recording.number}`}
            headingOrder={3}
            description={
              recording === undefined
                ? 'Everything retrieved for this case is kept, footage still to come included.'
                : 'This recording alone is kept.'
            }
            fixed={recording === undefined ? { caseId } : { caseId, recordingId: recording.id }}
            fields={[
              { kind: 'paragraph', name: 'reason', label: 'Why it is needed longer than six weeks' },
              { kind: 'choice', name: 'authority', label: 'On what authority', options: optionsOf(authorityWords) },
              {
                kind: 'line',
                name: 'authorityReference',
                label: 'Reference of that authority',
                description: 'Court case number, number of the request, crime number.',
              },
              { kind: 'day', name: 'reviewOn', label: 'To be reviewed on', description: 'At most four weeks ahead.' },
            ]}
            submit="Ask the manager"
            onDone={done}
            onCancel={done}
          />
        ) : (
          <Group>
            {person.role === 'officer' ? (
              <Button variant="default" onClick={() => setAsking(true)}>
                Ask for a hold
              </Button>
            ) : null}
          </Group>
        )}
        <ClauseQuote clause="4.6" />
      </Stack>
    </Section>
  );
}
