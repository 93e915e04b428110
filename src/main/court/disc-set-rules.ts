import { AppError } from '../../shared/failure.ts';

/**
 * A disc of which others are missing is worth nothing to whoever gets it, and looks like the whole: it leaves only with a
 * complete set (CoP 3.10). Throws AppError('clause').
 */
export function refuseIncomplete(number: string, missing: readonly number[]): void {
  if (missing.length === 0) return;
  const discs = `${missing.length === 1 ? 'disc' : 'discs'} ${missing.join(', ')}`;
  throw new AppError(
    'clause',
    `${number} belongs to a set that is not complete. Burn ${discs} of it first; until then it may only go into our own locked cabinet.`,
    { clause: '3.10' },
  );
}
