import type { z } from 'zod';
import type { Role } from '../model.ts';

/** 'nobody' means: also when nobody is signed in. */
export type Caller = Role | 'nobody';

/** One request a screen may make. */
export interface Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
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
export const enters = <I extends z.ZodType, O extends z.ZodType>(who: readonly Caller[], input: I, output: O) =>
  ({ who, enters: true, input, output }) as const satisfies Command<I, O>;
