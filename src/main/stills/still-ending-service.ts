import type { Output, Parsed } from '../../shared/contract.ts';
import type { Act } from '../acts.ts';
import type { MaskService } from './mask-service.ts';
import type { StillService } from './still-service.ts';

/**
 * The ends of a still before the index, and of a masked copy that was refused. Its picture has no purpose from then on and goes at once, by the disposal's
 * own route, unless a hold or a freeze keeps the footage it was taken from (CoP 4.6, 5.13).
 */
export const createStillEndings = (stills: StillService, masks: MaskService, disposeAtOnce: () => void) => ({
  async countersign(input: Parsed<'stills.countersign'>, act: Act): Promise<Output<'stills.countersign'>> {
    const still = await stills.countersign(input, act);
    if (still.state === 'rejected') disposeAtOnce();
    return still;
  },

  withdraw(input: Parsed<'stills.withdraw'>, act: Act): Output<'stills.withdraw'> {
    const still = stills.withdraw(input, act);
    disposeAtOnce();
    return still;
  },

  async decideMask(input: Parsed<'masks.decide'>, act: Act): Promise<Output<'masks.decide'>> {
    const mask = await masks.decide(input, act);
    if (mask.state === 'refused') disposeAtOnce();
    return mask;
  },
});

export type StillEndings = ReturnType<typeof createStillEndings>;
