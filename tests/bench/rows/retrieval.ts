import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { deviceDrivers } from '../../../src/device-drivers/registry.ts';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { loopbackSource } from '../../drivers/network-source.ts';
import { collect } from '../../fixtures/collect.ts';
import { command, inTurns, isInstalled, perSecond, type Side } from '../measure.ts';
import { type Bench, leftOut, type Row } from '../row.ts';

const aim = 'takes at most 1.25 times as long';

/** Debian's curl on the same recorder, then the two commands a careful person would type. */
function withCurl({ folder, footage }: Bench, port: number): Side {
  const out = join(folder, 'downloaded');
  const url = `http://127.0.0.1:${port}/ISAPI/ContentMgmt/download`;
  return {
    run: async () => {
      await mkdir(out);
      for (const n of footage.files.keys()) {
        const file = join(out, `${n}`);
        const asked = `<downloadRequest><playbackURI>rtsp://x/?name=ch01_${n + 1}</playbackURI></downloadRequest>`;
        await command('curl', '-sf', '-X', 'GET', '--data', asked, '-o', file, url);
        await command('openssl', 'dgst', '-sha256', file);
        await command('age', '-e', '-i', join(folder, 'age-identity'), '-o', `${file}.age`, file);
        await command('sync', `${file}.age`);
      }
    },
    after: () => rm(out, { recursive: true }),
  };
}

/** The driver asks for the list and for each recording; what comes is sealed, synced and read back. */
function withDriver({ folder, footage }: Bench, port: number): Side {
  const vaultFolder = join(folder, 'retrieved');
  return {
    run: async () => {
      await mkdir(vaultFolder, { recursive: true });
      const { source, http } = loopbackSource(port);
      const session = await deviceDrivers['ic-pod'].open(source, new AbortController().signal);
      const found = await collect(session.search({ from: '2026-10-05T21:00:00', to: '2026-10-05T22:00:00' }, []));
      if (found.length !== footage.files.length) throw new Error(`the recorder listed ${found.length} recordings`);
      for (const recording of found) await sealObject({ vaultFolder, source: session.read(recording, 0) });
      await http.close();
    },
    after: () => rm(vaultFolder, { recursive: true }),
  };
}

/** A retrieval over loopback; the comparison that follows in the application is a second download (decision 0014). */
export async function retrieval(bench: Bench): Promise<Row> {
  const { files, sizeBytes } = bench.footage;
  const what = `retrieve ${(sizeBytes / 1e9).toFixed(1)} GB from a recorder on loopback (ISAPI): hashed, sealed, read back`;
  for (const peer of ['curl', 'age']) if (!isInstalled(peer)) return leftOut(what, aim, `${peer} is not installed`);
  await rm(join(bench.folder, 'age-identity'), { force: true });
  await command('sh', '-c', 'age-keygen -o "$0" 2>/dev/null', join(bench.folder, 'age-identity'));
  const script = fileURLToPath(new URL('../recorder-peer.ts', import.meta.url));
  const recorder = spawn(process.execPath, [script, ...files], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(createInterface(recorder.stdout), 'line');
    const port = Number(line);
    const best = await inTurns(bench.rounds, withDriver(bench, port), withCurl(bench, port));
    const ratio = best.peer / best.ours;
    return {
      ...{ what, aim, ratio, reached: ratio >= 1 / 1.25 },
      ours: perSecond(sizeBytes, best.ours),
      peer: `curl, openssl dgst, age -e, sync: ${perSecond(sizeBytes, best.peer)}`,
      note: 'both sides end on the disk; the peer does not read back',
    };
  } finally {
    recorder.kill();
  }
}
