import type { PictureFormat } from '../../shared/contract/site-pictures.ts';
import { AppError } from '../../shared/failure.ts';
import { isJpeg, plainJpeg, readJpeg } from './jpeg-file.ts';
import { isPng, plainPng, readPng } from './png-file.ts';

/** What a picture somebody took or drew says of itself. */
export interface PictureFacts {
  readonly format: PictureFormat;
  /** In dots, as it stands upright. */
  readonly width: number;
  readonly height: number;
  /** When, by the camera's own clock; null when the file does not say. */
  readonly takenAt: string | null;
  /** Whether the file says where: that stays sealed and is printed nowhere. */
  readonly hasPlace: boolean;
}

/** Whether bytes begin as a picture does. */
export const looksLikePicture = (bytes: Uint8Array): boolean => isJpeg(bytes) || isPng(bytes);

/** Judges a picture by its content, whole. @throws AppError 'invalid-input' for anything else. */
export async function readPicture(bytes: Uint8Array): Promise<PictureFacts> {
  if (isPng(bytes)) {
    const { width, height, exif } = await readPng(bytes);
    return { format: 'png', width, height, takenAt: exif.takenAt, hasPlace: exif.hasPlace };
  }
  if (!isJpeg(bytes))
    throw new AppError(
      'invalid-input',
      'This is no picture in JPEG or PNG. Some telephones take pictures in HEIC: save it as a JPEG and choose it again.',
    );
  const { width, height, exif } = readJpeg(bytes);
  const { orientation, takenAt, hasPlace } = exif;
  const upright = orientation > 4 ? { width: height, height: width } : { width, height };
  return { format: 'jpeg', ...upright, takenAt, hasPlace };
}

/** The picture for a sheet: the same dots, without what the camera wrote beside them. */
export const plainPicture = (bytes: Uint8Array): Uint8Array => (isPng(bytes) ? plainPng(bytes) : plainJpeg(bytes));
