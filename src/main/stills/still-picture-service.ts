import { AppError } from '../../shared/failure.ts';
import { type Act, type Actor, theApplication } from '../acts.ts';
import { type ByteSource, wholeOf } from '../platform/byte-source.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService } from '../verification/damage-service.ts';
import type { StillRow } from './still-store.ts';

export interface StillPicturePorts {
  readonly objects: ObjectService;
  readonly damages: DamageService;
  /** The right to act of the application itself: damage is found by it, not by whoever looked. */
  readonly actAs: (actor: Actor, name: string) => Act;
}

/** The sealed pictures. One that no longer matches its seal is set aside, with an incident, as footage is (CoP 6.2). */
export function createStillPictures({ objects, damages, actAs }: StillPicturePorts) {
  const reportDamage = async ({ objectId }: StillRow): Promise<void> => {
    if (objectId === null) return;
    damages.setAside(objectId, await damages.faultOf(objectId), actAs(theApplication, 'stills.damaged'));
  };

  const reporting = async <T>(row: StillRow, reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await reportDamage(row);
      throw error;
    }
  };

  const objectOf = ({ objectId }: StillRow) => {
    if (objectId === null) throw new AppError('conflict', 'This still has not been produced yet.');
    return objectId;
  };

  return {
    reportDamage,
    open: async (row: StillRow): Promise<ByteSource> => reporting(row, objects.open(objectOf(row))),
    read: async (row: StillRow): Promise<Uint8Array<ArrayBuffer>> =>
      reporting(row, objects.open(objectOf(row)).then(wholeOf)),
  };
}

export type StillPictures = ReturnType<typeof createStillPictures>;
