import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freshPage } from '../../build/fresh-pages.ts';
import { createApp } from '../../src/main/app.ts';
import { startHost } from './chromium-host.ts';
import { trialShell } from './trial-shell.ts';
import { trialVolumes } from './trial-volumes.ts';

/**
 * `npm run start:browser [-- --data <folder>]`: the application in a window of Debian's Chromium, to try it where there
 * is no Electron. Everything behind the screens is real, the vault included; the lockdown of the window is not there,
 * and the screens say so.
 */
process.umask(0o077);
const { values } = parseArgs({ options: { data: { type: 'string' }, training: { type: 'boolean' } } });
const training = values.training === true;
const dataFolder =
  values.data ??
  join(
    process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share'),
    `lend-a-cam-evidence-trial${training ? '-training' : ''}`,
  );
mkdirSync(dataFolder, { recursive: true, mode: 0o700 });

const app = await createApp(
  {
    ...{ dataFolder, uiFolder: freshPage('ui'), volumes: trialVolumes, training },
    hostLabel: 'Trial in a browser window: not the locked-down application',
  },
  trialShell(),
);
const host = await startHost(app, { headless: false });
process.stdout.write(`The trial window is open. Its vault is in ${dataFolder}. Close the window to end.\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void host.close());
await host.closed;
await app.close();
