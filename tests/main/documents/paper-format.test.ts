import { beforeAll, describe, expect, test } from 'vitest';
import { readExif } from '../../../src/main/documents/exif.ts';
import { paperFormat } from '../../../src/main/documents/paper-format.ts';
import { plainPicture, readPicture } from '../../../src/main/documents/picture-file.ts';
import { shownText } from '../../../src/main/documents/text-file.ts';
import { AppError } from '../../../src/shared/failure.ts';
import {
  asFromTelephone,
  dotsOf,
  drawing,
  photograph,
  pngOf,
  telephoneExif,
  withThumbnails,
  zipOf,
} from '../../fixtures/pictures.ts';

// What is attached is judged by its content: pictures, mails and documents, whole and broken, and what only pretends.

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const judged = (file: Uint8Array, name = 'paper'): Promise<string> =>
  paperFormat(file, name).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  });
const wordParts = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'];

describe('a paper', () => {
  let jpeg: Buffer;
  let png: Buffer;
  beforeAll(async () => {
    [jpeg, png] = await Promise.all([photograph(), drawing()]);
  });

  test('is what its bytes are, whatever it is called', async () => {
    expect(await judged(bytes('%PDF-1.7\n'), 'letter.txt')).toBe('pdf');
    expect(await judged(jpeg, 'scan.pdf')).toBe('jpeg');
    expect(await judged(png, 'scan.jpg')).toBe('png');
    expect(await judged(zipOf(wordParts), 'letter.pdf')).toBe('docx');
  });

  test('of text proves nothing by itself, so that its name must say it too', async () => {
    const mail = bytes(
      'From: Jo <jo@example.org>\r\nSubject: Footage\r\n of 5 October\r\nDate: Mon, 5 Oct 2026\r\n\r\nPlease.',
    );
    expect(await judged(mail, 'request.EML')).toBe('eml');
    expect(await judged(mail, 'request.txt')).toBe('txt');
    expect(await judged(mail, 'request.pdf')).toBe('invalid-input');
    expect(await judged(bytes('Dear Sirs, please'), 'request.eml')).toBe('invalid-input');
    expect(await judged(bytes('MZ this runs'), 'fake.pdf')).toBe('invalid-input');
    expect(await judged(new Uint8Array([0x4d, 0x5a, 0, 1]), 'fake.txt')).toBe('invalid-input');
    expect(await judged(Buffer.from('Caf\xe9', 'latin1'), 'old.txt')).toBe('txt');
    expect(await judged(Buffer.from('\uFEFFnotes', 'utf16le'), 'notes.txt')).toBe('txt');
    expect(await judged(new Uint8Array(), 'empty.txt')).toBe('invalid-input');
  });

  test('of Word is told from other archives by the names of its parts, and refused with programs in it', async () => {
    expect(await judged(zipOf(['readme.txt']))).toBe('invalid-input');
    expect(await judged(zipOf([...wordParts, 'word/vbaProject.bin']))).toBe('invalid-input');
    const whole = zipOf(wordParts);
    for (const length of [4, 40, whole.length - 23, whole.length - 1])
      expect([length, await judged(whole.subarray(0, length))]).toEqual([length, 'invalid-input']);
    const astray = Buffer.from(whole);
    astray.writeUInt32LE(0xff_ff_ff_f0, astray.length - 6);
    expect(await judged(astray)).toBe('invalid-input');
  });

  test('that is a picture cut short anywhere is refused', async () => {
    for (const whole of [jpeg, png])
      for (let length = 9; length < whole.length; length += 7)
        expect([length, await judged(whole.subarray(0, length))]).toEqual([length, 'invalid-input']);
    const flipped = Buffer.from(png);
    flipped[60] = (flipped[60] ?? 0) ^ 1;
    expect(await judged(flipped)).toBe('invalid-input');
  });

  test('that is a small PNG and unpacks to something huge, or less than it says, is refused', async () => {
    expect(await judged(pngOf({ width: 8, height: 8, unpacked: 72 }))).toBe('png');
    expect(await judged(pngOf({ width: 8, height: 8, unpacked: 30_000_000 }))).toBe('invalid-input');
    expect(await judged(pngOf({ width: 8, height: 8, unpacked: 71 }))).toBe('invalid-input');
    expect(await judged(pngOf({ width: 60_000, height: 60_000, unpacked: 72 }))).toBe('invalid-input');
  });

  test('of text is shown as it came, with what turns text round made visible', () => {
    expect(shownText(bytes('a\u202Eb'))).toBe('a\uFFFDb');
    expect(shownText(bytes('x'.repeat(300_000)))).toMatch(/Only the beginning is shown/u);
  });

  test('from a telephone says when it was taken and how it is turned; its print copy says only the latter', async () => {
    const taken = asFromTelephone(jpeg);
    const facts = { format: 'jpeg', width: 48, height: 64, takenAt: '2026-10-05T14:03:07', hasPlace: true };
    expect(await readPicture(taken)).toEqual(facts);
    const plain = plainPicture(taken);
    expect(await readPicture(plain)).toEqual({ ...facts, takenAt: null, hasPlace: false });
    expect(Buffer.from(plain).toString('latin1')).not.toMatch(/KITCHEN|2026:10:05/u);
    expect(Buffer.from(plainPicture(pngOf({ width: 8, height: 8, unpacked: 72 }))).toString('latin1')).not.toContain(
      'kitchen',
    );
  });

  test('has no thumbnail in its print copy, wherever one stood, and the same dots', async () => {
    const taken = withThumbnails(jpeg);
    expect(taken.toString('latin1').match(/THUMB-[A-Z]+/gu)).toEqual(
      expect.arrayContaining(['THUMB-JFIF', 'THUMB-JFXX', 'THUMB-MAKER', 'THUMB-MPF', 'THUMB-ADOBE']),
    );
    const plain = Buffer.from(plainPicture(taken));
    expect(plain.toString('latin1')).not.toContain('THUMB');
    expect(plain.toString('latin1').split('JFIF')).toHaveLength(2);
    expect(await dotsOf(plain)).toEqual(await dotsOf(taken));
    expect((await dotsOf(plain)).length).toBe(64 * 48 * 3);
  });

  test('with EXIF that lies about where things stand is read as far as it is true', () => {
    const whole = telephoneExif();
    for (let at = 0; at < whole.length; at += 1)
      for (const value of [0, 0xff]) {
        const broken = Buffer.from(whole);
        broken[at] = value;
        expect(() => readExif(broken)).not.toThrow();
        expect(() => readExif(broken.subarray(0, at))).not.toThrow();
      }
    expect(readExif(telephoneExif('2026:02:31 14:03:07')).takenAt).toBeNull();
    expect(readExif(telephoneExif('0000:00:00 00:00:00')).takenAt).toBeNull();
  });
});
