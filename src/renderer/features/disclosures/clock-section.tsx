import { Button, Group, List, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type QuickField, QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { type Disclosure, stepWords } from './disclosure-words.ts';

type Step = Disclosure['clockSteps'][number]['step'];

const buttonsOf = (kind: Disclosure['class']): Readonly<Record<Step, string>> => ({
  'stop-identification': 'Stop: proof of identity asked for',
  'stop-clarification': 'Stop: clarification asked for',
  restart: 'Start the clock again',
  extend: kind === 'foi' ? 'Extend: public interest test' : 'Extend by two months',
});

const day: QuickField = { kind: 'day', name: 'onDay', label: 'On' };
const why: QuickField = { kind: 'paragraph', name: 'reason', label: 'Why' };
/** FOIA s.17: the requester is told which exemption is weighed, and when they can expect the answer. */
const publicInterest: readonly QuickField[] = [
  { ...day, label: 'Requester told on' },
  {
    kind: 'line',
    name: 'exemption',
    label: 'Exemption that is weighed',
    description: 'Such as: s.31, law enforcement.',
  },
  { kind: 'day', name: 'until', label: 'Answer promised by' },
  why,
];

interface ClockSectionProps {
  readonly disclosure: Disclosure;
  readonly onChanged: () => void;
}

/** The clock of the law, how its day was worked out, and what stops and extends it. */
export function ClockSection({ disclosure, onChanged }: ClockSectionProps): ReactNode {
  const { person } = useSession();
  const [step, setStep] = useState<Step | null>(null);
  const { clock, clockSteps, class: kind } = disclosure;
  if (clock === null) return null;
  const buttons = buttonsOf(kind);
  const possible: readonly Step[] =
    clock.stoppedSince !== null
      ? ['restart']
      : !clock.isExtended
        ? ['stop-identification', 'stop-clarification', 'extend']
        : ['stop-identification', 'stop-clarification'];
  return (
    <Section title="Clock">
      <Stack gap="sm">
        <Text fw={600}>
          {clock.dueOn === null ? (
            'The clock stands.'
          ) : (
            <>
              To be answered by <DayText value={clock.dueOn} />
            </>
          )}
        </Text>
        <Text>{clock.rule}</Text>
        {clockSteps.length === 0 ? null : (
          <List>
            {clockSteps.map(({ step: taken, onDay, until, exemption, reason, by, at }) => (
              <List.Item key={at}>
                <DayText value={onDay} />:{' '}
                {until === null ? (
                  `${stepWords[taken]}.`
                ) : (
                  <>
                    Extended to <DayText value={until} /> to weigh the public interest ({exemption}).
                  </>
                )}{' '}
                {reason} ({by})
              </List.Item>
            ))}
          </List>
        )}
        {step !== null ? (
          <QuickForm
            key={step}
            command="disclosures.clock"
            title={buttons[step]}
            headingOrder={3}
            fixed={{ disclosureId: disclosure.id, step }}
            fields={step === 'extend' && kind === 'foi' ? publicInterest : [day, why]}
            submit="Record it"
            onDone={() => {
              setStep(null);
              onChanged();
            }}
            onCancel={() => setStep(null)}
          />
        ) : person.role === 'officer' ? (
          <Group gap="xs">
            {possible.map((one) => (
              <Button key={one} variant="default" onClick={() => setStep(one)}>
                {buttons[one]}
              </Button>
            ))}
          </Group>
        ) : null}
        <ClauseQuote clause="4.9" />
      </Stack>
    </Section>
  );
}
