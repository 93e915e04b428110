import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/main/app.ts';
import { contentSecurityPolicy, guardHeaders } from '../../src/main/assets.ts';
import type { EventMessage } from '../../src/shared/contract.ts';
import { type Host, ORIGIN, startHost } from './chromium-host.ts';

/** The smallest App there can be: an echo, one page, one range. It stands at the port the host is written against. */
function echo() {
  const seen: { readonly url: string; readonly range: string | null }[] = [];
  const listeners = new Set<(message: EventMessage) => void>();
  const app: App = {
    invoke: async (name, input) => ({ ok: true, value: { name, input } }),
    async fetch(request) {
      const path = new URL(request.url).pathname;
      seen.push({ url: request.url, range: request.headers.get('range') });
      if (path === '/media/1')
        return new Response('part', { status: 206, headers: { 'content-range': 'bytes 0-3/9' } });
      if (path === '/broken') throw new Error('a fault');
      if (path !== '/') return new Response(null, { status: 404 });
      const headers = { ...guardHeaders, 'content-type': 'text/html', 'content-security-policy': policy };
      return new Response('<!doctype html><title>page</title><link rel="icon" href="/icon.svg"><h1>hello</h1>', {
        headers,
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {},
  };
  return { app, seen, listeners };
}

const policy = contentSecurityPolicy('none').replace("connect-src 'none'", "connect-src 'self'");

describe('the trial host', () => {
  const { app, seen, listeners } = echo();
  let host: Host;
  beforeAll(async () => {
    host = await startHost(app);
  });
  afterAll(() => host.close());

  test('carries a command and its reply', async () => {
    const reply = await host.page.evaluate(() => globalThis.bridge.invoke('cases.list', { page: 1 }));
    expect(reply).toEqual({ ok: true, value: { name: 'cases.list', input: { page: 1 } } });
  });

  test('carries events until the page unsubscribes', async () => {
    await host.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard, stop: globalThis.bridge.subscribe((message) => heard.push(message)) });
    });
    const heard = () => host.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    const message: EventMessage = { name: 'changed', data: { topic: 'cases' } };
    for (const listener of listeners) listener(message);
    await expect.poll(heard).toEqual([message]);
    await host.page.evaluate(() => (window as unknown as { stop: () => void }).stop());
    for (const listener of listeners) listener(message);
    await host.page.evaluate(() => globalThis.bridge.invoke('cases.list', {}));
    expect(await heard()).toEqual([message]);
  });

  test('hands over ranges, and status and headers of the answer', async () => {
    const answer = await host.page.evaluate(async () => {
      const response = await fetch('/media/1', { headers: { range: 'bytes=0-' } });
      return [response.status, response.headers.get('content-range'), await response.text()];
    });
    expect(answer).toEqual([206, 'bytes 0-3/9', 'part']);
    expect(seen).toContainEqual({ url: `${ORIGIN}/media/1`, range: 'bytes=0-' });
  });

  test('answers 500 when the application fails, and keeps the reason out of the page', async () => {
    const answer = await host.page.evaluate(async () => {
      const response = await fetch('/broken');
      return [response.status, await response.text()];
    });
    expect(answer).toEqual([500, '']);
    expect(host.problems.join('\n')).toContain('a fault');
  });

  test('is a secure context under the application’s own policy', async () => {
    expect(await host.page.evaluate(() => isSecureContext)).toBe(true);
    const refusal = await host.page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>markup</b>';
        return 'allowed';
      } catch (error) {
        return String(error);
      }
    });
    expect(refusal).toContain('TrustedHTML');
  });

  test('takes no command from a frame inside the page', async () => {
    const said = await host.page.evaluate(async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const inner = frame.contentWindow as unknown as { __invoke: typeof window.__invoke };
      return inner.__invoke('cases.list', {}).then(
        () => 'taken',
        (error: unknown) => String(error),
      );
    });
    expect(said).toContain('unknown frame');
  });

  test('goes nowhere else', async () => {
    await expect(host.page.goto('https://example.org/')).rejects.toThrow(/ERR_BLOCKED_BY_CLIENT/);
    expect(host.problems).toContain('refused address: https://example.org/');
  });

  test('listens on no socket', () => {
    const pids = execFileSync('ps', ['-eo', 'pid,ppid,comm'], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, parent, name]) => parent === String(process.pid) && name?.startsWith('chrom'))
      .map(([pid]) => pid ?? '');
    expect(pids.length).toBeGreaterThan(0);
    const listening = execFileSync('ss', ['-ltnpH'], { encoding: 'utf8' });
    expect(pids.filter((pid) => listening.includes(`pid=${pid},`))).toEqual([]);
  });
});
