import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findMediaTools } from '../../src/main/platform/media-tools.ts';
import { makeDerivative } from '../../src/main/recordings/derivative.ts';
import { probeMedia } from '../../src/main/recordings/probe.ts';
import { openSealed } from '../../src/main/vault/sealed-reader.ts';
import { sealObject } from '../../src/main/vault/sealing.ts';
import { objectPath, removeObject } from '../../src/main/vault/vault-files.ts';
import type { ObjectId } from '../../src/shared/model.ts';
import { openPlain } from './rows/playback.ts';

// node make-playing-copy.ts FOLDER FILM: makes the copy of a film to watch, sealed and proved, and says how long it took
// and how much memory the process and the tools it ran needed at their peak.

const [vaultFolder = '', film = ''] = process.argv.slice(2);
const { signal } = new AbortController();
const ports = { tools: await findMediaTools() };

/** The most memory any ffmpeg held that was seen; on Linux. */
let toolMb = 0;
const watch = setInterval(() => void lookAtTools(), 200);
async function lookAtTools(): Promise<void> {
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(join('/proc', id, 'status'), 'utf8').catch(() => '');
    const peak = /^Name:\s+ffmpeg$[\s\S]*^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    if (peak !== undefined) toolMb = Math.max(toolMb, Math.round(Number(peak) / 1024));
  }
}

const source = await openPlain(film);
const facts = await probeMedia(source, ports, signal);
if (!facts.playable) throw new Error(facts.reason);
const since = performance.now();
const { needed, ...outcome } = await makeDerivative(
  {
    ...{ source, facts, reference: 'REC-1' },
    async sink(bytes) {
      const objectId = randomUUID() as ObjectId;
      const sealed = await sealObject({ vaultFolder, source: bytes, objectId });
      const { key, plaintextBytes } = sealed;
      return {
        sealed,
        open: () =>
          openSealed({ path: objectPath(vaultFolder, objectId), key, associatedData: objectId, plaintextBytes }),
        discard: async () => void (await removeObject(vaultFolder, objectId)),
      };
    },
  },
  ports,
  signal,
);
clearInterval(watch);
if (!needed || !('derivative' in outcome)) throw new Error('no copy was needed');
await source.close();
const { route, sealed, frameCount } = outcome.derivative;
console.log(
  JSON.stringify({
    ...{ route, frameCount, toolMb, sizeBytes: sealed.plaintextBytes },
    seconds: (performance.now() - since) / 1000,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
