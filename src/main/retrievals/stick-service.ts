import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { StickId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import type { Volume } from '../platform/volume.ts';
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

/**
 * What proves that a folder lies on the stick it is said to lie on, for the record and the receipt.
 * @throws AppError 'clause' when the drive says that it is another one.
 */
export function stickIdentity(
  { number, serial: registered }: Pick<StickRow, 'number' | 'serial'>,
  { serial, volumeId }: Pick<Volume, 'serial' | 'volumeId'>,
): string {
  const volume = volumeId === null ? '' : ` Its file system has the number ${volumeId}.`;
  if (serial === null) return `Folder chosen by hand; the drive does not tell its own serial number here.${volume}`;
  if (plain(serial) === plain(registered))
    return `The drive’s own serial number was read, ${serial}: it is the one ${number} is registered with.${volume}`;
  throw new AppError(
    'clause',
    `This folder lies on a drive with the serial number ${serial}; ${number} is registered with ${registered}. Choose the folder on the right stick. If this is another stick of yours, register it with its own number first.`,
    { clause: '3.8' },
  );
}

/** Serial numbers are written with and without dashes and capitals. */
const plain = (serial: string): string => serial.replaceAll(/[^0-9A-Za-z]/gu, '').toUpperCase();

export type StickService = ReturnType<typeof createStickService>;
