import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { NetworkSession } from '../../src/device-drivers/driver.ts';
import { openIsapi } from '../../src/device-drivers/protocols/isapi.ts';
import { recorderName } from '../../src/device-drivers/protocols/recorder-name.ts';
import { child, parseXml, textAt } from '../../src/device-drivers/protocols/xml.ts';
import { collect } from '../fixtures/collect.ts';
import { type Recorder, startRecorder } from '../fixtures/recorder.ts';
import type { Held, Traits } from '../fixtures/recorder-traits.ts';
import { loopbackSource } from './network-source.ts';

// Whoever stands at the other end of the tunnel need not be a recorder.

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T22:00:00' };
const one: Held = {
  camera: 1,
  from: period.from,
  to: '2026-10-05T21:30:00',
  name: 'ch01_1',
  bytes: Buffer.alloc(50_000, 7),
};
const limits = { stallMs: 200, answerMs: 200, textMs: 1000, slow: { bytes: 10_000, withinMs: 150 } };

async function open(traits: Traits): Promise<{ session: NetworkSession; recorder: Recorder; stop: AbortController }> {
  const recorder = await startRecorder(traits);
  const stop = new AbortController();
  const { source, http } = loopbackSource(recorder.port, { limits });
  opened.push(http, recorder);
  return { session: await openIsapi(source, stop.signal), recorder, stop };
}

/** Answers one address in its own way, everything else as a recorder does. */
const answering = (path: string, answer: (response: ServerResponse) => void): Traits => ({
  held: [one],
  instead(request, response) {
    if (request.url?.startsWith(path) !== true) return false;
    answer(response);
    return true;
  },
});
const search = '/ISAPI/ContentMgmt/search';
const download = '/ISAPI/ContentMgmt/download';

const find = async (traits: Traits) => collect((await open(traits)).session.search(period, []));
async function readOne(traits: Traits): Promise<number> {
  const { session } = await open(traits);
  const [segment] = await collect(session.search(period, []));
  if (segment === undefined) throw new Error('nothing was found');
  let total = 0;
  for await (const piece of session.read(segment, 0)) total += piece.length;
  return total;
}

describe('an answer that is no answer', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><CMSearchResult>&b;</CMSearchResult>`;
  const file = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><CMSearchResult><responseStatusStrg>&x;</responseStatusStrg></CMSearchResult>`;
  const shapes: Readonly<Record<string, string>> = {
    'with entities that unfold': bomb,
    'that names a file of this laptop': file,
    'nested a million deep': '<a>'.repeat(300_000),
    'of two hundred thousand elements': `<a>${'<b/>'.repeat(200_000)}</a>`,
    'cut off in the middle': '<CMSearchResult><matchList>',
    'that is a page': '<!doctype html><p>Not here',
    'that is nothing': '',
    'of bytes that are no text': '\u0000\u0001\uFFFD',
  };

  test.each(Object.entries(shapes))('%s is refused as one that cannot be read', async (_name, text) => {
    const failing = find(answering(search, (response) => response.end(text)));
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('names of an object’s own parts are no elements', () => {
    const xml = parseXml('<Time><valueOf>x</valueOf><localTime>now</localTime></Time>');
    expect(child(xml, 'Time', 'toString')).toBeNull();
    expect(() => parseXml('<Time><constructor>x</constructor></Time>')).toThrow('cannot be read');
    expect(textAt(xml, 'Time', 'localTime')).toBe('now');
  });
});

describe('a body', () => {
  test('of text without end is stopped at its bound', async () => {
    const forEver = answering(search, (response) => {
      const more = (): void => void (response.destroyed || response.write('<a/>'.repeat(10_000), more));
      more();
    });
    await expect(find(forEver)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('of footage without end is stopped at its bound, and memory stays flat', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 1);
    const forEver = answering(download, (response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' });
      const more = (): void => void (response.destroyed || response.write(megabyte, more));
      more();
    });
    const before = process.memoryUsage().rss;
    await expect(readOne(forEver)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('far more'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('that comes drop by drop is given up', async () => {
    const dripping = answering(download, (response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '50000' });
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expect(readOne(dripping)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('ch01_1'),
    });
  });

  test('that never comes is given up', async () => {
    await expect(readOne(answering(download, () => undefined))).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('that is shorter than its length, each time, is never told as whole', async () => {
    const cut = answering(download, (response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '50000' });
      response.write(Buffer.alloc(1000), () => response.socket?.destroy());
    });
    await expect(readOne(cut)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('of another part than was asked for is refused', async () => {
    const other = answering(download, (response) => {
      response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': 'bytes 5-9/50000' }).end('abcde');
    });
    await expect(readOne(other)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('that is a page of words is not taken for footage', async () => {
    const page = answering(download, (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Log in'),
    );
    await expect(readOne(page)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is stopped at once when the person stops', async () => {
    const { session, stop } = await open(
      answering(download, (response) => {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '50000' });
        response.write(Buffer.alloc(1000));
      }),
    );
    const [segment] = await collect(session.search(period, []));
    if (segment === undefined) throw new Error('nothing was found');
    const reading = session.read(segment, 0)[Symbol.asyncIterator]();
    await reading.next();
    setTimeout(() => stop.abort(), 50);
    await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a recorder that leads elsewhere', () => {
  test('by a redirect is not followed', async () => {
    const other = await startRecorder({ held: [one] });
    opened.push(other);
    const target = `http://127.0.0.1:${other.port}/ISAPI/ContentMgmt/search`;
    const redirecting = answering(search, (response) => response.writeHead(307, { location: target }).end());
    await expect(find(redirecting)).rejects.toMatchObject({ code: 'conflict' });
    expect(other.asked).toEqual([]);
  });

  test('by an address in its listing is asked itself, for it is only ever asked itself', async () => {
    expect(await readOne({ held: [one] })).toBe(50_000); // the listing names rtsp://192.168.1.64
  });
});

describe('a recording’s name', () => {
  const tricks: Readonly<Record<string, string>> = {
    '../../../etc/passwd': '__/__/__/etc/passwd',
    'C:\\Windows\\x.exe': 'C_/Windows/x.exe',
    '/': 'unnamed',
    'a\u202Egpj.exe': 'a_gpj.exe',
    'line\r\nbreak\u0000': 'line__break_',
    './././x': 'x',
  };
  test.each(Object.entries(tricks))('%j is shown as %j', (said, shown) => {
    expect(recorderName(said)).toBe(shown);
  });

  test('is never longer than can be shown', () => {
    expect(Array.from(recorderName('\u{1F4F9}'.repeat(5000)))).toHaveLength(180);
  });
});
