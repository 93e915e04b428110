import type { BrowserWindowConstructorOptions, Session, WebPreferences } from 'electron';

/** What a page may do: nothing but draw itself and speak through the preload's two functions. Every line is a wall. */
const preferences = (session: Session): WebPreferences => ({
  session,
  sandbox: true, // the operating system holds a page that was taken over
  contextIsolation: true, // the page cannot reach into the preload
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false, // the dictionary would be fetched, and what is typed would be looked at
  navigateOnDragDrop: false,
  autoplayPolicy: 'document-user-activation-required',
  disableDialogs: true,
});

/** The application's window. `devTools` stays for developers only: it shows every byte and runs anything. */
export const windowOptions = (from: {
  readonly session: Session;
  readonly preload: string;
  readonly isPackaged: boolean;
}): BrowserWindowConstructorOptions => ({
  title: 'Lend-A-Cam Evidence',
  show: false,
  fullscreen: true,
  minWidth: 1024,
  minHeight: 700,
  backgroundColor: '#14191f',
  webPreferences: { ...preferences(from.session), preload: from.preload, devTools: !from.isPackaged },
});

/** The hidden window a document is printed from. No preload, so no bridge; Chromium's own viewer needs `plugins`. */
export const printWindowOptions = (session: Session): BrowserWindowConstructorOptions => ({
  show: false,
  webPreferences: { ...preferences(session), plugins: true, devTools: false },
});
