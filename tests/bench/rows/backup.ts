import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copySealed } from '../../../src/main/vault/backup-copy.ts';
import { objectPath } from '../../../src/main/vault/vault-files.ts';
import { command, inTurns, perSecond, type Side } from '../measure.ts';
import type { Bench, Row } from '../row.ts';
import { sealFootage } from './verify.ts';

/** Sealed objects copied to another folder, made to last, read back and compared, against the same by hand. */
export async function backupObjects(bench: Bench): Promise<Row> {
  const [vaultFolder, drive, byHand] = [
    join(bench.folder, 'backed-up'),
    join(bench.folder, 'drive'),
    join(bench.folder, 'by-hand'),
  ];
  const sealed = await sealFootage(bench, vaultFolder);
  const bytes = sealed.reduce((sum, { sealedBytes }) => sum + sealedBytes, 0);
  for (const folder of [drive, byHand]) await mkdir(folder);
  const signal = new AbortController().signal;
  const ours: Side = {
    run: async () => {
      for (const { objectId } of sealed)
        await copySealed({ from: vaultFolder, to: drive, objectId, signal, onProgress: () => undefined });
    },
    after: () => rm(join(drive, 'objects'), { recursive: true }),
  };
  const files = sealed.map(({ objectId }) => objectPath(vaultFolder, objectId));
  const copies = sealed.map(({ objectId }) => join(byHand, objectId));
  const peer: Side = {
    run: async () => {
      await command('cp', ...files, byHand);
      await command('sync', ...copies);
      await command('sha256sum', ...files, ...copies);
    },
    after: async () => {
      for (const copy of copies) await rm(copy);
    },
  };
  const best = await inTurns(bench.rounds, ours, peer);
  await rm(vaultFolder, { recursive: true });
  const ratio = best.peer / best.ours;
  return {
    what: `back up ${(bytes / 1e9).toFixed(1)} GB of sealed objects, each read back and compared`,
    ours: perSecond(bytes, best.ours),
    peer: `cp, sync, sha256sum of both sides: ${perSecond(bytes, best.peer)}`,
    ...{ ratio, aim: 'not slower', reached: ratio >= 1 },
    note: 'both sides end on the same disk; a backup drive is slower than either',
  };
}
