import type { Output } from '../../shared/contract.ts';
import type { RecordingId } from '../../shared/model.ts';
import type { Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { insertBreach, listBreaches } from './breach-store.ts';

export interface Breach {
  readonly kind:
    | 'sound-recorded'
    | 'integrity'
    | 'stick-not-proven'
    | 'deployment-without-pia'
    | 'retrieval-without-pia'
    | 'kit-lost';
  readonly description: string;
  readonly recordingId: RecordingId | null;
  readonly at: string;
}

/** The register of incidents and breaches (CoP 6.2). */
export const createBreachService = (db: ReadDb) => ({
  list: (): Output<'breaches.list'> => listBreaches(db),
  /** Opens one inside the change that found it. */
  open(tx: Transaction, breach: Breach): string {
    const number = nextNumber(tx, 'breach');
    insertBreach(tx, { id: newId<string>(), number, ...breach });
    return number;
  },
});

export type BreachService = ReturnType<typeof createBreachService>;
