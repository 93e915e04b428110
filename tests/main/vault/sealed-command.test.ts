import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { segmentBytes } from '../../../src/main/vault/sealed-format.ts';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { inPieces, pattern } from './generated-bytes.ts';
import { flipBit, locationOf, vaultFolder } from './vault-folder.ts';

const size = 3 * segmentBytes + 500;

async function sealedPattern() {
  const folder = await vaultFolder();
  return locationOf(folder, await sealObject({ vaultFolder: folder, source: inPieces(pattern(size)) }));
}
interface Location {
  readonly path: string;
  readonly key: Uint8Array;
  readonly associatedData: string;
}
const argumentsFor = ({ path, key, associatedData }: Location): string[] => [
  'build/sealed.ts',
  'open',
  `--key=${Buffer.from(key).toString('hex')}`,
  `--associated-data=${associatedData}`,
  path,
];
const run = (args: string[]) => spawnSync(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the command that opens a sealed file', () => {
  test('writes the whole plaintext', async () => {
    const location = await sealedPattern();
    const { status, stdout, stderr } = run(argumentsFor(location));
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
    expect(sha256(stdout)).toBe(location.sha256);
  });

  test('writes not one byte of a file that was cut at a segment boundary or extended', async () => {
    const location = await sealedPattern();
    const whole = await readFile(location.path);
    await truncate(location.path, 2 * segmentBytes);
    const cut = run(argumentsFor(location));
    await writeFile(location.path, Buffer.concat([whole, whole.subarray(0, segmentBytes)]));
    const extended = run(argumentsFor(location));
    for (const { status, stdout, stderr } of [cut, extended]) {
      expect(status).toBe(1);
      expect(stdout.length).toBe(0);
      expect(stderr.toString()).toMatch(/^Refused: /u);
    }
  });

  test('stops before a damaged segment: what it wrote is authentic', async () => {
    const location = await sealedPattern();
    await flipBit(location.path, 2 * segmentBytes + 7);
    const { status, stdout } = run(argumentsFor(location));
    expect(status).toBe(1);
    expect(stdout.length).toBe(2 * segmentBytes - 40 - 2 * 16);
    expect(sha256(stdout)).toBe(sha256(pattern(size).subarray(0, stdout.length)));
  });

  test('refuses another key and another id with nothing written', async () => {
    const location = await sealedPattern();
    for (const wrong of [{ key: new Uint8Array(32) }, { associatedData: 'another' }]) {
      const { status, stdout } = run(argumentsFor({ ...location, ...wrong }));
      expect(status).toBe(1);
      expect(stdout.length).toBe(0);
    }
  });

  test('says how it is used when it is used otherwise', () => {
    for (const args of [
      [],
      ['open'],
      ['open', '--key=12', '--associated-data=x', 'file'],
      ['open', '--no-such-option'],
    ]) {
      const { status, stderr } = run(['build/sealed.ts', ...args]);
      expect(status).toBe(2);
      expect(stderr.toString()).toMatch(/^usage: /u);
    }
  });

  test('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, argumentsFor(await sealedPattern()));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(said).toBe('');
  });

  const samples = '../shared/samples/sealed-vectors';
  test.skipIf(!existsSync(samples))("opens the largest stream made by Google's Tink", async () => {
    const vectors: unknown = JSON.parse(await readFile(`${samples}/vectors.json`, 'utf8'));
    const vector = (vectors as { file: string; key: string; associatedData: string; plaintextSha256: string }[]).at(-1);
    if (vector === undefined) throw new Error('no vectors');
    const location = { ...vector, path: `${samples}/${vector.file}`, key: Buffer.from(vector.key, 'hex') };
    expect(sha256(run(argumentsFor(location)).stdout)).toBe(vector.plaintextSha256);
  });
});
