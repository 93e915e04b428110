import type { ReplayExtension } from './rtp.ts';

const from1900 = 2_208_988_800n;
const era = 2n ** 32n;
const second = 1_000_000_000n;

/**
 * The time of a picture in nanoseconds since 1970, to the nearest microsecond: a recorder's fractions of 2^-32 s fall a
 * hair short of the moment it means. NTP begins anew every 136 years; the age nearest to `near` (ms) is meant.
 */
export function ntpNanoseconds(ntp: bigint, near: number): bigint {
  const said = (ntp >> 32n) - from1900;
  const wanted = BigInt(Math.floor(near / 1000));
  const eras = (wanted - said + era / 2n) >> 32n;
  const microseconds = ((ntp & (era - 1n)) * 1_000_000n + era / 2n) >> 32n;
  return (said + eras * era) * second + microseconds * 1000n;
}

/** As RTSP writes a moment of UTC: 20261005T210000.250Z */
export const rangeTime = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]/gu, '');

/** The extension's three words as they came. The number of the PLAY is left out: it is of the asking, not of the recording. */
export function extensionBytes({
  ntp,
  cleanPoint,
  endOfSection,
  discontinuity,
  terminal,
}: ReplayExtension): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, ntp);
  const flags = [cleanPoint, endOfSection, discontinuity, terminal].reduce((sum, it) => sum * 2 + Number(it), 0);
  view.setUint8(8, flags << 4);
  return bytes;
}
