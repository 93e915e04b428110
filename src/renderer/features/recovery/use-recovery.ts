import { useState } from 'react';
import type { Input, Output } from '../../../shared/contract.ts';
import type { KeyHolder } from '../../../shared/model.ts';
import { useCommand } from '../../ui/use-command.ts';
import type { TwoCodes } from '../setup/authenticator-step.tsx';
import { type Halves, noHalves } from './halves-fields.tsx';

export const recoverySteps = ['sheets', 'manager', 'officer', 'authenticator', 'new-sheets', 'finished'] as const;
export type RecoveryStepName = (typeof recoverySteps)[number];

export interface ChosenPerson {
  readonly personId: string;
  readonly password: string;
  readonly repeated: string;
}

const nobody: ChosenPerson = { personId: '', password: '', repeated: '' };
const noChoice: Readonly<Record<KeyHolder, ChosenPerson>> = { manager: nobody, officer: nobody };

/** How far the recovery is. The halves stay with the page until the end: the core keeps nothing open between the steps. */
export function useRecovery(typed: Halves) {
  const [step, setStep] = useState<RecoveryStepName>('sheets');
  const [halves, setHalves] = useState(typed);
  const [chosen, setChosen] = useState(noChoice);
  const [people, setPeople] = useState<Output<'recovery.check'>['people']>([]);
  const [enrolled, setEnrolled] = useState<Output<'recovery.begin'> | null>(null);
  const [finished, setFinished] = useState<Output<'recovery.finish'> | null>(null);
  const checking = useCommand('recovery.check');
  const beginning = useCommand('recovery.begin');
  const finishing = useCommand('recovery.finish');
  return {
    ...{ step, halves, chosen, people, enrolled, finished, checking, beginning, finishing },
    goTo: setStep,
    type: setHalves,
    choose: (role: KeyHolder, who: ChosenPerson): void => setChosen((before) => ({ ...before, [role]: who })),
    async check(): Promise<void> {
      const answer = await checking.run(halves);
      if (answer === null) return;
      setPeople(answer.people);
      const first = (role: KeyHolder) => answer.people.find((person) => person.role === role)?.id ?? '';
      setChosen({
        manager: { ...nobody, personId: first('manager') },
        officer: { ...nobody, personId: first('officer') },
      });
      setStep('manager');
    },
    async begin(): Promise<void> {
      const answer = await beginning.run({ ...halves, ...choiceOf(chosen) });
      if (answer === null) return;
      setEnrolled(answer);
      setStep('authenticator');
    },
    async finish(codes: TwoCodes): Promise<void> {
      if (enrolled === null) return;
      const answer = await finishing.run({ ...halves, enrolmentId: enrolled.enrolmentId, ...codes });
      if (answer === null) return;
      setFinished(answer);
      setHalves(noHalves); // no password and no old half stays in the page's memory
      setChosen(noChoice);
      setStep('new-sheets');
    },
    forget(): void {
      setFinished(null);
      setEnrolled(null);
      setStep('finished');
    },
  };
}

export type Recovery = ReturnType<typeof useRecovery>;

const choiceOf = (chosen: Readonly<Record<KeyHolder, ChosenPerson>>): Pick<Input<'recovery.begin'>, KeyHolder> => {
  const of = ({ personId, password }: ChosenPerson) => ({ personId, password });
  return { manager: of(chosen.manager), officer: of(chosen.officer) };
};
