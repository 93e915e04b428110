import type { MaskBox } from '../../shared/contract/masks.ts';
import { AppError } from '../../shared/failure.ts';
import { pictureArguments, pixelBytes, pixelsArguments, type PixelSize } from '../platform/ffmpeg-picture.ts';
import { decodeLimits, runTool } from '../platform/media-process.ts';
import { collectBytes } from '../platform/media-tools.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import { fillBoxes } from './mask.ts';
import { describePng } from '../platform/png-chunks.ts';

const MOST_BYTES = 512 * 1024 * 1024;

/**
 * The masked copy of a still's PNG: its pixels with the boxes filled, as a new PNG that holds nothing else of the first,
 * with `text` in it. It is decoded once more and compared before it is handed out.
 * @throws AppError 'unavailable' when a tool fails or what it wrote is not what was meant; 'cancelled'.
 */
export async function maskedPicture(
  png: Uint8Array,
  { size, boxes, text }: { readonly size: PixelSize; readonly boxes: readonly MaskBox[]; readonly text: string },
  ports: MediaPorts,
): Promise<Uint8Array<ArrayBuffer>> {
  const run = async (args: string[], bytes: Uint8Array): Promise<Uint8Array> => {
    const { value, end } = await runTool({
      site: ports.tools.site,
      command: { executable: ports.tools.ffmpeg, args },
      limits: decodeLimits,
      signal: new AbortController().signal,
      input: onePiece(bytes),
      output: (out) => collectBytes(out, MOST_BYTES),
    });
    if (end.exitCode === 0) return value;
    throw failed(end.stderr.lines().join('\n'));
  };
  const pixels = await run(pixelsArguments(size), png);
  if (pixels.length !== size.width * size.height * pixelBytes(size)) throw failed('the still has another size');
  fillBoxes(pixels, boxes, size, pixelBytes(size));
  const masked = describePng(await run(pictureArguments(size), pixels), png, text);
  const again = await run(pixelsArguments(size), masked);
  if (!Buffer.from(again).equals(pixels)) throw failed('the masked picture reads back as another');
  return masked;
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const failed = (why: string): AppError =>
  new AppError('unavailable', 'The masked copy could not be made; nothing was kept. Try again.', {
    cause: new Error(why),
  });
