import type { Instant } from '../platform/clock.ts';
import { asciiBytes, ucs2Bytes } from './iso-image-names.ts';

// The records of ECMA-119 ("ISO 9660") and Joliet, byte for byte. Section numbers are of ECMA-119, 4th edition.

export const sectorBytes = 2048;

/** The longest section a 32-bit size can state in whole sectors; a longer file has several (level 3, 6.5.1). */
export const longestSection = 0xffff_f800;

export const sectorsFor = (bytes: number): number => Math.ceil(bytes / sectorBytes);

/** A 32-bit number in both byte orders (7.3.3). */
function writeBoth32(view: DataView, at: number, value: number): void {
  view.setUint32(at, value, true);
  view.setUint32(at + 4, value, false);
}

function writeBoth16(view: DataView, at: number, value: number): void {
  view.setUint16(at, value, true);
  view.setUint16(at + 2, value, false);
}

/** Seven bytes of date and time (9.1.5); the offset from UTC is nought. */
function shortDate(instant: Instant): number[] {
  const date = new Date(instant);
  const day = [date.getUTCFullYear() - 1900, date.getUTCMonth() + 1, date.getUTCDate()];
  return [...day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), 0];
}

/** Seventeen bytes of date and time (8.4.26.1). */
const longDate = (instant: Instant): Uint8Array => asciiBytes(`${instant.replaceAll(/[-:TZ.]/g, '').slice(0, 16)}\0`);

export interface DirectoryRecord {
  readonly identifier: Uint8Array;
  readonly startSector: number;
  readonly sizeBytes: number;
  readonly isDirectory: boolean;
  /** Another section of the same file follows (9.1.6, bit 7). */
  readonly continues: boolean;
}

export const recordLength = (identifierBytes: number): number => 33 + identifierBytes + ((identifierBytes + 1) % 2);

/** A directory record (9.1). */
export function directoryRecord(record: DirectoryRecord, createdAt: Instant): Uint8Array {
  const bytes = new Uint8Array(recordLength(record.identifier.length));
  const view = new DataView(bytes.buffer);
  bytes[0] = bytes.length;
  writeBoth32(view, 2, record.startSector);
  writeBoth32(view, 10, record.sizeBytes);
  bytes.set(shortDate(createdAt), 18);
  bytes[25] = (record.isDirectory ? 0x02 : 0) | (record.continues ? 0x80 : 0);
  writeBoth16(view, 28, 1);
  bytes[32] = record.identifier.length;
  bytes.set(record.identifier, 33);
  return bytes;
}

/** One entry of a path table (9.4), in one byte order. */
export function pathTableEntry(
  entry: { readonly identifier: Uint8Array; readonly startSector: number; readonly parent: number },
  littleEndian: boolean,
): Uint8Array {
  const bytes = new Uint8Array(8 + entry.identifier.length + (entry.identifier.length % 2));
  const view = new DataView(bytes.buffer);
  bytes[0] = entry.identifier.length;
  view.setUint32(2, entry.startSector, littleEndian);
  view.setUint16(6, entry.parent, littleEndian);
  bytes.set(entry.identifier, 8);
  return bytes;
}

export interface VolumeFacts {
  readonly joliet: boolean;
  readonly volumeId: string;
  readonly createdAt: Instant;
  readonly volumeSectors: number;
  readonly pathTableBytes: number;
  readonly littleTableSector: number;
  readonly bigTableSector: number;
  readonly root: Uint8Array;
}

/** The primary descriptor (8.4), or Joliet's supplementary one (8.5, escape sequence of level 3). */
export function volumeDescriptor(volume: VolumeFacts): Uint8Array {
  const bytes = new Uint8Array(sectorBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(asciiBytes(`${volume.joliet ? '\u0002' : '\u0001'}CD001\u0001`));
  writeText(bytes, volume.joliet, volume.volumeId);
  writeBoth32(view, 80, volume.volumeSectors);
  if (volume.joliet) bytes.set(asciiBytes('%/E'), 88);
  writeBoth16(view, 120, 1);
  writeBoth16(view, 124, 1);
  writeBoth16(view, 128, sectorBytes);
  writeBoth32(view, 132, volume.pathTableBytes);
  view.setUint32(140, volume.littleTableSector, true);
  view.setUint32(148, volume.bigTableSector, false);
  bytes.set(volume.root, 156);
  const noDate = asciiBytes(`${'0'.repeat(16)}\0`);
  bytes.set(longDate(volume.createdAt), 813);
  bytes.set(longDate(volume.createdAt), 830);
  bytes.set(noDate, 847);
  bytes.set(noDate, 864);
  bytes[881] = 1;
  return bytes;
}

/** Fills the text fields: spaces where nothing is said, in the descriptor's own alphabet. */
function writeText(bytes: Uint8Array, joliet: boolean, volumeId: string): void {
  const fields: readonly (readonly [at: number, length: number, text: string])[] = [
    [8, 32, ''],
    [40, 32, volumeId],
    [190, 128, ''],
    [318, 128, ''],
    [446, 128, ''],
    [574, 128, 'LEND_A_CAM_EVIDENCE'],
    [702, 37, ''],
    [739, 37, ''],
    [776, 37, ''],
  ];
  for (const [at, length, text] of fields) {
    const units = joliet ? Math.floor(length / 2) : length;
    const padded = text.slice(0, units).padEnd(units, ' ');
    bytes.set(joliet ? ucs2Bytes(padded) : asciiBytes(padded), at);
  }
}

/** The end of the list of descriptors (8.3). */
export function terminator(): Uint8Array {
  const bytes = new Uint8Array(sectorBytes);
  bytes.set(asciiBytes('\u00ffCD001\u0001'));
  return bytes;
}
