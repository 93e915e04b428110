import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron';
import type { Shell } from '../app.ts';
import { writeSavedFile } from '../platform/saved-file.ts';
import { lockSession } from './lockdown.ts';
import { printWindowOptions } from './window.ts';

/** Chromium's PDF viewer is an extension of its own; the print window alone may load it, beside the document. */
const PDF_VIEWER = 'chrome-extension:';

/** What only a desktop can do. Dialogs name a folder to start from, as Electron would otherwise open the downloads. */
export const electronShell = (): Shell => ({
  async chooseFolder(title) {
    const { filePaths } = await dialog.showOpenDialog(owner(), { ...from(title), properties: ['openDirectory'] });
    return filePaths[0] ?? null;
  },
  async chooseFiles(title, extensions) {
    const filters = extensions.length === 0 ? [] : [{ name: title, extensions: [...extensions] }];
    const properties: ('openFile' | 'multiSelections')[] = ['openFile', 'multiSelections'];
    return (await dialog.showOpenDialog(owner(), { ...from(title), filters, properties })).filePaths;
  },
  async saveFile(suggestedName, bytes) {
    const { filePath } = await dialog.showSaveDialog(owner(), from(suggestedName, suggestedName));
    if (filePath !== '') await writeSavedFile(filePath, bytes);
    return filePath !== '';
  },
  printPdf,
  onSuspend(listener) {
    powerMonitor.on('suspend', listener);
    powerMonitor.on('lock-screen', listener); // Windows and macOS; Linux has no such event
    powerMonitor.on('shutdown', listener);
  },
});

const from = (title: string, name = '') => ({ title, defaultPath: join(app.getPath('home'), name) });

/** Dialogs belong to the window, so that they cannot be lost behind a full screen. */
function owner(): BrowserWindow {
  const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
  if (window === undefined) throw new Error('a dialog was asked for while no window is open');
  return window;
}

/**
 * Prints a document from memory: no file is written, and the session that serves it dies with the window. True once the
 * system's print dialog was accepted, false when it was cancelled. Type-checked and never run, for want of an Electron
 * binary: on the first real machine, look that the viewer loads under this lockdown and that the paper is not empty.
 */
async function printPdf(title: string, bytes: Uint8Array): Promise<boolean> {
  const once = session.fromPartition(`print-${crypto.randomUUID()}`, { cache: false });
  const headers = { 'content-type': 'application/pdf', 'cache-control': 'no-store' };
  lockSession(once, async () => new Response(new Uint8Array(bytes), { headers }), ['app:', PDF_VIEWER]);
  const window = new BrowserWindow({ ...printWindowOptions(once), title });
  try {
    await window.loadURL('app://print/document.pdf');
    return await new Promise((resolve, reject) => {
      window.webContents.print({ printBackground: true }, (isPrinted, reason) => {
        if (isPrinted || reason === 'Print job canceled') resolve(isPrinted);
        else reject(new Error(`printing failed: ${reason}`));
      });
    });
  } finally {
    window.destroy();
  }
}
