import { spawnSync } from 'node:child_process';

const judge = '/usr/bin/ffprobe';

/**
 * Wraps a raw H.264 stream as a DHAV export (Dahua and others), one frame a coded picture; ffmpeg's own demuxer is the
 * judge of it. Layout as read by libavformat/dhav.c: 24-byte head, extensions, payload, "dhav" and the length.
 */
export function asDhav(raw: Uint8Array, start: Date, fps: number): Uint8Array {
  const frames = codedPictures(raw);
  return Buffer.concat(
    frames.map((payload, index) => {
      const ms = Math.round((index * 1000) / fps);
      return dhavFrame(payload, index, new Date(start.getTime() + ms), fps);
    }),
  );
}

function dhavFrame(payload: Uint8Array, index: number, at: Date, fps: number): Buffer {
  const extension = Buffer.from([0x81, 0, 0x08, fps]); // video: H.264, rate
  const length = 24 + extension.length + payload.length + 8;
  const head = Buffer.alloc(24);
  head.write('DHAV', 0, 'latin1');
  head.writeUInt8(index === 0 ? 0xfd : 0xfc, 4);
  head.writeUInt32LE(index, 8);
  head.writeUInt32LE(length, 12);
  head.writeUInt32LE(packedDate(at), 16);
  head.writeUInt16LE(at.getTime() % 65536, 20);
  head.writeUInt8(extension.length, 22);
  const tail = Buffer.alloc(8);
  tail.write('dhav', 0, 'latin1');
  tail.writeUInt32LE(length, 4);
  return Buffer.concat([head, extension, payload, tail]);
}

/** The device's wall clock in six bit fields. */
function packedDate(at: Date): number {
  const day = ((at.getUTCFullYear() - 2000) << 26) | ((at.getUTCMonth() + 1) << 22) | (at.getUTCDate() << 17);
  return (day | (at.getUTCHours() << 12) | (at.getUTCMinutes() << 6) | at.getUTCSeconds()) >>> 0;
}

/** Where ffprobe sees one picture end and the next begin. */
function codedPictures(raw: Uint8Array): Uint8Array[] {
  const args = ['-v', 'error', '-show_entries', 'packet=size', '-of', 'csv=p=0', '-f', 'h264', '-i', 'pipe:0'];
  const sizes = spawnSync(judge, args, { input: raw }).stdout.toString().match(/\d+/g) ?? [];
  let at = 0;
  return sizes.map((size) => raw.subarray(at, (at += Number(size))));
}
