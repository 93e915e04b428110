import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FolderReader } from '../../src/device-drivers/driver.ts';
import { readExportFile, surveyExport } from '../../src/device-drivers/dvr-usb/dvr-usb-driver.ts';
import type { ExportSurvey } from '../../src/device-drivers/dvr-usb/export-survey.ts';
import { openFolder } from '../../src/main/platform/folder-reader.ts';
import { collect } from '../fixtures/collect.ts';
import { buildHostileStick, type HostileEntry } from '../fixtures/hostile-stick.ts';

const { signal } = new AbortController();
const made: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'stick-'));
  made.push(folder, `${folder}-outside`);
  return folder;
};
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Runs `work` as a user who may not read everything, where we are root. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

const bytesOf = ({ path, pathBytes }: { path: string; pathBytes: string | null }): string =>
  pathBytes ?? Buffer.from(path).toString('hex');

describe('a stick that means harm', () => {
  const gigabytes = 60 * 1024 ** 3;
  let folder = '';
  let expected: HostileEntry[] = [];
  let survey: ExportSurvey;

  beforeAll(async () => {
    folder = await newFolder();
    await chmod(folder, 0o755);
    expected = await buildHostileStick(folder, { tinyFiles: 5000, sparseBytes: gigabytes });
    survey = await asNobody(async () => surveyExport(await openFolder(folder), signal));
  });

  test('every entry is a listed file or refused with the right reason, and nothing is left out', () => {
    const files = survey.files.map((file) => [bytesOf(file), 'file'] as const);
    const refused = survey.refused.map((entry) => [bytesOf(entry), entry.reason] as const);
    const found = Object.fromEntries([...files, ...refused]);
    const wanted = expected.filter((entry) => entry.expected !== 'folder');
    expect(found).toEqual(Object.fromEntries(wanted.map((entry) => [entry.bytes.toString('hex'), entry.expected])));
    expect(survey.totals.folders).toBe(expected.length - wanted.length);
    expect(new Set(survey.refused.map(({ reason }) => reason))).toContain('unreadable');
  });

  test('a shown name has no break, no control and no turned text, and stands for one name alone', () => {
    const shown = [...survey.files, ...survey.refused].map(({ path }) => path);
    for (const path of shown) expect(path).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toContain('caf\\xE9.mp4');
    expect(shown).toContain('film\\u{202E}4pm.exe');
    expect(shown).toContain('line\\u{A}break\\u{D}.mp4');
    expect(shown).toContain('..\\\\..\\\\windows.mp4');
  });

  test('a file is opened again by the name that the survey gave, whatever its bytes are', async () => {
    const reader = await openFolder(folder);
    for (const file of survey.files.filter(({ pathBytes }) => pathBytes !== null)) {
      const bytes = Buffer.concat(await collect(readExportFile(reader, file, { signal })));
      expect([file.path, bytes.toString()]).toEqual([file.path, 'x']);
    }
  });

  test('an MP4 that was cut off and names that differ by capitals alone are marked', () => {
    const marks = (path: string) => survey.files.find((file) => file.path === path)?.contradictions;
    expect(marks('cut.mp4')).toEqual(['cut-short']);
    expect(marks('CLIP.MP4')).toContain('same-name-but-for-case');
    expect(marks('clip.mp4')).toContain('same-name-but-for-case');
    expect(marks('e\u0301.mp4')).toContain('same-name-but-for-case');
    expect(survey.files.find(({ path }) => path === 'empty.mp4')).toMatchObject({ format: 'empty', role: 'footage' });
  });

  test('a huge file that holds nothing costs no more than its first bytes', () => {
    expect(survey.files.find(({ path }) => path === 'sparse.mp4')).toMatchObject({
      sizeBytes: gigabytes,
      format: 'unknown',
      role: 'footage',
    });
  });

  test('a process that may read nothing outside the folder lists it to the end', () => {
    const project = join(import.meta.dirname, '../..');
    const allowed = [folder, join(project, 'src'), join(project, 'package.json')].map(
      (path) => `--allow-fs-read=${path}`,
    );
    const script = `
      import { openFolder } from ${JSON.stringify(join(project, 'src/main/platform/folder-reader.ts'))};
      import { surveyExport } from ${JSON.stringify(join(project, 'src/device-drivers/dvr-usb/dvr-usb-driver.ts'))};
      const { totals } = await surveyExport(await openFolder(${JSON.stringify(folder)}), new AbortController().signal);
      process.stdout.write(JSON.stringify(totals));`;
    const run = spawnSync(process.execPath, ['--permission', ...allowed, '--input-type=module', '-e', script]);
    expect(run.stderr.toString()).toBe('');
    const totals = JSON.parse(run.stdout.toString()) as ExportSurvey['totals'];
    expect(totals.files + totals.refused).toBe(survey.totals.files + survey.totals.refused);
    const control = `import { readFile } from 'node:fs/promises'; await readFile(${JSON.stringify(`${folder}-outside/secret.mp4`)});`;
    const stray = spawnSync(process.execPath, ['--permission', ...allowed, '--input-type=module', '-e', control]);
    expect(stray.stderr.toString()).toContain('ERR_ACCESS_DENIED');
  });

  test.each([
    ['a link to a system file', 'passwd.mp4'],
    ['a link to a file inside', 'inside.mp4'],
    ['a file reached through a linked folder', 'outside/secret.mp4'],
    ['a file reached through a circle', 'self/clip.mp4'],
  ])('%s is not opened even when asked for by name', async (_, path) => {
    const reader = await openFolder(folder);
    expect(await reader.open({ path, pathBytes: null })).toEqual({ opened: false, reason: 'link' });
  });

  test.each(['../secret.mp4', '/etc/passwd', 'a//b', './clip.mp4', 'many/../clip.mp4', 'nul\0.mp4', ''])(
    'the name %j is refused as no name on the stick',
    async (path) => {
      const reader = await openFolder(folder);
      await expect(reader.open({ path, pathBytes: null })).rejects.toMatchObject({ code: 'invalid-input' });
      const pathBytes = Buffer.from(path).toString('hex');
      await expect(reader.open({ path: 'clip.mp4', pathBytes })).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );

  test('a pipe, a folder or a device asked for by name neither hangs nor opens', async () => {
    const reader = await openFolder(folder);
    expect(await reader.open({ path: 'pipe.mp4', pathBytes: null })).toEqual({ opened: false, reason: 'pipe' });
    expect(await reader.open({ path: 'nothing', pathBytes: null })).toMatchObject({ opened: false });
    if (expected.some((entry) => entry.expected === 'device')) {
      expect(await reader.open({ path: 'device.mp4', pathBytes: null })).toEqual({ opened: false, reason: 'device' });
    }
  });

  test('a folder with more entries than the bound is refused as a whole', async () => {
    const reader = await openFolder(folder, { maxDepth: 32, maxEntries: 1000 });
    await expect(surveyExport(reader, signal)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('1,000'),
    });
  });
});

describe('a stick that goes away', () => {
  const piece = 1024 * 1024;
  async function stickWith(...names: string[]): Promise<{ folder: string; reader: FolderReader }> {
    const folder = await newFolder();
    for (const name of names) await writeFile(join(folder, name), Buffer.alloc(3 * piece, name));
    return { folder, reader: await openFolder(folder) };
  }
  const namesIt = (name: string) => ({ code: 'unavailable', message: expect.stringContaining(`“${name}”`) });

  test('before a listed file is read: the failure names the file', async () => {
    const { folder, reader } = await stickWith('a.dav');
    const [file] = (await surveyExport(reader, signal)).files;
    if (file === undefined) throw new Error('nothing listed');
    await rename(folder, `${folder}-outside`);
    await expect(collect(readExportFile(reader, file, { signal }))).rejects.toMatchObject(namesIt('a.dav'));
  });

  test('in the middle of a file: the failure names the file and no byte is made up', async () => {
    const { folder, reader } = await stickWith('a.dav');
    const [file] = (await surveyExport(reader, signal)).files;
    if (file === undefined) throw new Error('nothing listed');
    const reading = readExportFile(reader, file, { signal });
    expect((await reading.next()).value?.byteLength).toBe(piece);
    await truncate(join(folder, 'a.dav'), piece + 10);
    await expect(reading.next()).rejects.toMatchObject(namesIt('a.dav'));
  });

  test('in the middle of a survey: there is no half survey', async () => {
    const { folder, reader } = await stickWith('a.dav', 'b.dav', 'c.dav');
    const vanishing: FolderReader = {
      ...reader,
      async *entries(stop) {
        for await (const entry of reader.entries(stop)) {
          if (entry.path === 'b.dav') await rm(folder, { recursive: true });
          yield entry;
        }
      },
    };
    await expect(surveyExport(vanishing, signal)).rejects.toMatchObject(namesIt('b.dav'));
  });

  test('before anything is listed: choosing and listing both say so', async () => {
    const { folder, reader } = await stickWith('a.dav');
    await rm(folder, { recursive: true });
    await expect(surveyExport(reader, signal)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(openFolder(folder)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a file that grew or shrank since it was listed is not read', async () => {
    const { folder, reader } = await stickWith('a.dav');
    const [file] = (await surveyExport(reader, signal)).files;
    if (file === undefined) throw new Error('nothing listed');
    await truncate(join(folder, 'a.dav'), 4 * piece);
    await expect(collect(readExportFile(reader, file, { signal }))).rejects.toMatchObject(namesIt('a.dav'));
  });

  test('a folder swapped for a link after listing leads nowhere', async () => {
    const { folder, reader } = await stickWith();
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'sub/clip.mp4'), 'inside');
    const [file] = (await surveyExport(reader, signal)).files;
    if (file === undefined) throw new Error('nothing listed');
    const outside = `${folder}-outside`;
    await mkdir(outside);
    await writeFile(join(outside, 'clip.mp4'), 'secret');
    await rm(join(folder, 'sub'), { recursive: true });
    await symlink(outside, join(folder, 'sub'));
    expect(await reader.open(file)).toEqual({ opened: false, reason: 'link' });
  });

  test('a folder that may not be listed is refused, and what stands beside it is listed', async () => {
    const { folder } = await stickWith('a.dav');
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'closed'));
    await chmod(join(folder, 'closed'), 0);
    const survey = await asNobody(async () => surveyExport(await openFolder(folder), signal));
    await chmod(join(folder, 'closed'), 0o700);
    expect(survey.refused).toEqual([{ path: 'closed', pathBytes: null, reason: 'unreadable' }]);
    expect(survey.files.map(({ path }) => path)).toEqual(['a.dav']);
  });
});
