import { sealObject } from '../../../src/main/vault/sealing.ts';
import { AppError } from '../../../src/shared/failure.ts';
import { pattern } from './generated-bytes.ts';

// node seal-in-child.ts FOLDER BYTES: seals so many bytes and says how it went. For tests that kill it or fill its disk.

const [vaultFolder = '', bytes = ''] = process.argv.slice(2);

async function* generated(): AsyncGenerator<Uint8Array> {
  const piece = pattern(1_000_000);
  for (let left = Number(bytes); left > 0; left -= piece.length) yield piece.subarray(0, left);
}

try {
  const onProgress = (bytesDone: number): void => console.log(`progress ${bytesDone}`);
  const { objectId } = await sealObject({ vaultFolder, source: generated(), onProgress });
  console.log(`sealed ${objectId}`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
