import { Button, Group, SimpleGrid, Stepper, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { piaHeads } from '../../../shared/contract/pias.ts';
import { commands } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, ParagraphInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import type { Pia } from './pia-words.ts';

const steps = [
  { key: 'purpose', label: 'Purpose', clause: '5.4' },
  { key: 'place', label: 'Place', clause: '5.12' },
  { key: 'intrusion', label: 'Intrusion', clause: '5.4' },
  { key: 'balance', label: 'Balance', clause: '5.5' },
  { key: 'consultation', label: 'Consultation', clause: '5.5' },
] as const;

interface PiaFormProps {
  readonly pia: Pia;
  readonly onClose: () => void;
}

/** The PIA in five steps. Each step is kept in the vault when it is left, so that nothing typed is lost. */
export function PiaForm({ pia, onClose }: PiaFormProps): ReactNode {
  const { latest } = pia;
  const [step, setStep] = useState(0);
  const [values, setValues] = useState({
    author: latest.author,
    plannedFrom: latest.plannedFrom ?? '',
    plannedUntil: latest.plannedUntil ?? '',
    text: latest.text,
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const write = useCommand('pias.write');
  const current = steps[step] ?? steps[0];

  /** Keeps what stands there now; answers what is wrong with it, or null when the core did not take it. */
  const keep = async (): Promise<FieldErrors | null> => {
    const { author, plannedFrom, plannedUntil } = values;
    const text = Object.fromEntries(Object.entries(values.text).filter(([, words]) => words.trim() !== ''));
    const input = {
      piaId: pia.id,
      author,
      ...(plannedFrom === '' ? {} : { plannedFrom }),
      ...(plannedUntil === '' ? {} : { plannedUntil }),
      text,
    };
    const wrong = zodErrors(commands['pias.write'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    return (await write.run(input)) === null ? null : {};
  };
  const keepAnd = async (then: () => void): Promise<FieldErrors> => {
    const wrong = await keep();
    if (wrong !== null && Object.keys(wrong).length === 0) then();
    return wrong ?? {};
  };
  const isLast = step === steps.length - 1;

  return (
    <FormCard
      title={`${pia.number}, version ${String(latest.version)}: ${current.label}`}
      description={<ClauseQuote clause={current.clause} />}
      onSubmit={() => keepAnd(() => (isLast ? onClose() : setStep(step + 1)))}
      actions={
        <>
          <Button type="submit" loading={write.busy}>
            {isLast ? 'Keep and close' : 'Keep and go on'}
          </Button>
          {step === 0 ? null : (
            <Button variant="default" onClick={() => void keepAnd(() => setStep(step - 1))}>
              Back
            </Button>
          )}
          {isLast ? null : (
            <Button variant="default" onClick={() => void keepAnd(onClose)}>
              Keep and close
            </Button>
          )}
        </>
      }
    >
      <Stepper active={step} onStepClick={(to) => void keepAnd(() => setStep(to))} size="xs" iconSize={28}>
        {steps.map(({ key, label }) => (
          <Stepper.Step key={key} label={label} />
        ))}
      </Stepper>
      {step === 0 ? (
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <LineInput
            label="Written by (SNO dealing with the case)"
            value={values.author}
            onChange={(event) => {
              const author = event.currentTarget.value;
              setValues((before) => ({ ...before, author }));
            }}
            {...fieldError(errors, 'author')}
          />
          <DayInput
            label="From"
            value={values.plannedFrom}
            onChange={(plannedFrom) => setValues((before) => ({ ...before, plannedFrom }))}
            {...fieldError(errors, 'plannedFrom')}
          />
          <DayInput
            label="Until"
            value={values.plannedUntil}
            onChange={(plannedUntil) => setValues((before) => ({ ...before, plannedUntil }))}
            {...fieldError(errors, 'plannedUntil')}
          />
        </SimpleGrid>
      ) : null}
      {piaHeads
        .filter((head) => head.step === current.key)
        .map(({ key, label, clause }) => (
          <ParagraphInput
            key={key}
            label={`${label} (CoP ${clause})`}
            value={values.text[key]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => ({ ...before, text: { ...before.text, [key]: value } }));
            }}
            {...fieldError(errors, `text.${key}`)}
          />
        ))}
      {current.key === 'consultation' ? (
        <Group>
          <Text c="dimmed">
            Letters, visits and calls are logged one by one on the page of the PIA; here stands what came of them.
          </Text>
        </Group>
      ) : null}
      <FailureAlert failure={write.failure} />
    </FormCard>
  );
}
