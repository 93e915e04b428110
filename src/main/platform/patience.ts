import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../shared/failure.ts';

/** Lets time pass. @throws AppError 'cancelled' as soon as the signal fires. */
export async function patience(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (cause) {
    throw new AppError('cancelled', 'Waiting for the recorder was stopped.', { cause });
  }
}
