import type { Parsed } from '../../shared/contract.ts';
import type { SitePicture } from '../../shared/contract/site-pictures.ts';
import type { Act } from '../acts.ts';
import type { SitePictures } from './site-picture-service.ts';

/** A picture of a site that was set aside goes at once, by the disposal's own route: it may show another house (CoP 5.12). */
export const createPictureEndings = (pictures: Pick<SitePictures, 'withdraw'>, disposeAtOnce: () => void) => ({
  withdraw(input: Parsed<'deployments.withdrawPicture'>, act: Act): SitePicture[] {
    const left = pictures.withdraw(input, act);
    disposeAtOnce();
    return left;
  },
});

export type PictureEndings = ReturnType<typeof createPictureEndings>;
