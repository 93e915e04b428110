import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import { type Act, type Actor, theApplication } from '../acts.ts';
import type { Media } from '../media.ts';
import { wholeOf } from '../platform/byte-source.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService } from './damage-service.ts';

export interface GuardedReadingPorts {
  readonly objects: ObjectService;
  readonly damages: DamageService;
  readonly media: Media;
  /** The right to act of the application itself: damage is found by it, not by whoever looked. */
  readonly actAs: (actor: Actor, name: string) => Act;
}

/** Reads sealed papers and pictures. One that no longer matches its seal is set aside, with an incident (CoP 6.2). */
export function createGuardedReading({ objects, damages, media, actAs }: GuardedReadingPorts) {
  const report = async (id: ObjectId): Promise<void> =>
    damages.setAside(id, await damages.faultOf(id), actAs(theApplication, 'documents.damaged'));
  const guarded = async <T>(id: ObjectId, reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await report(id);
      throw error;
    }
  };
  return {
    read: (id: ObjectId): Promise<Uint8Array<ArrayBuffer>> => guarded(id, objects.open(id).then(wholeOf)),

    /** An address at which the screen finds the picture, until it is shown anew. */
    async show(id: ObjectId, as: { readonly item: string; readonly contentType: string }): Promise<string> {
      await media.revokeOf(id);
      const source = await guarded(id, objects.open(id));
      const onDamage = (): void => void report(id).catch(() => undefined); // met again by whoever looks next
      return media.grant(source, { ...as, ownerId: id, onDamage });
    },
  };
}

export type GuardedReading = ReturnType<typeof createGuardedReading>;
