import { lookup } from 'node:dns/promises';
import { AppError } from '../../shared/failure.ts';

/** The IP address a name stands for now. An address stands for itself; nothing is asked then. */
export async function findAddress(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch (cause) {
    throw new AppError('unavailable', `The name ${host} cannot be found. Check that this laptop is connected.`, {
      cause,
    });
  }
}
