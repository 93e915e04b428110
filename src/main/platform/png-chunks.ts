import { crc32 } from 'node:zlib';

// A PNG is its signature and chunks: length, name, data, checksum (PNG, 5.3).

const SIGNATURE_BYTES = 8;
const FRAME_BYTES = 12;

interface Chunk {
  readonly name: string;
  /** All of it, length and checksum included. */
  readonly bytes: Uint8Array;
}

function chunksOf(png: Uint8Array): Chunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const size = FRAME_BYTES + view.getUint32(at);
    const bytes = png.subarray(at, at + size);
    chunks.push({ name: Buffer.from(bytes.subarray(4, 8)).toString('latin1'), bytes });
    at += size;
  }
  return chunks;
}

/** How colours are meant; it says nothing of what the picture shows. */
const COLOUR = new Set(['cHRM', 'gAMA', 'sRGB', 'cICP']);

/** `png` with the meaning of its colours as `parent` has it, and with `text` (ASCII) as its description; nothing else. */
export function describePng(png: Uint8Array, parent: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const colours = chunksOf(parent).filter(({ name }) => COLOUR.has(name));
  const [header, ...rest] = chunksOf(png).filter(({ name }) => !COLOUR.has(name));
  if (header?.name !== 'IHDR') throw new Error('a PNG without its header');
  const parts = [...[header, ...colours].map(({ bytes }) => bytes), textChunk(text), ...rest.map(({ bytes }) => bytes)];
  return new Uint8Array(Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...parts]));
}

function textChunk(text: string): Uint8Array {
  const data = Buffer.from(`tEXtDescription\0${text}`, 'latin1');
  const chunk = Buffer.alloc(FRAME_BYTES - 4 + data.length);
  chunk.writeUInt32BE(data.length - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), 4 + data.length);
  return chunk;
}
