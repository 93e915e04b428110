import type { z } from 'zod';
import type { Role } from '../model.ts';

/** 'nobody' means: also when nobody is signed in. */
export type Caller = Role | 'nobody';

/** What else a command asks of whoever gives it, beyond their role. The gateway sees to it (main/standing.ts). */
export interface Conduct {
  /** It touches footage: an officer must hold a valid SIA licence (CoP 3.1). */
  readonly needsLicence?: true;
  /** It shows, ends or locks: allowed before the person has acknowledged the code's version in force (CoP 7.2). */
  readonly beforeAcknowledging?: true;
  /** Whose acts it passes judgement on: never one's own (CoP 5.13-5.15). */
  readonly judges?: Judged;
  /** Why a decision passes judgement on nobody's act, so that whoever may ask may decide it alone. */
  readonly judgesNobody?: string;
}

/** What is judged: acts on the thing that this field of the input names, under a clause of the code of practice. */
export interface Judged {
  readonly acts: readonly string[];
  readonly of: string;
  readonly clause: string;
}

/** One request a screen may make. */
export interface Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Conduct {
  /** Who may ask. The gateway refuses everybody else before the handler is reached. */
  readonly who: readonly Caller[];
  /** Whether a ledger entry must have been written when it succeeds; a command that reads must write none. */
  readonly enters: boolean;
  readonly input: I;
  readonly output: O;
}

export const officer = ['officer'] as const;
export const manager = ['manager'] as const;
export const both = ['officer', 'manager'] as const;
/** Everybody who may read registers. Never footage, a still picture or what is in a bundle: an auditor sees none (CoP 6.5). */
export const readers = ['officer', 'manager', 'auditor'] as const;
export const anyone = ['nobody', 'officer', 'manager', 'auditor'] as const;

/** A command that only reads. */
export const reads = <I extends z.ZodType, O extends z.ZodType>(who: readonly Caller[], input: I, output: O) =>
  ({ who, enters: false, input, output }) as const satisfies Command<I, O>;

/** A command that changes something, or shows footage or personal data: it must leave a ledger entry (KE3). */
export const enters = <I extends z.ZodType, O extends z.ZodType>(
  who: readonly Caller[],
  input: I,
  output: O,
  conduct: Conduct = {},
) => ({ who, enters: true, input, output, ...conduct }) as const satisfies Command<I, O>;

export const needsLicence: Conduct = { needsLicence: true };
export const beforeAcknowledging: Conduct = { beforeAcknowledging: true };
