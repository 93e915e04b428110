import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureWords, lineOf, mediaOf } from '../../../src/main/platform/disc-imapi-answers.ts';
import { listImapiDrives, windowsHost } from '../../../src/main/platform/disc-imapi.ts';
import { bytesFrom, ownFolder } from './image-fixtures.ts';
import { type ImapiFault, standInDrive, standInHost } from './imapi-host.ts';

// Burning on Windows, with a stand-in for PowerShell that says the same lines over real pipes. What goes for every drive
// is in disc-drive.test.ts; the script itself in disc-imapi-script.test.ts.

const folder = await ownFolder();
const image = bytesFrom('image', 2048 * 1500);
const never = new AbortController().signal;
const options = { imageBytes: image.length, volumeId: 'LAC_1', signal: never };

/** Says whether any of it was asked for: what was not asked for cannot have spoiled a disc. */
function watchedImage() {
  const seen = { pulled: false };
  const bytes = (async function* () {
    seen.pulled = true;
    for (let at = 0; at < image.length; at += 100_000) yield image.subarray(at, at + 100_000);
  })();
  return { seen, bytes };
}

async function burned(name: string, fault?: ImapiFault) {
  const { seen, bytes } = watchedImage();
  const file = join(folder, name);
  const failure = await standInDrive(file, fault)
    .burn(bytes, options)
    .then(
      () => null,
      (error: unknown) => error,
    );
  return { failure, pulled: seen.pulled, file };
}

test('the drives of Windows are listed by letter, maker and model', async () => {
  const drives = await listImapiDrives(standInHost(join(folder, 'listed')));
  expect(drives.map(({ id, name }) => ({ id, name }))).toEqual([
    { id: '\\\\?\\cdrom#1', name: 'D: HL-DT-ST DVDRAM GP60NB50' },
  ]);
});

test('a blank disc is burned with the image and nothing else, and is closed', async () => {
  const { failure, file } = await burned('whole');
  expect(failure).toBeNull();
  expect(Buffer.compare(await readFile(file), image)).toBe(0);
  expect(await standInDrive(file).media()).toMatchObject({ state: 'written', kind: 'DVD-R', closed: true });
});

test('an empty drive is no failure when asked for its disc, and one when it is to be burned or read', async () => {
  const drive = standInDrive(join(folder, 'empty'), 'no disc');
  expect(await drive.media()).toMatchObject({ state: 'none', capacityBytes: null });
  await expect(drive.readBack(2048)).rejects.toThrow('There is no disc in the drive.');
});

test.each([
  ['no disc', 'There is no disc in the drive.'],
  ['held', 'Another program holds the disc drive.'],
  ['restricted', 'whether PowerShell is restricted'],
] as const)('%s: what fails before the first byte has cost no disc', async (fault, words) => {
  const { failure, pulled, file } = await burned(`before-${fault}`, fault);
  expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringContaining(words) });
  expect(pulled).toBe(false);
  expect(existsSync(file)).toBe(false);
});

test('a disc that is not blank is refused by the script itself', async () => {
  await writeFile(join(folder, 'used'), 'a burned disc');
  const { failure, pulled, file } = await burned('used');
  expect(failure).toMatchObject({ code: 'unavailable' });
  expect(pulled).toBe(false);
  expect(await readFile(file, 'utf8')).toBe('a burned disc');
});

test.each(['power cut', 'laser'] as const)(
  '%s in the middle: the disc is spoiled, and is not closed',
  async (fault) => {
    const { failure, pulled, file } = await burned(`broken-${fault}`, fault);
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringContaining('is spoiled') });
    expect(pulled).toBe(true);
    expect((await readFile(file)).length).toBeLessThan(image.length);
    expect(await standInDrive(file).media()).toMatchObject({ state: 'written', closed: false });
  },
);

test('stopping it in the middle ends the image early, and the disc is not closed around it', async () => {
  const abort = new AbortController();
  const file = join(folder, 'stopped');
  const bytes = (async function* () {
    yield image.subarray(0, 1_000_000);
    abort.abort();
    yield image.subarray(1_000_000);
  })();
  const burning = standInDrive(file).burn(bytes, { ...options, signal: abort.signal });
  await expect(burning).rejects.toMatchObject({ code: 'cancelled' });
  expect((await readFile(file)).length).toBeLessThan(image.length);
  expect(await standInDrive(file).media()).toMatchObject({ state: 'written', closed: false });
});

test('a PowerShell that is not there is said', async () => {
  const host = { ...standInHost(join(folder, 'none')), path: join(folder, 'powershell.exe') };
  await expect(listImapiDrives(host)).rejects.toThrow('Ask your administrator');
});

test('what IMAPI2 says of a disc is understood', () => {
  const facts = (mediaType: number, status: number, freeSectors: number | null = null) =>
    mediaOf({ mediaType, status, freeSectors });
  expect(facts(9, 0x6, 2_297_888)).toEqual({
    state: 'blank',
    kind: 'DVD-R',
    capacityBytes: 4_706_074_624,
    closed: null,
    writeOnce: true,
  });
  expect(facts(2, 0x2)).toMatchObject({ state: 'blank', kind: 'CD-R', writeOnce: true });
  expect(facts(7, 0x3)).toMatchObject({ state: 'blank', kind: 'DVD+RW', writeOnce: false });
  expect(facts(9, 0x4)).toMatchObject({ state: 'written', closed: false });
  expect(facts(9, 0x8)).toMatchObject({ state: 'written', closed: false });
  expect(facts(6, 0x4000)).toMatchObject({ state: 'written', kind: 'DVD+R', closed: true });
  expect(facts(4, 0x2000)).toMatchObject({ state: 'written', closed: null, writeOnce: null }); // a ROM drive's word
  expect(facts(9, 0x402)).toMatchObject({ state: 'unknown' });
  expect(facts(0, 0)).toMatchObject({ state: 'unknown', kind: 'not recognised' });
  expect(facts(99, 0x8000)).toMatchObject({ state: 'unknown', kind: 'not recognised', writeOnce: null });
});

test('a line as PowerShell 5.1 writes it is read, and anything else is none', () => {
  expect(lineOf('\uFEFF{"freeSectors":2297888,"say":"media","status":6,"mediaType":9}')).toMatchObject({ status: 6 });
  expect(lineOf('{"say":"drives","drives":[]}')).toEqual({ say: 'drives', drives: [] });
  expect(lineOf('{"say":"failed","code":"0x80070005","message":"Zugriff verweigert \\u0026"}')).toMatchObject({
    code: '0x80070005',
  });
  expect(lineOf('WARNING: something of Windows')).toBeNull();
  expect(lineOf('{"say":"written","more":1}')).toBeNull();
  expect(lineOf('{"say":"media","status":null,"mediaType":9,"freeSectors":null}')).toBeNull();
});

test('a failure that is not known is told all the same, with what to do', () => {
  const told = failureWords({ say: 'failed', code: '0xDEADBEEF', message: '' });
  expect(told).toContain('Check the drive');
  expect(failureWords({ say: 'failed', code: '0x80070005', message: '' })).toContain('Ask your administrator');
});

test('on Windows it is PowerShell at its fixed place, and the drive itself is read', () => {
  const { path, args, devicePath } = windowsHost();
  expect(path).toMatch(/\\System32\\WindowsPowerShell\\v1\.0\\powershell\.exe$/);
  expect(args.join(' ')).not.toContain('"'); // nothing on the command line needs to be quoted
  expect(devicePath(0)).toBe('\\\\?\\GLOBALROOT\\Device\\CdRom0');
});
