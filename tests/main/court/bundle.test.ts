import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BundleRecord } from '../../../resources/open-me-first/record.ts';
import { createSha256 } from '../../../resources/open-me-first/verify/sha256.ts';
import { verifyBundle } from '../../../resources/open-me-first/verify/verify-bundle.ts';
import { bundleFixture } from './burned-bundle.ts';
import { bundleFor, filesIn, inputFor, source, writeFolder } from './bundle-fixtures.ts';
import { commandLine, openssl, sha256sum } from './outside-checks.ts';
import { bytesFrom, collect, ownFolder } from './image-fixtures.ts';
import { buildBundle } from '../../../src/main/court/bundle.ts';
import { certificateFingerprint } from '../../../src/main/platform/certificates.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';

const folder = await ownFolder();
const { identity, bundle, good } = await bundleFixture(folder);
const fingerprint = certificateFingerprint(identity.certificatePem);

const check = async (home: string, typed: { typedFingerprint?: string; typedWitnessCode?: string } = {}) =>
  verifyBundle(await filesIn(home), { createHasher: createSha256, ...typed });

test('a bundle that came off a burned disc is found good by sha256sum, openssl and our command', async () => {
  expect(sha256sum(good)).toBe(true);
  expect(openssl(good)).toBe(true);
  const { status, stdout } = commandLine(good, '--fingerprint', fingerprint, '--code', bundle.record.witnessCode);
  expect(stdout).toContain('No change was found.');
  expect(stdout).not.toContain('not compared');
  expect(status).toBe(0);
});

test('without the paper label the check says what it could not compare', async () => {
  const report = await check(good);
  expect(report.intact).toBe(true);
  expect(report.headline).toContain('Compare with the paper label');
  expect(report.seals.filter(({ state }) => state === 'not-compared').map(({ seal }) => seal)).toEqual([
    'fingerprint',
    'witness-code',
  ]);
});

test('a label of another bundle is noticed', async () => {
  const report = await check(good, { typedFingerprint: 'ab'.repeat(32), typedWitnessCode: '11-0000-0000-0000' });
  expect(report.intact).toBe(false);
  expect(report.seals.filter(({ state }) => state === 'bad').map(({ seal }) => seal)).toEqual([
    'fingerprint',
    'witness-code',
  ]);
});

const master = 'data/exhibits/AS-1/master/export/CH01 Uberblick 21_14.dav';

test('the same input gives the same bundle, byte for byte, signature included', async () => {
  const again = bundleFor(identity, { ledger: inputFor(identity).ledger });
  expect(again.entries.map(({ path, sha256 }) => [path, sha256])).toEqual(
    bundle.entries.map(({ path, sha256 }) => [path, sha256]),
  );
  expect(again.sizeBytes).toBe(bundle.entries.reduce((sum, each) => sum + each.sizeBytes, 0));
});

test('every entry gives exactly the bytes whose size and hash it states', async () => {
  for (const entry of bundle.entries) {
    const bytes = await collect(entry.open());
    expect([bytes.length, sha256Hex(bytes)]).toEqual([entry.sizeBytes, entry.sha256]);
  }
});

test('the record keeps the names the recorder gave, beside those on the disc', async () => {
  const record = JSON.parse(await readFile(join(good, 'data/record/exhibits.json'), 'utf8')) as BundleRecord;
  expect(record.exhibits[0]?.masters.map(({ originalPath, path }) => [originalPath, path])).toEqual([
    ['export\\CH01 Überblick 21:14.dav', master],
    ['export\\CH01 Überblick 21:14.idx', master.replace('.dav', '.idx')],
    ['export\\player\\Play*.exe', 'data/exhibits/AS-1/master/export/player/Play_.exe'],
  ]);
  expect(JSON.stringify(record)).not.toContain('"open"');
  for (const { masters } of record.exhibits)
    for (const { path, sizeBytes } of masters) expect((await stat(join(good, path))).size).toBe(sizeBytes);
});

test('a bag of BagIt 1.0: declaration, oxum, every payload file in the list and every tag file in the other', async () => {
  expect(await readFile(join(good, 'bagit.txt'), 'utf8')).toBe(
    'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
  );
  const files = (await filesIn(good)).map(({ path }) => path);
  const listed = (list: string): string =>
    execFileSync('cut', ['-c67-', list], { cwd: good, encoding: 'utf8' }).trim().split('\n').sort().join('\n');
  expect(listed('manifest-sha256.txt')).toBe(
    files
      .filter((path) => path.startsWith('data/'))
      .sort()
      .join('\n'),
  );
  const tags = files.filter(
    (path) => !path.startsWith('data/') && !['tagmanifest-sha256.txt', 'signature.p7s'].includes(path),
  );
  expect(listed('tagmanifest-sha256.txt')).toBe(tags.sort().join('\n'));
  expect(await readFile(join(good, 'bag-info.txt'), 'utf8')).toMatch(/^Payload-Oxum: \d+\.11$/m);
});

test('the commands of README.txt are the ones that work', async () => {
  const readme = await readFile(join(good, 'README.txt'), 'utf8');
  const [, command] = /(openssl cms[^\n]*\\\n[^\n]*)/.exec(readme) ?? [];
  expect(spawnSync('sh', ['-c', command ?? 'false'], { cwd: good }).status).toBe(0);
  const printed = execFileSync('sh', ['-c', /openssl x509.*/.exec(readme)?.[0] ?? 'false'], {
    cwd: good,
    encoding: 'utf8',
  });
  expect(printed.replaceAll(':', '').toLowerCase()).toContain(fingerprint);
});

test('a recording whose fingerprint no ledger entry states is named', async () => {
  const input = inputFor(identity);
  const [first, ...rest] = input.exhibits;
  if (first === undefined) throw new Error('no exhibit');
  const stranger = { ...source(bytesFrom('stranger', 500)), originalPath: 'stranger.dav', role: 'footage' as const };
  const home = await writeFolder(
    bundleFor(identity, { exhibits: [{ ...first, masters: [stranger] }, ...rest] }),
    join(folder, 'stranger'),
  );
  const report = await check(home);
  const seal = report.seals.find((each) => each.seal === 'recordings-in-ledger');
  expect(seal).toMatchObject({ state: 'not-compared' });
  expect(seal?.sentence).toContain('stranger.dav');
});

test('an exhibit without a master, and two exhibits of one reference, are refused', () => {
  const input = inputFor(identity);
  const [first, other] = input.exhibits;
  if (first === undefined || other === undefined) throw new Error('no exhibits');
  const tools = { sha256: sha256Hex, sign: () => new Uint8Array(), page: '__BUNDLE_RECORD__' };
  expect(() => buildBundle({ ...input, exhibits: [{ ...first, masters: [] }] }, tools)).toThrow('has no master');
  expect(() => buildBundle({ ...input, exhibits: [first, { ...other, reference: 'AS/1' }] }, tools)).toThrow(
    'same reference',
  );
});

test('a copy on another medium with its dates changed is still good', async () => {
  const home = join(folder, 'copied');
  await mkdir(home);
  for (const { path } of await filesIn(good)) {
    await mkdir(join(home, path, '..'), { recursive: true });
    await copyFile(join(good, path), join(home, path));
  }
  expect((await check(home)).intact).toBe(true);
});
