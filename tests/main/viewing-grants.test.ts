import { expect, test } from 'vitest';
import { createMedia } from '../../src/main/media.ts';
import type { ByteSource } from '../../src/main/platform/byte-source.ts';
import { AppError } from '../../src/shared/failure.ts';

// A grant is the only way to bytes: what it answers, and what counts as damage.

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const source = (read: ByteSource['read'] = async (start, length) => bytes.slice(start, start + length)) => {
  const closed = { times: 0 };
  const close = async (): Promise<void> => void (closed.times += 1);
  return { closed, source: { sizeBytes: bytes.length, read, close } satisfies ByteSource };
};

function granted(made: ByteSource, contentType = 'video/mp4') {
  const media = createMedia();
  const damage: AppError[] = [];
  const url = media.grant(made, {
    ownerId: 'viewing',
    item: 'REC-0001',
    contentType,
    onDamage: (error) => void damage.push(error),
  });
  const get = (range?: string): Promise<Response> =>
    media.fetch(
      new Request(`https://app.invalid${url}`, range === undefined ? {} : { headers: { range } }),
      url.slice('/media/'.length),
    );
  return { media, damage, get };
}

test('a range is answered with exactly its bytes, and nothing may keep them', async () => {
  const { get } = granted(source().source);
  const answer = await get('bytes=10-19');
  expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 10-19/1000']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes.slice(10, 20));
  expect((await get('bytes=990-5000')).headers.get('content-range')).toBe('bytes 990-999/1000');
  for (const beyond of ['bytes=1000-', 'bytes=20-10']) expect((await get(beyond)).status).toBe(416);
});

test('bytes that do not match their seal are 500, end the grant and are told once', async () => {
  const { closed, source: damaged } = source(async () => {
    throw new AppError('integrity', 'Damaged.');
  });
  const { damage, get } = granted(damaged);
  const answers = await Promise.all([get('bytes=0-'), get('bytes=0-')]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([404, 500]);
  expect((await get('bytes=0-')).status).toBe(404);
  expect([damage.length, closed.times]).toEqual([1, 1]);
});

test('a disk that fails is no damage: 503, and the next read may work', async () => {
  let failing = true;
  const { source: shaky } = source(async (start, length) => {
    if (failing) throw new AppError('unavailable', 'The disk failed.');
    return bytes.slice(start, start + length);
  });
  const { damage, get } = granted(shaky);
  expect((await get('bytes=0-')).status).toBe(503);
  failing = false;
  expect((await get('bytes=0-')).status).toBe(206);
  expect(damage).toEqual([]);
});

test('a grant that ends under a read gives nothing, whether the read then works, fails or finds damage', async () => {
  const ends = [
    async () => bytes,
    async () => Promise.reject(new AppError('unavailable', 'This was closed.')),
    async () => Promise.reject(new AppError('integrity', 'Half read.')),
  ];
  for (const end of ends) {
    let go: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (go = resolve));
    const { closed, source: slow } = source(() => waiting.then(end));
    const { media, damage, get } = granted(slow);
    const answer = get('bytes=0-');
    await media.revokeOf('viewing');
    go();
    expect([(await answer).status, (await (await answer).arrayBuffer()).byteLength]).toEqual([404, 0]);
    expect([damage, closed.times]).toEqual([[], 1]);
  }
});

test('a bug while reading is not hidden as damage', async () => {
  const { source: broken } = source(async () => {
    throw new TypeError('a bug');
  });
  const { damage, get } = granted(broken);
  await expect(get('bytes=0-')).rejects.toThrow('a bug');
  expect(damage).toEqual([]);
});

test('a picture comes whole', async () => {
  const { get } = granted(source().source, 'image/png');
  const answer = await get();
  expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 1000]);
});
