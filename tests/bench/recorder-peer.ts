import { readFileSync } from 'node:fs';
import { startRecorder } from '../fixtures/recorder.ts';

// node recorder-peer.ts FILE…: a recorder on loopback that holds these files, in a process of its own. Prints its port.

const two = (n: number): string => String(n).padStart(2, '0');
const { port } = await startRecorder({
  held: process.argv.slice(2).map((path, n) => ({
    ...{ camera: 1, name: `ch01_${n + 1}`, bytes: readFileSync(path) },
    ...{ from: `2026-10-05T21:${two(n * 5)}:00`, to: `2026-10-05T21:${two(n * 5 + 5)}:00` },
  })),
});
console.log(port);
