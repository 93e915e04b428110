import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import {
  appScheme,
  isTrusted,
  lockCommandLine,
  lockContents,
  lockSession,
  ORIGIN,
  refusedSwitches,
} from '../../src/main/electron/lockdown.ts';
import { printWindowOptions, windowOptions } from '../../src/main/electron/window.ts';

/** Stands for Electron's session, which exists only inside Electron: it keeps what it is handed, to be asked here. */
function recordingSession() {
  const kept = new Map<string, (...given: never[]) => unknown>();
  const events = new EventEmitter();
  const keep = (name: string) => (handler: never) => void kept.set(name, handler);
  const session = {
    protocol: { handle: (scheme: string, handler: never) => void kept.set(`scheme ${scheme}`, handler) },
    webRequest: { onBeforeRequest: keep('request') },
    setPermissionRequestHandler: keep('permission request'),
    setPermissionCheckHandler: keep('permission check'),
    setDevicePermissionHandler: keep('device permission'),
    setDisplayMediaRequestHandler: keep('display media'),
    on: (name: string, listener: (...given: unknown[]) => void) => events.on(name, listener),
  };
  const ask = (name: string, ...given: unknown[]): unknown => kept.get(name)?.(...(given as never[]));
  return { session: session as unknown as Session, kept, events, ask };
}

/** Asks a handler of the kind that answers through a callback. */
const answerOf = (ask: (decide: (answer: unknown) => void) => unknown): unknown => {
  let answer: unknown = 'no answer';
  ask((given) => {
    answer = given;
  });
  return answer;
};

describe('the session', () => {
  const page = async (): Promise<Response> => new Response('page');
  const { session, ask, events, kept } = recordingSession();
  lockSession(session, page);

  test.each([
    'https://example.org/',
    'http://127.0.0.1:80/',
    'file:///etc/passwd',
    'ws://example.org/',
    'data:text/html,hello',
    'blob:app://ui/1',
    'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
    'devtools://devtools/bundled/inspector.html',
    'APPX://ui/',
    'nonsense',
  ])('cancels a request to %s', (url) => {
    expect(answerOf((decide) => ask('request', { url }, decide))).toEqual({ cancel: true });
  });

  test('lets a request to the page itself through, to our own answer', () => {
    expect(answerOf((decide) => ask('request', { url: `${ORIGIN}/media/1` }, decide))).toEqual({ cancel: false });
    expect(kept.get('scheme app')).toBe(page);
  });

  test.each(['media', 'geolocation', 'clipboard-read', 'fullscreen', 'openExternal', 'usb', 'fileSystem', 'anything'])(
    'grants no %s',
    (permission) => {
      expect(answerOf((decide) => ask('permission request', null, permission, decide))).toBe(false);
      expect(ask('permission check', null, permission, ORIGIN)).toBe(false);
      expect(ask('device permission', { deviceType: permission })).toBe(false);
    },
  );

  test('shares no screen and saves no download', () => {
    expect(answerOf((decide) => ask('display media', {}, decide))).toBe(null);
    expect(isPrevented(events, 'will-download')).toBe(true);
  });

  test('of the print window serves the document and the viewer, and still nothing of the network', () => {
    const printing = recordingSession();
    lockSession(printing.session, page, ['app:', 'chrome-extension:']);
    const isCancelled = (url: string): unknown => answerOf((decide) => printing.ask('request', { url }, decide));
    expect(isCancelled('app://print/document.pdf')).toEqual({ cancel: false });
    expect(isCancelled('https://example.org/')).toEqual({ cancel: true });
    expect(isCancelled('file:///etc/passwd')).toEqual({ cancel: true });
  });
});

/** Whether a listener of this event stops what was about to happen. An event nobody listens to is not stopped. */
function isPrevented(events: EventEmitter, name: string): boolean {
  let hasStopped = false;
  const event = {
    preventDefault: () => {
      hasStopped = true;
    },
  };
  events.emit(name, event);
  return hasStopped;
}

describe('the contents of any window', () => {
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: () => unknown) => void (open = handler),
  });
  let open: () => unknown = () => 'no handler';
  lockContents(contents as unknown as WebContents);

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('stop %s', (name) => {
    expect(isPrevented(contents, name)).toBe(true);
  });

  test('open no window', () => {
    expect(open()).toEqual({ action: 'deny' });
  });
});

describe('a message is taken only from', () => {
  test('the top frame of our own page', () => {
    expect(isTrusted({ parent: null, origin: ORIGIN })).toBe(true);
  });

  test.each([
    ['a frame that has gone', null],
    ['a frame inside the page', { parent: {}, origin: ORIGIN }],
    ['another host of our scheme', { parent: null, origin: 'app://print' }],
    ['another origin', { parent: null, origin: 'https://ui' }],
    ['an opaque origin', { parent: null, origin: 'null' }],
    ['an origin that begins like ours', { parent: null, origin: 'app://ui.example.org' }],
  ])('and not from %s', (_who, frame) => {
    expect(isTrusted(frame)).toBe(false);
  });
});

describe('the windows', () => {
  const { session } = recordingSession();
  const walls = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    autoplayPolicy: 'document-user-activation-required',
    disableDialogs: true,
    devTools: false,
  };

  test('of the installed application have every wall up, and nothing beside them', () => {
    const { webPreferences, ...options } = windowOptions({ session, preload: '/p/preload.cjs', isPackaged: true });
    expect(webPreferences).toEqual({ ...walls, session, preload: '/p/preload.cjs' });
    expect(options).toMatchObject({ show: false, fullscreen: true });
  });

  test('of a developer differ in the developer tools alone', () => {
    const { webPreferences } = windowOptions({ session, preload: '/p/preload.cjs', isPackaged: false });
    expect(webPreferences).toEqual({ ...walls, session, preload: '/p/preload.cjs', devTools: true });
  });

  test('for printing have no bridge', () => {
    expect(printWindowOptions(session).webPreferences).toEqual({ ...walls, session, plugins: true });
  });
});

describe('the command line', () => {
  const lineWith = (...names: string[]) => ({ hasSwitch: (name: string) => names.includes(name), appendSwitch() {} });

  test.each([
    'no-sandbox',
    'remote-debugging-port',
    'disable-web-security',
    'load-extension',
    'js-flags',
    'proxy-server',
  ])('with --%s is refused', (name) => {
    expect(refusedSwitches(lineWith(name))).toEqual([name]);
  });

  test('without any of them is not', () => {
    expect(refusedSwitches(lineWith('lang'))).toEqual([]);
  });

  test('is given a resolver that knows nobody', () => {
    const added: string[] = [];
    lockCommandLine({
      hasSwitch: () => false,
      appendSwitch: (name, value) => void added.push(`${name}=${value ?? ''}`),
    });
    expect(added).toContain('host-resolver-rules=MAP * ~NOTFOUND');
  });
});

test('our scheme is a secure origin and gets around no policy', () => {
  expect(appScheme).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  });
});
