import { randomBytes } from 'node:crypto';
import { sealObject } from '../../src/main/vault/sealing.ts';

// node seal-stream.ts FOLDER BYTES: seals a generated stream and says how much memory the process needed at its peak.

const [vaultFolder = '', bytes = ''] = process.argv.slice(2);
const total = Number(bytes);
const piece = randomBytes(1024 * 1024);

async function* generated(): AsyncGenerator<Uint8Array> {
  for (let left = total; left > 0; left -= piece.length) yield piece.subarray(0, left);
}

const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
let earlyMb = 0;
const onProgress = (bytesDone: number): void => void (earlyMb === 0 && bytesDone >= total / 10 && (earlyMb = peakMb()));
await sealObject({ vaultFolder, source: generated(), onProgress });
console.log(JSON.stringify({ earlyMb, peakMb: peakMb() }));
