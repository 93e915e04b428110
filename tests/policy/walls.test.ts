import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'walls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file that breaks a wall, and the word its refusal must begin with. */
type Fault = readonly [file: string, line: string, refusal: string];

const byImport = (specifier: string): string => `import { thing } from '${specifier}';\nthing();`;

const faults: readonly Fault[] = [
  ['src/main/gateway.ts', byImport('electron'), 'Wall 1'],
  ['src/main/people/sign-in-service.ts', byImport('electron'), 'Wall 1'],
  ['src/main/vault/vault.ts', byImport('electron'), 'Wall 1'],
  ['src/main/handlers.ts', byImport('./electron/window.ts'), 'Wall 1'],
  ['src/main/electron/shell.ts', byImport('../vault/vault.ts'), 'Wall 1'],
  ['src/main/electron/window.ts', byImport('../cases/case-service.ts'), 'Wall 1'],
  ['src/renderer/app.ts', byImport('../main/app.ts'), 'Wall 2'],
  ['src/renderer/features/cases/page.ts', byImport('../../../device-drivers/driver.ts'), 'Wall 2'],
  ['src/renderer/bridge.ts', byImport('node:fs'), 'Wall 2'],
  ['src/renderer/ui/electron.ts', byImport('electron'), 'Wall 2'],
  ['src/main/media.ts', byImport('../renderer/bridge.ts'), 'Wall 2'],
  ['src/shared/model.ts', byImport('canonicalize'), 'Wall 3'],
  ['src/shared/contract/cases.ts', byImport('../../main/cases/case.ts'), 'Wall 3'],
  ['src/shared/failure.ts', byImport('node:crypto'), 'Wall 3'],
  ['src/shared/zone.ts', byImport('zone.js'), 'Wall 3'],
  ['src/shared/zodiac.ts', byImport('zod-extra'), 'Wall 3'],
  ['src/main/cases/case.ts', byImport('node:fs'), 'Wall 4'],
  ['src/main/cases/incident.ts', byImport('./case-store.ts'), 'Wall 4'],
  ['src/main/stills/still.ts', byImport('../platform/ids.ts'), 'Wall 4'],
  ['src/main/court/manifest.ts', byImport('../database/database.ts'), 'Wall 4'],
  ['src/main/people/role.ts', byImport('../jobs.ts'), 'Wall 4'],
  ['src/main/jobs.ts', byImport('node:child_process'), 'Wall 5'],
  ['src/main/cases/case-service.ts', byImport('node:fs/promises'), 'Wall 5'],
  ['src/main/court/disc-service.ts', byImport('node-forge'), 'Wall 5'],
  ['src/main/people/people-store.ts', byImport('node:crypto'), 'Wall 5'],
  ['src/main/recordings/recording-service.ts', byImport('fluent-ffmpeg'), 'Wall 5'],
  ['src/main/cases/case-store.ts', byImport('better-sqlite3'), 'Wall 5'],
  ['src/main/documents/label.ts', byImport('node:fs'), 'Wall 5'],
  ['src/main/court/receipt-service.ts', byImport('pdfkit'), 'Wall 5'],
  ['src/main/vault/slots.ts', byImport('node:child_process'), 'Wall 5'],
  ['src/main/ledger/ledger.ts', byImport('node:fs'), 'Wall 5'],
  ['src/main/electron/main.ts', byImport('node:fs'), 'Wall 5'],
  ['src/main/stills/still-service.ts', byImport('../cases/case-store.ts'), 'Wall 6'],
  ['src/main/stills/still-store.ts', byImport('../cases/case-service.ts'), 'Wall 6'],
  ['src/main/vault/objects.ts', byImport('../recordings/recording.ts'), 'Wall 6'],
  ['src/main/ledger/entry.ts', byImport('../people/person.ts'), 'Wall 6'],
  ['src/main/platform/disc.ts', byImport('../court/disc-service.ts'), 'Wall 6'],
  ['src/main/database/database.ts', byImport('../cases/case-store.ts'), 'Wall 6'],
  ['src/device-drivers/dvr-usb/read.ts', byImport('../../main/platform/clock.ts'), 'Wall 7'],
  ['src/device-drivers/ic-pod/open.ts', byImport('node:net'), 'Wall 7'],
  ['src/device-drivers/idcam-portal/list.ts', byImport('../ic-pod/open.ts'), 'Wall 7'],
  ['src/device-drivers/registry.ts', byImport('node:fs'), 'Wall 7'],
  ['src/main/cases/loop-a.ts', byImport('./loop-b.ts'), 'Dependency cycle'],
  [
    'src/main/cases/loop-b.ts',
    "import { other } from './loop-a.ts';\nexport const thing = () => other;",
    'Dependency cycle',
  ],
  ['src/main/cases/default.ts', 'export default function open() {}', 'Prefer named exports'],
  ['src/main/cases/any.ts', 'export const open = (it: any): unknown => it;', 'Unexpected `any`'],
  ['src/main/cases/console.ts', "console.log('hello');", 'Unexpected console'],
  [
    'src/main/cases/floating.ts',
    'export const run = (job: () => Promise<void>) => {\n  job();\n};',
    'Promises must be awaited',
  ],
  ['src/main/cases/long.ts', '// line\n'.repeat(301), 'File has too many lines'],
];

/** What a newcomer will rightly want to write: none of it may be refused. */
const allowed: readonly (readonly [file: string, line: string])[] = [
  ['src/main/electron/ok.ts', byImport('electron')],
  ['src/main/electron/fine.ts', byImport('../app.ts')],
  ['src/renderer/ok.ts', byImport('../shared/contract.ts')],
  ['src/shared/ok.ts', byImport('zod')],
  [
    'src/main/cases/ok.ts',
    `${byImport('../../shared/model.ts')}\nimport type { Clock } from '../platform/clock.ts';\nexport type C = Clock;`,
  ],
  [
    'src/main/cases/ok-service.ts',
    `${byImport('./case-store.ts')}\n${byImport('../people/people-service.ts').replaceAll('thing', 'other')}`,
  ],
  ['src/main/cases/ok-store.ts', "import type { ReadDb } from '../database/database.ts';\nexport type D = ReadDb;"],
  ['src/main/platform/ok.ts', byImport('node:child_process')],
  ['src/main/vault/ok.ts', byImport('node:fs')],
  ['src/main/ledger/ok.ts', byImport('node:crypto')],
  ['src/device-drivers/dvr-usb/ok.ts', byImport('../driver.ts')],
  ['src/device-drivers/ic-pod/ok.ts', byImport('../protocols/isapi.ts')],
];

const refusals = lint([...faults, ...allowed]);

/** Lints all of them at once, with the project's own configuration, in a folder of their own; refusals by file. */
function lint(files: readonly (readonly [string, string, string?])[]): ReadonlyMap<string, string> {
  for (const name of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(join(project, name), join(folder, name));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  const oxlint = join(project, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { message: string; help?: string; filename: string }[] };
  const found = new Map<string, string>();
  for (const { message, help, filename } of diagnostics)
    found.set(filename, `${found.get(filename) ?? ''}${message} ${help ?? ''}\n`);
  return found;
}

test.each(faults)('%s: %j is refused by %s', (file, _text, refusal) => {
  expect(refusals.get(file) ?? 'nothing was refused').toContain(refusal);
});

test.each(allowed)('%s: %j may be written', (file) => {
  expect(refusals.get(file) ?? '').toBe('');
});
