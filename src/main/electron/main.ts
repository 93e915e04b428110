import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { AppError } from '../../shared/failure.ts';
import { createApp } from '../app.ts';
import {
  appScheme,
  isTrusted,
  lockCommandLine,
  lockContents,
  lockSession,
  ORIGIN,
  refusedSwitches,
} from './lockdown.ts';
import { electronShell } from './shell.ts';
import { windowOptions } from './window.ts';

// The order matters: everything up to `whenReady` runs before the first await, and a crash dump is never made, since
// it would hold decrypted footage (nothing here starts Electron's reporter).
process.umask(0o077); // other accounts of the laptop read nothing we write
const training = app.commandLine.hasSwitch('training');
if (training) app.setPath('userData', `${app.getPath('userData')} training`); // another folder, and so another vault
const refused = app.isPackaged ? refusedSwitches(app.commandLine) : [];
if (refused.length > 0) {
  dialog.showErrorBox('Lend-A-Cam Evidence', `It does not start with these switches: ${refused.join(', ')}.`);
  app.exit(1);
} else if (!app.requestSingleInstanceLock()) {
  app.exit(); // two of us would write one vault
} else {
  app.enableSandbox();
  lockCommandLine(app.commandLine);
  protocol.registerSchemesAsPrivileged([appScheme]);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  await app.whenReady();
  Menu.setApplicationMenu(null); // its accelerators reload the page and open the developer tools
  await start().catch((error: unknown) => {
    const why = error instanceof AppError ? error.message : 'It could not start. The log says why.';
    dialog.showErrorBox('Lend-A-Cam Evidence', why);
    app.exit(1);
  });
}

async function start(): Promise<void> {
  const folders = { dataFolder: app.getPath('userData'), uiFolder: join(import.meta.dirname, '../renderer') };
  const core = await createApp({ ...folders, training }, electronShell());
  app.once('will-quit', (event) => {
    event.preventDefault(); // first the core ends an open viewing in the ledger and wipes the keys
    void core.close().finally(() => app.exit());
  });
  const locked = session.fromPartition('ui', { cache: false }); // no "persist:": it lives in memory alone
  lockSession(locked, (request) => core.fetch(request));
  ipcMain.handle('invoke', (event, name: string, input: unknown) => {
    if (!isTrusted(event.senderFrame)) throw new Error('a message from an unknown frame was refused');
    return core.invoke(name, input);
  });
  const preload = join(import.meta.dirname, 'preload.cjs');
  const window = new BrowserWindow(windowOptions({ session: locked, preload, isPackaged: app.isPackaged }));
  window.setContentProtection(true); // keeps the window out of screen captures on Windows; no effect on Linux
  core.subscribe((message) => {
    if (!window.isDestroyed()) window.webContents.send('event', message);
  });
  window.once('ready-to-show', () => window.show());
  app.on('second-instance', () => window.focus());
  app.on('window-all-closed', () => app.quit());
  await window.loadURL(`${ORIGIN}/`);
}
