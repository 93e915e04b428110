import type { App, Session, WebContents } from 'electron';

/** The one page there is. Registered as a secure standard scheme, so that 'self' in the CSP means exactly this. */
export const ORIGIN = 'app://ui';

/** Must be registered before the application is ready, or Chromium treats `app:` as an unknown scheme. */
export const appScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
} as const;

/**
 * Command line switches that take a wall away: another program, or a curious user, starts us with one of them to read
 * what is on the screen, to script the page or to send it elsewhere. The packaged application refuses to start.
 */
const wallBreakers = (
  'no-sandbox disable-web-security disable-site-isolation-trials unsafely-treat-insecure-origin-as-secure ' +
  'remote-debugging-port remote-debugging-pipe remote-debugging-address remote-allow-origins load-extension js-flags ' +
  'host-rules host-resolver-rules proxy-server proxy-pac-url log-net-log'
).split(' ');

type CommandLine = Pick<App['commandLine'], 'hasSwitch' | 'appendSwitch'>;

/** The switches on this command line that a packaged application must not start with. */
export const refusedSwitches = (line: CommandLine): readonly string[] =>
  wallBreakers.filter((name) => line.hasSwitch(name));

/** Braces to the request filter's belt: should a request ever slip past it, no name resolves and nobody is called. */
export function lockCommandLine(line: CommandLine): void {
  line.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  line.appendSwitch('disable-background-networking');
}

/**
 * Shuts a session: it asks nobody but us, grants nothing and saves nothing. Electron grants every permission unless told
 * otherwise, hence three handlers. `served` lists the schemes that may be asked at all.
 */
export function lockSession(locked: Session, answer: (request: Request) => Promise<Response>, served = ['app:']): void {
  locked.protocol.handle('app', answer);
  locked.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !served.includes(URL.parse(details.url)?.protocol ?? '') }),
  );
  locked.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  locked.setPermissionCheckHandler(() => false);
  locked.setDevicePermissionHandler(() => false);
  locked.setDisplayMediaRequestHandler((_request, decide) => decide(null));
  locked.on('will-download', (event) => event.preventDefault());
}

/**
 * Nails a page to where it is. Threat: a link, a dropped file or a script that takes the window, and with it the
 * bridge, to another place. `will-frame-navigate` covers sub-frames; `will-navigate` stands beside it because it has
 * been reported not to fire for custom schemes alone (electron#19603).
 */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Whether a message comes from our own page: the top frame, of our origin. Null once the frame has gone, which is a
 * refusal. The trial host asks the same question of a Chromium frame.
 */
export const isTrusted = (
  frame: { readonly parent: unknown; readonly origin: string } | null,
  origin = ORIGIN,
): boolean => frame !== null && frame.parent === null && frame.origin === origin;
