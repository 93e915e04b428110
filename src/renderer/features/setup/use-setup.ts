import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { useCommand } from '../../ui/use-command.ts';
import type { TwoCodes } from './authenticator-step.tsx';
import { emptySetup, setupInput, type SetupValues } from './setup-values.ts';

export const setupSteps = ['controller', 'manager', 'officer', 'authenticator', 'recovery', 'finished'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** How far the set-up is, and what was typed so far. What was typed stays when a person goes back. */
export function useSetup() {
  const [step, setStep] = useState<SetupStep>('controller');
  const [values, setValues] = useState<SetupValues>(emptySetup);
  const [enrolled, setEnrolled] = useState<Output<'setup.begin'> | null>(null);
  const [finished, setFinished] = useState<Output<'setup.finish'> | null>(null);
  const begin = useCommand('setup.begin');
  const making = useCommand('setup.finish');
  return {
    step,
    values,
    enrolled,
    finished,
    begin,
    making,
    goTo: setStep,
    change: (part: Partial<SetupValues>): void => setValues((before) => ({ ...before, ...part })),
    async enrol(): Promise<void> {
      const answer = await begin.run(setupInput(values));
      if (answer === null) return;
      setEnrolled(answer);
      setStep('authenticator');
    },
    async make(codes: TwoCodes): Promise<void> {
      if (enrolled === null) return;
      const answer = await making.run({ enrolmentId: enrolled.enrolmentId, ...codes });
      if (answer === null) return;
      setFinished(answer);
      setValues(emptySetup); // no password stays in the page's memory
      setStep('recovery');
    },
    /** Forgets the recovery halves and the secrets of the authenticator apps. */
    forget(): void {
      setFinished(null);
      setEnrolled(null);
      setStep('finished');
    },
  };
}

export type Setup = ReturnType<typeof useSetup>;
