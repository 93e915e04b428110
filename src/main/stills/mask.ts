import type { Mask, MaskBox } from '../../shared/contract/masks.ts';
import { AppError } from '../../shared/failure.ts';

// A masked copy goes one way: made by the officer, judged by the manager. Only an approved one is printed.

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Every box lies in the picture; a box that reaches out would say less than it covers. */
export function checkBoxes(boxes: readonly MaskBox[], { width, height }: Size): void {
  const out = boxes.findIndex((box) => box.x + box.width > width || box.y + box.height > height);
  if (out !== -1)
    throw new AppError(
      'invalid-input',
      `Area ${String(out + 1)} reaches out of the picture, which has ${String(width)} × ${String(height)} pixels. Make it smaller.`,
    );
}

/** Fills the boxes with black where they lie. `pixels` are rows of pixels of `bytes` bytes each, without gaps. */
export function fillBoxes(pixels: Uint8Array, boxes: readonly MaskBox[], { width }: Size, bytes: number): void {
  for (const box of boxes)
    for (let row = box.y; row < box.y + box.height; row += 1) {
      const from = (row * width + box.x) * bytes;
      pixels.fill(0, from, from + box.width * bytes);
    }
}

const STANDING: Readonly<Record<Mask['state'], string>> = {
  made: 'it waits for the manager',
  approved: 'the manager has approved it already',
  refused: 'the manager refused it',
};

/** Decided once. */
export function checkUndecided({ number, state }: Pick<Mask, 'number' | 'state'>): void {
  if (state !== 'made')
    throw new AppError('conflict', `${number} cannot be decided: ${STANDING[state]}.`, { clause: '5.15' });
}

/** Only what the second person has compared with the still is printed (CoP 5.15). */
export function checkMaskIssuable(
  { number, state, stillId }: Pick<Mask, 'number' | 'state' | 'stillId'>,
  of: string,
): void {
  if (stillId !== of) throw new AppError('conflict', `${number} is a copy of another still.`);
  if (state !== 'approved')
    throw new AppError('clause', `${number} is not printed: ${STANDING[state]}.`, { clause: '5.15' });
}

/** What the copy says of itself in its file: whoever opens it knows that it is one, and of what. */
export const maskText = (number: string, still: { number: string; sha256: string }, boxes: number): string =>
  `Masked copy ${number} of ${still.number}. SHA-256 of the still: ${still.sha256}. ${boxes === 1 ? '1 area is' : `${String(boxes)} areas are`} filled with black and hold nothing of the still; everything else is unchanged.`;
