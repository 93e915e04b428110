import type { CheckAsk, PartKind } from '../../../shared/contract/equipment.ts';
import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Kit = Output<'kits.list'>[number];

export const partWords: Readonly<Record<PartKind, string>> = {
  dvr: 'DVR',
  'dome-camera': 'Dome camera',
  'power-lead': 'Power lead',
  modem: 'Secure 4G modem with power lead',
  'cat5-lead': 'CAT5 lead',
  'warning-sign': 'Warning sign',
  'rdc-unit': 'RDC unit',
  bridge: 'Communication bridge',
  camera: 'Camera',
  charger: 'Battery charger',
  'spare-battery': 'Spare battery',
};

export const askWords: Readonly<Record<CheckAsk, string>> = {
  present: 'Is there and can be read',
  flex: 'Flex in good order and firmly attached',
  plug: 'Plug in good order and firmly attached',
  power: 'Powers up',
};

/** Whether a kit may go out, in words. */
export function fitnessOf({ state, blocks }: Pick<Kit, 'state' | 'blocks'>): {
  readonly words: string;
  readonly tone: Tone;
} {
  if (state === 'retired') return { words: 'Retired', tone: 'neutral' };
  if (state === 'out') return { words: 'Out', tone: 'neutral' };
  return blocks.length === 0
    ? { words: 'Ready to issue', tone: 'good' }
    : { words: 'May not be issued', tone: 'warning' };
}
