import { mkdir, open, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type SealedObject, sealObject } from '../../../src/main/vault/sealing.ts';
import { objectPath } from '../../../src/main/vault/vault-files.ts';
import { verifySealed } from '../../../src/main/vault/verifying.ts';
import { opensslSpeed, perSecond } from '../measure.ts';
import type { Bench, Row } from '../row.ts';

/** The footage as objects of a vault. */
export async function sealFootage(bench: Bench, vaultFolder: string): Promise<SealedObject[]> {
  await mkdir(vaultFolder, { recursive: true });
  const sealed: SealedObject[] = [];
  for (const path of bench.footage.files) {
    const source = await open(path);
    sealed.push(await sealObject({ vaultFolder, source, readBack: false }));
    await source.close();
  }
  return sealed;
}

/** Every object opened and hashed from end to end, two at a time, against the mere arithmetic on the same cores. */
export async function verifyObjects(bench: Bench): Promise<Row> {
  const vaultFolder = join(bench.folder, 'verify');
  const sealed = await sealFootage(bench, vaultFolder);
  const cores = Math.min(2, availableParallelism());
  const limit = 1 / (1 / opensslSpeed('sha256', cores) + 1 / opensslSpeed('aes-256-gcm', cores));
  const verify = async ({ objectId, key, ...rest }: SealedObject): Promise<void> =>
    verifySealed({ path: objectPath(vaultFolder, objectId), key, associatedData: objectId, ...rest });
  let best = Infinity;
  for (let round = 0; round < bench.rounds; round += 1) {
    const start = performance.now();
    const queue = [...sealed];
    const takeNext = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await verify(next);
    };
    await Promise.all(Array.from({ length: cores }, takeNext));
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  await rm(vaultFolder, { recursive: true });
  const { sizeBytes } = bench.footage;
  const ratio = sizeBytes / best / limit;
  return {
    what: `verify sealed objects, ${cores} at a time: cost of a GB`,
    ours: perSecond(sizeBytes, best),
    peer: `openssl speed, SHA-256 then AES-256-GCM on ${cores} cores: ${(limit / 1e6).toFixed(0)} MB/s`,
    ...{ ratio, aim: 'at least 0.7 of it', reached: ratio >= 0.7 },
    note: `1 TB at this rate: ${((1e12 / sizeBytes) * (best / 60)).toFixed(0)} min, when the disk delivers as fast; read from memory here`,
  };
}
