import { type BrowserContext, chromium, type Dialog, type Page, type Route } from 'playwright';
import type { App } from '../../src/main/app.ts';
import { isTrusted } from '../../src/main/electron/lockdown.ts';
import type { EventMessage } from '../../src/shared/contract.ts';
import { installBridge } from './page-bridge.ts';

/** A secure context that no resolver knows; everything below it is answered by the application itself. */
export const ORIGIN = 'https://app.invalid';

export interface HostOptions {
  /** Default true. Without it a window opens (needs a display). */
  readonly headless?: boolean;
  /** CSS pixels. Default 1366 × 768, the laptop. In a visible window the window decides. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Called for alert, confirm and beforeunload. Default: it is dismissed and noted in `problems`. */
  readonly onDialog?: (dialog: Dialog) => Promise<void>;
}

/** A running page over an App. Whoever starts it closes it; the App is the caller's and stays open. */
export interface Host {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What a person would not see but a developer should: errors, warnings, policy violations, refused addresses. */
  readonly problems: readonly string[];
  /** Resolves when the window was closed, by `close` or by the person. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/**
 * Carries an App in Debian's Chromium over a pipe: no socket, no port, nothing that listens. The same page, the same
 * `fetch` and the same sender check as in the Electron shell. It stands under tests/, where nothing is ever packaged:
 * a Chromium that is driven from outside is not the locked-down application.
 */
export async function startHost(app: App, options: HostOptions = {}): Promise<Host> {
  const isHeadless = options.headless ?? true;
  const context = await chromium.launchPersistentContext('', {
    executablePath: chromiumPath(),
    headless: isHeadless,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to run its sandbox as root
    args: [...quietArguments, ...(isHeadless ? [] : ['--app=data:text/html,', '--test-type'])],
    viewport: isHeadless ? (options.viewport ?? { width: 1366, height: 768 }) : null,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    acceptDownloads: false,
    serviceWorkers: 'block',
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  const problems: string[] = [];
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  await context.route('**/*', (route) => answerRoute(app, route, problems));
  const page = context.pages()[0] ?? (await context.newPage());
  watchPage(page, problems, options.onDialog);
  await bridgePage(app, page, closed);
  await page.goto(`${ORIGIN}/`);
  return { page, context, problems, closed, close: () => context.close() };
}

/** Nothing is looked up, fetched or reported, whatever the page or Chromium itself would like. */
const quietArguments = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-gpu',
  '--no-first-run',
  '--no-pings',
];

const chromiumPath = (): string => process.env['CHROMIUM'] ?? '/usr/bin/chromium';

async function answerRoute(app: App, route: Route, problems: string[]): Promise<void> {
  const request = route.request();
  if (!request.url().startsWith(`${ORIGIN}/`)) {
    if (!request.url().startsWith('data:')) problems.push(`refused address: ${request.url()}`);
    return route.abort('blockedbyclient');
  }
  try {
    const headers = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':'));
    const body = request.postDataBuffer();
    const response = await app.fetch(
      new Request(request.url(), { method: request.method(), headers, body: body && new Uint8Array(body) }),
    );
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  } catch (error) {
    problems.push(`no answer for ${request.url()}: ${String(error)}`);
    // The page may have gone in the meantime; then there is nobody left to tell.
    await route.fulfill({ status: 500 }).catch((gone: unknown) => problems.push(String(gone)));
  }
}

/** Gives the page its two functions, and hands every event of the core to it. */
async function bridgePage(app: App, page: Page, closed: Promise<void>): Promise<void> {
  await page.exposeBinding('__invoke', ({ frame }, name: string, input: unknown) => {
    const sender = { parent: frame.parentFrame(), origin: originOf(frame.url()) };
    if (!isTrusted(sender, ORIGIN)) throw new Error('a message from an unknown frame was refused');
    return app.invoke(name, input);
  });
  await page.addInitScript(installBridge);
  const unsubscribe = app.subscribe((message) => void deliver(page, message));
  void closed.then(unsubscribe);
}

async function deliver(page: Page, message: EventMessage): Promise<void> {
  if (page.isClosed() || !page.url().startsWith(ORIGIN)) return;
  try {
    await page.evaluate((event) => globalThis.__deliver?.(event), message);
  } catch (error) {
    if (!page.isClosed() && !/closed|context was destroyed|navigation/i.test(String(error))) throw error;
  }
}

function watchPage(page: Page, problems: string[], onDialog: HostOptions['onDialog']): void {
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') problems.push(`${line.type()}: ${line.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('crash', () => problems.push('the page crashed'));
  page.on('dialog', async (dialog) => {
    if (onDialog !== undefined) return onDialog(dialog);
    problems.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');
