import type { Output } from '../../../shared/contract.ts';
import { coversText } from '../../../shared/moving-area.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Bundle = Output<'bundles.list'>[number];
export type Proceedings = Output<'proceedings.list'>[number];
export type Disc = Output<'discs.list'>[number];
export type DiscSet = Output<'discs.sets'>[number];
export type DiscMovement = Output<'discs.movements'>[number];
export type Clip = Output<'clips.list'>[number];
export type Transit = Output<'transits.list'>[number];
export type Statement = Output<'statements.drawUp'>;
export type StatementEntry = Output<'statements.read'>['entries'][number];
export type Drive = Output<'drives.list'>[number];

interface Said {
  readonly tone: Tone;
  readonly words: string;
}

export const bundleStateWords: Record<Bundle['state'], Said> = {
  prepared: { tone: 'warning', words: 'Waiting for the manager’s approval' },
  approved: { tone: 'good', words: 'Approved, may be burned' },
  refused: { tone: 'bad', words: 'Refused by the manager' },
};

export const discStateWords: Record<Disc['state'], Said> = {
  burning: { tone: 'warning', words: 'Being burned, not checked yet' },
  verified: { tone: 'good', words: 'Read back, every byte the same' },
  spoiled: { tone: 'bad', words: 'Spoiled, must be destroyed' },
  'not-written': { tone: 'neutral', words: 'Nothing was written' },
  destroyed: { tone: 'neutral', words: 'Destroyed' },
};

export const copyWords: Record<Disc['copy'], string> = {
  master: 'Master disc',
  court: 'Court copy',
  defence: 'Defence copy',
  police: 'Police copy',
};

export const mediaWords: Record<Drive['media'], string> = {
  blank: 'blank disc in it',
  written: 'a written disc in it',
  none: 'no disc in it',
  unknown: 'not known what is in it',
};

export const kindWords: Record<Proceedings['kind'], string> = { civil: 'Civil', criminal: 'Criminal' };

/** `court copy, disc 2 of 3 (to be burned: 2, 3)` */
export const nextOfSet = ({ copy, size, missing, bundleNumber }: DiscSet): string =>
  `${copyWords[copy]} of ${bundleNumber}, disc ${missing[0] ?? size} of ${size} next (still to be burned: ${missing.join(', ')})`;

export const exhibitKindWords: Record<Bundle['exhibits'][number]['kind'], string> = {
  recording: 'Recording',
  still: 'Still',
  clip: 'Clip',
};

/** `CLIP-0001 of REC-0001, pictures 11 to 19 (asked for 14 to 18), copied as they are` */
export const clipWords = ({ number, recordingNumber, way, shown, wish, mask }: Clip): string =>
  `${number} of ${recordingNumber}, pictures ${shown.from + 1} to ${shown.to + 1} (asked for ${wish.from + 1} to ${wish.to + 1}), ${wayWords[way]}${mask === null ? '' : `: ${coversText(mask.areas)}`}`;

const notGood = 'The disc is not good';

/** The end of a burn in words: success only when the disc was read back. */
export function burnResult(disc: Disc): { readonly good: boolean; readonly title: string; readonly words: string } {
  switch (disc.state) {
    case 'verified':
      return {
        good: true,
        title: 'The disc is good',
        words: `Disc ${disc.number} was burned and read back. Every byte is the same. Label it now and lock it away.`,
      };
    case 'spoiled':
      return {
        good: false,
        title: notGood,
        words: `Disc ${disc.number} is spoiled: what was read back is not what was burned. It is in the register and must be destroyed. Burn another one.`,
      };
    case 'not-written':
      return {
        good: false,
        title: 'No disc was burned',
        words: `Nothing was written; the disc in the drive was not touched. Number ${disc.number} stays in the register as not written.`,
      };
    case 'burning':
      return { good: false, title: notGood, words: `Disc ${disc.number} was not finished. It is not to be used.` };
    case 'destroyed':
      return { good: false, title: notGood, words: `Disc ${disc.number} has been destroyed.` };
  }
}

export const wayWords = {
  copy: 'copied as they are',
  exact: 'coded anew',
  masked: 'coded anew with areas filled with black',
};
