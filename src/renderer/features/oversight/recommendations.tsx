import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Audit, Recommendation } from '../../../shared/contract/audits.ts';
import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { acceptedWords } from './oversight-words.ts';

/** What the auditor advises, each with the manager's answer. */
export function Recommendations({ audit }: { readonly audit: Audit }): ReactNode {
  const { person } = useSession();
  const [form, setForm] = useState<'new' | Recommendation | null>(null);
  const isAnswered = form !== null && form !== 'new' && form.answer !== null;
  const close = (): void => setForm(null);
  const isOpen = audit.closedAt === null;
  return (
    <Card component="section" aria-label="Recommendations">
      <Title order={2} mb="xs">
        Recommendations
      </Title>
      <Stack>
        {audit.recommendations.length === 0 ? (
          <Text c="dimmed">{isOpen ? 'None so far.' : 'None were made.'}</Text>
        ) : null}
        {audit.recommendations.map((each, index) => (
          <Stack key={each.id} gap={4}>
            <Text>
              {index + 1}. {each.text}
            </Text>
            {each.answer === null ? (
              <Group>
                <Text c="dimmed">No answer yet.</Text>
                {isOpen && person.role === 'manager' ? (
                  <Button variant="default" onClick={() => setForm(each)}>
                    Answer <span className="hidden-words">recommendation {index + 1}</span>
                  </Button>
                ) : null}
              </Group>
            ) : (
              <Text>
                {acceptedWords[each.answer.accepted]}: {each.answer.answer}
                {each.answer.dueOn === undefined ? null : (
                  <>
                    {' '}
                    Due <DayText value={each.answer.dueOn} />.
                  </>
                )}
              </Text>
            )}
            <CarriedOut
              recommendation={each}
              number={index + 1}
              onRecord={person.role === 'auditor' ? null : () => setForm(each)}
            />
          </Stack>
        ))}
        {isOpen && person.role !== 'auditor' && form === null ? (
          <Group>
            <Button variant="default" onClick={() => setForm('new')}>
              Enter a recommendation
            </Button>
          </Group>
        ) : null}
        {form === 'new' ? (
          <QuickForm
            command="audits.recommend"
            title="Enter a recommendation"
            headingOrder={3}
            fields={[{ name: 'text', kind: 'paragraph', label: 'What the auditor recommends' }]}
            fixed={{ auditId: audit.id }}
            submit="Enter it"
            onDone={close}
            onCancel={close}
          />
        ) : form === null ? null : isAnswered ? (
          <QuickForm
            key={form.id}
            command="audits.carryOut"
            title="Record that it was done"
            description={form.text}
            headingOrder={3}
            fields={[
              { name: 'on', kind: 'day', label: 'Done on' },
              { name: 'note', kind: 'paragraph', label: 'What was done' },
            ]}
            fixed={{ recommendationId: form.id }}
            submit="It was done"
            onDone={close}
            onCancel={close}
          />
        ) : (
          <QuickForm
            key={form.id}
            command="audits.answer"
            title="Answer the recommendation"
            headingOrder={3}
            fields={[
              { name: 'accepted', kind: 'choice', label: 'Is it accepted?', options: optionsOf(acceptedWords) },
              { name: 'answer', kind: 'paragraph', label: 'Answer' },
              { name: 'dueOn', kind: 'day', label: 'Done by', description: 'May be left empty.' },
            ]}
            fixed={{ recommendationId: form.id }}
            submit="Answer"
            onDone={close}
            onCancel={close}
          />
        )}
      </Stack>
    </Card>
  );
}

interface CarriedOutProps {
  readonly recommendation: Recommendation;
  readonly number: number;
  readonly onRecord: (() => void) | null;
}

/** What came of an answer that accepts: promised, or done and when. */
function CarriedOut({ recommendation: { answer, carriedOut }, number, onRecord }: CarriedOutProps): ReactNode {
  if (answer === null || answer.accepted === 'no') return null;
  if (carriedOut !== null)
    return (
      <Text>
        Done on <DayText value={carriedOut.on} />: {carriedOut.note}
      </Text>
    );
  return (
    <Group>
      <Text c="dimmed">Not recorded as done yet.</Text>
      {onRecord === null ? null : (
        <Button variant="default" onClick={onRecord}>
          Record that it was done <span className="hidden-words">recommendation {number}</span>
        </Button>
      )}
    </Group>
  );
}
