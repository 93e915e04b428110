import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coverage } from '../../src/device-drivers/dvr-usb/coverage.ts';
import { surveyExport } from '../../src/device-drivers/dvr-usb/dvr-usb-driver.ts';
import type { ExportSurvey, SurveyFile } from '../../src/device-drivers/dvr-usb/export-survey.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { openFolder } from '../../src/main/platform/folder-reader.ts';
import { buildDvrExport, type ExportedFile, probedAs } from '../fixtures/dvr-export.ts';
import { ffprobe, pictureHashes } from '../fixtures/ffmpeg.ts';
import { driverSuite } from './driver-suite.ts';

const samples = join(import.meta.dirname, '../../../shared/samples');
const day = '2026-10-05';
const { signal } = new AbortController();

let folder = '';
let exported: ExportedFile[] = [];
let survey: ExportSurvey;
let dav = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dvr-'));
  exported = await buildDvrExport(folder, { samples, date: day });
  survey = await surveyExport(await openFolder(folder), signal);
  dav = `${day}/001/dav/21/21.10.00-21.10.10[R][0@0][0].dav`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const surveyed = (path: string): SurveyFile => {
  const file = survey.files.find((it) => it.path === path);
  if (file === undefined) throw new Error(`${path} is missing from the survey`);
  return file;
};

test('every file of an export is listed with its format, its part and its camera', () => {
  expect(survey.files.map(({ path }) => path).sort()).toEqual(exported.map(({ path }) => path).sort());
  for (const { path, format, role, channel } of exported) {
    const file = surveyed(path);
    expect([path, file.format, file.role]).toEqual([path, format, role]);
    if (role === 'footage') expect([path, file.channel?.value ?? null]).toEqual([path, channel]);
  }
  expect(survey.refused).toEqual([]);
  expect(survey.totals).toMatchObject({ files: exported.length, footageFiles: 12, refused: 0 });
  expect(survey.totals.sizeBytes).toBe(survey.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
});

test('ffprobe finds in every recording the container we recognised, and every picture', async () => {
  const readable = exported.filter(({ pictures }) => pictures !== null);
  expect(readable.length).toBeGreaterThan(8);
  for (const { path, pictures, hasSound } of readable) {
    const probed = await ffprobe(join(folder, path));
    const expected = { container: probedAs[surveyed(path).format], pictures, soundTracks: hasSound ? 1 : 0 };
    expect([path, probed]).toMatchObject([path, expected]);
  }
});

test('the pictures in the containers we write are the very pictures of the clip', async () => {
  const clip = await pictureHashes(join(folder, 'NVR_ch2_main_20261005211000_20261005211010.mp4'));
  expect(new Set(clip).size).toBeGreaterThan(50);
  for (const path of [dav, 'ch06_00000000008001213.mp4', 'ch06_00000000008001214.mpg']) {
    expect(await pictureHashes(join(folder, path))).toEqual(clip);
  }
});

test('a DHAV stream’s own clock is what ffprobe reads, and agrees with the name', async () => {
  const { timeClaims, contradictions } = surveyed(dav);
  const start = timeClaims.find(({ kind, source }) => kind === 'start' && source === 'stream')?.wallClock;
  expect(start).toBe(`${day}T21:10:00`);
  expect((await ffprobe(join(folder, dav))).startSeconds).toBe(Date.parse(`${start}Z`) / 1000);
  expect(timeClaims.map(({ source, kind }) => `${source} ${kind}`)).toEqual([
    'stream start',
    'stream end',
    'file-name start',
    'file-name end',
    'file-time end',
  ]);
  expect(contradictions).toEqual([]);
});

test('names give start and end, and the file’s own time is kept as a claim of its own', () => {
  for (const { path, role, start, end } of exported.filter((file) => file.role === 'footage')) {
    const claims = surveyed(path).timeClaims;
    const named = (kind: string) =>
      claims.find((it) => it.kind === kind && it.source === 'file-name')?.wallClock ?? null;
    expect([path, role, named('start'), named('end')]).toEqual([path, role, start, end]);
    const ended = claims.find(({ source }) => source === 'file-time');
    expect(ended).toEqual({ kind: 'end', wallClock: end ?? `${day}T21:30:00`, zone: 'unknown', source: 'file-time' });
  }
});

test('a program stream that is named .mp4 is said to be none', () => {
  expect(surveyed('ch06_00000000008001213.mp4').contradictions).toEqual(['ending-differs-from-content']);
  expect(survey.files.filter(({ contradictions }) => contradictions.length > 0)).toHaveLength(1);
});

test('the gap between two recordings of a camera is found in the asked period', () => {
  const period = { from: `${day}T21:10:00`, to: `${day}T21:12:10` };
  const found = coverage(period, survey.files);
  expect(found.map(({ channel }) => channel)).toEqual(['1', '2', '3', '4', '5', '6', '7', 'unknown']);
  expect(found[0]?.gaps).toHaveLength(1);
  expect(found[0]?.gaps[0]?.to).toBe(`${day}T21:12:00`);
  expect(found[0]?.gaps[0]?.from).toMatch(/T21:10:(?:09|10)$/);
  expect(found[1]).toMatchObject({ gaps: [{ from: `${day}T21:10:20`, to: period.to }], untimedFiles: 0 });
  expect(found[3]).toMatchObject({ covered: [], untimedFiles: 1 });
});

driverSuite('the stick of a recorder', () => ({
  open: async (stop) => deviceDrivers['dvr-usb'].open(await openFolder(folder), stop),
  busy: { from: `${day}T21:00:00`, to: `${day}T22:00:00` },
  quiet: { from: `${day}T23:00:00`, to: `${day}T23:30:00` },
  camera: '1',
  known: { name: dav, bytes: knownBytes },
  takeAway: () => rm(folder, { recursive: true, force: true }),
}));

let knownBytes: Uint8Array = new Uint8Array();
beforeAll(async () => {
  knownBytes = await readFile(join(folder, dav));
});
