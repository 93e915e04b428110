import { Button, Group, List, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { type Disclosure, stepWords } from './disclosure-words.ts';

type Step = Disclosure['clockSteps'][number]['step'];

const buttons: Readonly<Record<Step, string>> = {
  'stop-identification': 'Stop: proof of identity asked for',
  'stop-clarification': 'Stop: clarification asked for',
  restart: 'Start the clock again',
  extend: 'Extend by two months',
};

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
  const possible: readonly Step[] =
    clock.stoppedSince !== null
      ? ['restart']
      : kind === 'subject-access' && !clock.isExtended
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
            {clockSteps.map(({ step: taken, onDay, reason, by, at }) => (
              <List.Item key={at}>
                <DayText value={onDay} />: {stepWords[taken]}. {reason} ({by})
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
            fields={[
              { kind: 'day', name: 'onDay', label: 'On' },
              { kind: 'paragraph', name: 'reason', label: 'Why' },
            ]}
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
