import type { Contractor } from '../../shared/contract/equipment.ts';
import { AppError } from '../../shared/failure.ts';
import { dayText } from '../time.ts';

/** CoP 5.8: a system is installed by a contractor whose SIA licence is good on the day. */
export function refuseUnlicensed({ name, siaLicenceExpires }: Contractor, day: string): void {
  if (siaLicenceExpires < day)
    throw new AppError(
      'clause',
      `The SIA licence of ${name} ran out on ${dayText(siaLicenceExpires)}. The Case Support Officer enters the renewed licence, or another contractor installs it.`,
      { clause: '5.8' },
    );
}
