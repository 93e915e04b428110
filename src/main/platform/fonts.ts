import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import { resourceFolder } from './shipped-text.ts';
import { sha256Hex } from './sha256.ts';

/** The three fonts of every printed sheet, as TrueType files. */
export interface SheetFonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
  readonly mono: Buffer;
}

const files = {
  regular: {
    name: 'PublicSans-Regular.ttf',
    sha256: 'c90eb75f0501c311d8ca73725c741bf1262bd99d3fcef444f49aa98bb4118674',
  },
  bold: {
    name: 'PublicSans-Bold.ttf',
    sha256: '16541f5191b26f43df1a70780bd3c624c77cd1d5297604b405c7a8c56f208241',
  },
  mono: {
    name: 'IBMPlexMono-Regular.ttf',
    sha256: 'ab08018ccd276b79fb2c636bb95b9c543598f9d50505fe92506fcb4dae7810cd',
  },
} as const;

/** fontkit reads the header of an empty glyph although there is none: past the end, where a font's space comes last. */
const GLYPH_HEADER = 16;

let loaded: Promise<SheetFonts> | null = null;

/**
 * Reads the fonts once. Threat: a font that was changed draws a 3 where the record has an 8, and a court reads another
 * time or hash; so each file must be the one this was written with.
 * @throws AppError 'unavailable' when one is missing or changed.
 */
export function readSheetFonts(): Promise<SheetFonts> {
  loaded ??= readFontsIn(fontFolder(import.meta.dirname)).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

/** The fonts of one folder, each checked. Throws as `readSheetFonts`. */
export async function readFontsIn(folder: string): Promise<SheetFonts> {
  const [regular, bold, mono] = await Promise.all([
    readOne(folder, 'regular'),
    readOne(folder, 'bold'),
    readOne(folder, 'mono'),
  ]);
  return { regular, bold, mono };
}

async function readOne(folder: string, which: keyof typeof files): Promise<Buffer> {
  const { name, sha256 } = files[which];
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, name));
  } catch (error) {
    throw unusable(error);
  }
  if (sha256Hex(bytes) !== sha256) throw unusable(null);
  return Buffer.concat([bytes, Buffer.alloc(GLYPH_HEADER)]);
}

const unusable = (cause: unknown): AppError =>
  new AppError(
    'unavailable',
    'The fonts for printed sheets are missing or were changed. Install the application again.',
    {
      ...(cause === null ? {} : { cause }),
    },
  );

/** Where `resources/fonts` lies. */
export const fontFolder = (here: string): string => join(resourceFolder(here), 'fonts');
