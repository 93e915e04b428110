import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, extractFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAll } from '../../build/build.ts';
import { electronBuilder, packAroundStandIn, type StandInPackage } from './stand-in-package.ts';

describe.each(['linux', 'win32'] as const)('the package for %s', (platform) => {
  let packed: StandInPackage;
  beforeAll(() => {
    buildAll();
    packed = packAroundStandIn(platform);
  });
  afterAll(() => packed.remove());

  test('holds the built pages, the bundled main process, some packages, and nothing else', () => {
    const rooms = new Set(
      packed.files.map((file) =>
        file
          .split('/')
          .slice(0, file.startsWith('dist/') ? 2 : 1)
          .join('/'),
      ),
    );
    rooms.delete('dist');
    expect([...rooms].toSorted()).toEqual(
      ['dist/main', 'dist/open-me-first', 'dist/renderer', 'node_modules', 'package.json'].toSorted(),
    );
  });

  test('holds no test, no trial host, no source, no source map and no certificate', () => {
    const strangers = packed.files.filter(
      (file) =>
        /\.(ts|tsx|map|gyp|c|cpp|h|pem|p12|key|env|yml)$/.test(file) ||
        /(^|\/)tests?\/|chromium-host|playwright/.test(file),
    );
    expect(strangers).toEqual([]);
  });

  test('holds one build of the database, for this platform', () => {
    const prebuilds = packed.files.filter((file) => /better-sqlite3\/.*\.node$/.test(file));
    expect(prebuilds).toEqual([`node_modules/better-sqlite3/prebuilds/${platform}-x64.node`]);
  });

  test('has all nine fuses set in its program file', async () => {
    const { version: _version, ...wire } = await getCurrentFuseWire(packed.program);
    const state = Object.entries(wire).map(([fuse, value]) => [
      FuseV1Options[Number(fuse)],
      value === FuseState.ENABLE,
    ]);
    expect(Object.fromEntries(state)).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
  });

  test('holds every worker that the main process starts', () => {
    const built = packed.files.filter((file) => /^dist\/main\/.*\.js$/.test(file));
    const started = built.flatMap((file) =>
      [
        ...extractFile(join(packed.folder, 'resources/app.asar'), file)
          .toString()
          .matchAll(/\.\/([a-z-]+-worker\.js)/g),
      ].map((found) => `dist/main/${found[1]}`),
    );
    expect(started).not.toEqual([]);
    expect(started.filter((file) => !packed.files.includes(file))).toEqual([]);
  });

  test('has no migration, page or script of ours outside the archive', () => {
    const outside = readdirSync(join(packed.folder, 'resources'), { recursive: true, encoding: 'utf8' });
    expect(outside.filter((file) => /\.(js|mjs|cjs|sql)$/.test(file) && !file.includes('node_modules'))).toEqual([]);
  });
});

/** Opens each of the packages that stay packages, the way main does. */
const probe = `
import Database from 'better-sqlite3';
import { hashRawSync } from '@node-rs/argon2';
import PDFDocument from 'pdfkit';
const sqlite = new Database(':memory:').prepare('SELECT 42').pluck().get();
const argon2 = hashRawSync('password', { salt: Buffer.alloc(16) }).length;
const pdf = new PDFDocument({ pdfVersion: '1.7', subset: 'PDF/A-3b' });
pdf.text('hello').end();
const bytes = Buffer.concat(await pdf.toArray());
console.log(JSON.stringify({ sqlite, argon2, pdf: bytes.toString('latin1', 0, 8) }));
`;

describe('what lies in the archive', () => {
  let folder: string;
  let packed: StandInPackage;
  beforeAll(() => {
    buildAll();
    packed = packAroundStandIn('linux');
    folder = join(packed.folder, '../unpacked');
    extractAll(join(packed.folder, 'resources/app.asar'), folder);
  });
  afterAll(() => packed.remove());
  const run = (file: string): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [file], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, STAND_IN_DATA: join(folder, 'data') },
      }),
    );

  test('finds every package it needs inside itself', () => {
    writeFileSync(join(folder, 'probe.mjs'), probe);
    expect(run('probe.mjs')).toEqual({ sqlite: 42, argon2: 32, pdf: '%PDF-1.7' });
  });

  test('starts, in the order that locks first, and serves its page', () => {
    const electron = join(folder, 'node_modules/electron');
    mkdirSync(electron);
    mkdirSync(join(folder, 'data'));
    copyFileSync(join(import.meta.dirname, 'stand-in-electron.mjs'), join(electron, 'index.mjs'));
    writeFileSync(join(electron, 'package.json'), '{ "name": "electron", "exports": "./index.mjs" }');
    expect(run('dist/main/main.js')).toMatchObject({
      notes: [
        'sandbox, ready false',
        'switch host-resolver-rules',
        'switch disable-background-networking',
        'scheme app, ready false',
        'umask 77',
        'menu null',
        'session ui {"cache":false}',
        'window, sandbox true, devTools false',
        'content protection true',
        'load app://ui/',
      ],
      page: [200, 'text/html; charset=utf-8'],
      script: 200,
      stranger: 404,
      state: { ok: true, value: { phase: 'set-up', person: null, hostLabel: null } },
      refused: 'a message from an unknown frame was refused',
    });
  });
});

test('a word electron-builder does not know is refused rather than ignored', () => {
  expect(() => electronBuilder(['--linux', '-c.asarUnpak=x'])).toThrow(/unknown property 'asarUnpak'/);
});
