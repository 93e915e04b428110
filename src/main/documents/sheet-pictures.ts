import type { PictureShows, SitePicture } from '../../shared/contract/site-pictures.ts';
import { instantText, wallClockText } from '../time.ts';
import type { Sheet } from './sheet-layout.ts';
import { faint, heading, paragraph } from './sheet-rows.ts';

/** A picture with the bytes that are printed. */
export interface SheetPicture extends SitePicture {
  readonly bytes: Uint8Array;
}

const showsWords: Readonly<Record<PictureShows, string>> = {
  'sign-perimeter': 'Sign at the perimeter',
  'sign-centre': 'Sign at the centre',
  'field-of-view': 'Field of view',
};

const MOST_HEIGHT = 300;

/** Pictures one below the other, each with what it shows and where it comes from. */
export function sitePictures(sheet: Sheet, title: string, pictures: readonly SheetPicture[], none: string): void {
  heading(sheet, `${title} (${pictures.length})`);
  if (pictures.length === 0) paragraph(sheet, none, faint);
  for (const picture of pictures) drawPicture(sheet, picture);
}

function drawPicture(sheet: Sheet, picture: SheetPicture): void {
  const { canvas } = sheet;
  const { width, height, note, shows } = picture;
  const scale = Math.min(sheet.width / width, MOST_HEIGHT / height);
  const size = { width: width * scale, height: height * scale };
  sheet.ensure(size.height + 56); // with its words below it
  const { x, y } = sheet.cursor();
  const tag = canvas.tag(canvas.document, 'Figure', { alt: `${showsWords[shows]}: ${note}` });
  canvas.draw(tag, () => canvas.picture(picture.bytes, { x, y }, size));
  sheet.advance(size.height + 4);
  paragraph(sheet, `${showsWords[shows]}: ${note}`);
  const taken =
    picture.takenAt === null ? 'The file does not say when it was taken' : `Taken ${wallClockText(picture.takenAt)}`;
  paragraph(
    sheet,
    `${taken} (by the camera’s clock). Added ${instantText(picture.at)} by ${picture.by}. SHA-256 of the file as it came: ${picture.sha256}`,
    faint,
  );
  sheet.advance(8);
}
