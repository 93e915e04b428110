import { open, stat } from 'node:fs/promises';

/** Changes one bit of a file; counted from its end when negative. */
export async function flipBit(path: string, at = -64): Promise<void> {
  const { size } = await stat(path);
  const position = at < 0 ? size + at : at;
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, position);
  await file.write(Buffer.from([byte.readUInt8(0) ^ 1]), 0, 1, position);
  await file.close();
}
