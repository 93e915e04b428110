import { type CommandName, commands } from '../shared/contract.ts';
import type { Command } from '../shared/contract/command.ts';
import type { AppError } from '../shared/failure.ts';
import type { Person } from '../shared/model.ts';
import type { LedgerDesk } from './oversight/ledger-desk-service.ts';
import { keptApart, ownAct } from './own-act.ts';
import type { CodeService } from './people/code-service.ts';
import type { QualificationService } from './people/qualification-service.ts';
import { trainingBars } from './training/training.ts';

export interface StandingPorts {
  /** Who is signed in at this moment. */
  readonly person: () => Person;
  readonly qualifications: QualificationService;
  readonly code: CodeService;
  readonly ledger: LedgerDesk;
  readonly isTraining: boolean;
}

/**
 * Whether a person may act, beyond their role: they hold a valid licence (CoP 3.1), have acknowledged the code (CoP 7.2)
 * and judge nothing of their own (CoP 5.13). Asked once for every command, by the gateway, from facts in the contract.
 */
export function createStanding({ person, qualifications, code, ledger, isTraining }: StandingPorts) {
  const licence = (): AppError | null => (person().role === 'officer' ? qualifications.bars(person().id) : null);

  const own = (name: CommandName, input: unknown): AppError | null => {
    for (const judged of keptApart(name)) {
      const thing: unknown = (input as Readonly<Record<string, unknown>>)[judged.of];
      const refusal = typeof thing === 'string' ? ownAct(person(), judged, ledger.entriesAbout([thing])) : null;
      if (refusal !== null) return refusal;
    }
    return null;
  };

  return {
    /** What stands in the way of this command for whoever is signed in; null when nothing does. */
    inTheWay(name: CommandName, input: unknown): AppError | null {
      const command: Command = commands[name];
      const acts = command.enters && command.beforeAcknowledging !== true;
      return (
        (acts ? code.bars(person()) : null) ??
        (command.needsLicence === true ? licence() : null) ??
        own(name, input) ??
        trainingBars(name, isTraining)
      );
    },

    /** Whether bytes of footage may go on being shown: a licence may run out while the picture plays. */
    mayShowFootage: (): boolean => licence() === null,
  };
}

export type Standing = ReturnType<typeof createStanding>;
