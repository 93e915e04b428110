import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { contentSecurityPolicy } from '../../src/main/assets.ts';

const electron = vi.hoisted(() => ({ listeners: new Map<string, (() => void)[]>() }));
vi.mock('electron', () => ({
  app: {},
  BrowserWindow: {},
  dialog: {},
  session: {},
  powerMonitor: {
    on: (name: string, listener: () => void) =>
      electron.listeners.set(name, [...(electron.listeners.get(name) ?? []), listener]),
  },
}));

/** Each line of the lockdown, and the test that fails when it falls. */
const lines: readonly (readonly [line: string, file: string, name: string])[] = [
  ['idle lock', 'component/frame.test.tsx', 'locks after the minutes of the setting and gives that as the reason'],
  ['idle lock in the core', 'main/sign-in.test.ts', 'for idleness hides everything, lets running work end'],
  ['lock on suspend', 'main/sign-in.test.ts', 'by sleep under running work leaves nothing running'],
  ['one key blanks the screen', 'component/frame.test.tsx', 'blanks the screen on F9 before the core has answered'],
  ['content protection', 'policy/packaging.test.ts', "'content protection true'"],
  ['no developer tools', 'policy/lockdown.test.ts', 'of the installed application have every wall up'],
  ['no navigation', 'policy/lockdown.test.ts', "'will-navigate', 'will-frame-navigate', 'will-redirect'"],
  ['no new windows', 'policy/lockdown.test.ts', 'open no window'],
  ['no downloads', 'policy/lockdown.test.ts', 'shares no screen and saves no download'],
  ['no permissions', 'policy/lockdown.test.ts', 'grants no %s'],
  ['deny-all network filter', 'policy/lockdown.test.ts', 'cancels a request to %s'],
  ['all fuses', 'policy/packaging.test.ts', 'has all nine fuses set in its program file'],
  ['archive integrity', 'policy/packaging.test.ts', 'EnableEmbeddedAsarIntegrityValidation: true'],
  [
    'fingerprint of the application',
    'main/lockdown/posture.test.ts',
    'a changed application is told until it is accepted',
  ],
  [
    'fingerprint of ffmpeg',
    'main/lockdown/posture.test.ts',
    'an ffmpeg that is another than was accepted reads no footage',
  ],
  [
    'content security policy in a browser',
    'host/chromium-host.test.ts',
    'is a secure context under the application’s own policy',
  ],
  ['only our page may ask', 'policy/lockdown.test.ts', 'the top frame of our own page'],
  ['no secret in arguments or environments', 'main/process-secrets.test.ts', 'shows no secret, name or footage'],
  ['the decoder reaches nobody', 'main/platform/media-network.test.ts', 'opens no disguise, calls nobody'],
];

test.each(lines)('there is a test of: %s', (_line, file, name) => {
  expect(readFileSync(join(import.meta.dirname, '..', file), 'utf8')).toContain(name);
});

describe('the desktop', () => {
  test('locks when the laptop sleeps, its screen is locked or it is shut down', async () => {
    const { electronShell } = await import('../../src/main/electron/shell.ts');
    const locked = new EventEmitter();
    let locks = 0;
    locked.on('lock', () => void (locks += 1));
    electronShell().onSuspend(() => void locked.emit('lock'));
    for (const event of ['suspend', 'lock-screen', 'shutdown']) {
      for (const listener of electron.listeners.get(event) ?? []) listener();
    }
    expect(locks).toBe(3);
  });
});

describe('the content security policy', () => {
  const policy = new Map(
    contentSecurityPolicy('nonce')
      .split('; ')
      .map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)] as const),
  );

  test('has nothing unsafe, no wildcard and no other origin', () => {
    const sources = [...policy.values()].flat();
    expect(sources.filter((source) => /unsafe|\*|:|strict-dynamic/u.test(source))).toEqual([]);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'none'"]);
  });

  test('requires Trusted Types and allows no policy of them', () => {
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(policy.get('trusted-types')).toEqual(["'none'"]);
  });
});

test('nothing starts a crash reporter or writes a report that would hold what is in memory', () => {
  const main = readFileSync(join(import.meta.dirname, '../../src/main/electron/main.ts'), 'utf8');
  expect(main).not.toMatch(/crashReporter|report\./u);
  expect([process.report.reportOnFatalError, process.report.reportOnUncaughtException]).toEqual([false, false]);
});

test('every test that the threat model names is there', () => {
  const root = join(import.meta.dirname, '../..');
  const model = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
  const named = [...model.matchAll(/`(?<path>tests\/[^`]+)`/gu)].map((found) => found.groups?.['path'] ?? '');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
