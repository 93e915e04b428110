import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { StickId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { findStick, insertStick, listSticks, type StickRow } from './stick-store.ts';

/** The register of numbered memory sticks (CoP 3.8, 3.14): only these may bring footage in. */
export const createStickService = ({ db }: { db: ReadDb }) => ({
  list: (): Output<'sticks.list'> => listSticks(db),

  require(id: StickId): StickRow {
    const found = findStick(db, id);
    if (found === null)
      throw new AppError(
        'clause',
        'This memory stick is not registered. Register it before footage is taken from it.',
        { clause: '3.8' },
      );
    return found;
  },

  register(input: Parsed<'sticks.register'>, act: Act): Output<'sticks.register'> {
    if (listSticks(db).some(({ number }) => number.toLowerCase() === input.number.toLowerCase()))
      throw new AppError('conflict', `There is already a stick with the number ${input.number}.`);
    const row: StickRow = { id: newId<StickId>(), ...input, registeredAt: act.now(), registeredBy: act.actor.name };
    act.change(['retrievals'], (tx) => {
      insertStick(tx, row);
      tx.enter(`stick ${row.number}`, { stickId: row.id, serial: row.serial, encrypted: row.encrypted });
    });
    return row;
  },
});

export type StickService = ReturnType<typeof createStickService>;
