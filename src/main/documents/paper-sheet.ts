import type { z } from 'zod';
import type { Attachment } from '../../shared/contract/attachments.ts';
import { instantText } from '../time.ts';
import { plainPicture, readPicture } from './picture-file.ts';
import { openSheet } from './sheet-layout.ts';
import { fields } from './sheet-rows.ts';
import { hashField } from './sheet-words.ts';

const PURPOSE = 'A picture of a paper as it was sealed; the paper itself is kept by whoever received it.';

/** A scanned page as a sheet: who attached it, and the picture as large as the page allows. */
export async function paperSheet(
  paper: Pick<z.output<typeof Attachment>, 'description' | 'fileName' | 'sha256' | 'attachedAt' | 'attachedBy'> & {
    readonly bytes: Uint8Array;
  },
  madeAt: string,
  { controllerName, controllerAddress }: { readonly controllerName: string; readonly controllerAddress: string },
): Promise<Uint8Array> {
  const { width, height } = await readPicture(paper.bytes);
  const frame = {
    ...{ reference: paper.description, madeAt, witnessCode: null, mark: null },
    ...{ controller: controllerName, controllerAddress },
  };
  const sheet = await openSheet({ title: 'Attached paper', purpose: PURPOSE }, frame);
  fields(sheet, [
    ['File', paper.fileName],
    ['Attached', `${instantText(paper.attachedAt)} by ${paper.attachedBy}`],
    hashField('SHA-256', paper.sha256),
  ]);
  sheet.newPage();
  const scale = Math.min(sheet.width / width, sheet.room() / height);
  const size = { width: width * scale, height: height * scale };
  const { canvas } = sheet;
  const at = sheet.cursor();
  const tag = canvas.tag(canvas.document, 'Figure', { alt: `The paper: ${paper.description}` });
  canvas.draw(tag, () => canvas.picture(plainPicture(paper.bytes), at, size));
  return (await sheet.finish()).bytes;
}
