import type { VideoCodec } from './access-units.ts';
import { joined } from './joined.ts';

/** What a decoder must know before the first picture: the parameter sets as they came. */
export interface ParameterSets {
  readonly codec: VideoCodec;
  /** H.265 only. */
  readonly vps: readonly Uint8Array[];
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}

const kinds = { h264: { vps: -1, sps: 7, pps: 8 }, h265: { vps: 32, sps: 33, pps: 34 } } as const;

/** The sets among NAL units; null while one of them is missing. */
export function parameterSets(codec: VideoCodec, nals: readonly Uint8Array[]): ParameterSets | null {
  const of = (kind: number): Uint8Array[] =>
    nals.filter(([first = 0]) => (codec === 'h264' ? first & 0x1f : (first >> 1) & 0x3f) === kind);
  const { vps, sps, pps } = kinds[codec];
  const sets = { codec, vps: of(vps), sps: of(sps).slice(0, 16), pps: of(pps).slice(0, 64) };
  const isWhole = sets.sps.length > 0 && sets.pps.length > 0 && (codec === 'h264' || sets.vps.length > 0);
  return isWhole ? sets : null;
}

/** Size of the picture, by the first sequence parameter set; null when that cannot be read. */
export function pictureSize({ codec, sps }: ParameterSets): { width: number; height: number } | null {
  const bits = bitsOf(sps[0] ?? new Uint8Array(), codec === 'h264' ? 1 : 2);
  const size = codec === 'h264' ? h264Size(bits) : h265Format(bits);
  const isSize = !bits.isBeyond() && size.width > 0 && size.height > 0 && size.width <= 16_384 && size.height <= 16_384;
  return isSize ? { width: size.width, height: size.height } : null;
}

/** The decoder configuration that MP4 and Matroska hold (ISO/IEC 14496-15): avcC or hvcC. */
export function decoderConfiguration(sets: ParameterSets): Uint8Array | null {
  return sets.codec === 'h264' ? avcC(sets) : hvcC(sets);
}

function avcC({ sps, pps }: ParameterSets): Uint8Array | null {
  const [, profile, compatibility, level] = sps[0] ?? [];
  if (profile === undefined || compatibility === undefined || level === undefined) return null;
  const head = [1, profile, compatibility, level, 0xff, 0xe0 | Math.min(31, sps.length)];
  return joined([Uint8Array.from(head), ...sps.map(withLength), Uint8Array.from([pps.length]), ...pps.map(withLength)]);
}

function hvcC({ vps, sps, pps }: ParameterSets): Uint8Array | null {
  const plain = unescaped((sps[0] ?? new Uint8Array()).subarray(2));
  if (plain.byteLength < 13) return null;
  const { chroma, lumaDepth, chromaDepth, subLayers, nested } = h265Format(bitsOf(sps[0] ?? new Uint8Array(), 2));
  const head = [
    ...[1, ...plain.subarray(1, 13), 0xf0, 0, 0xfc, 0xfc | (chroma & 3), 0xf8 | (lumaDepth & 7)],
    ...[0xf8 | (chromaDepth & 7), 0, 0, (((subLayers + 1) & 7) << 3) | (nested << 2) | 3, 3],
  ];
  const array = (type: number, nals: readonly Uint8Array[]): Uint8Array[] => [
    Uint8Array.from([type, nals.length >> 8, nals.length & 0xff]),
    ...nals.map(withLength),
  ];
  return joined([Uint8Array.from(head), ...array(32, vps), ...array(33, sps), ...array(34, pps)]);
}

const withLength = (nal: Uint8Array): Uint8Array =>
  joined([Uint8Array.from([nal.byteLength >> 8, nal.byteLength & 0xff]), nal]);

interface Bits {
  read(count: number): number;
  /** Exp-Golomb, without and with a sign. */
  unsigned(): number;
  signed(): number;
  /** More was read than there is. */
  isBeyond(): boolean;
}

/** What stands in a unit after its header. Beyond the end everything reads as 0, so nothing here can run away. */
function bitsOf(nal: Uint8Array, headerBytes: number): Bits {
  const plain = unescaped(nal.subarray(headerBytes));
  let at = 0;
  const read = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n += 1, at += 1) value = value * 2 + (((plain[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  const unsigned = (): number => {
    let zeros = 0;
    while (zeros < 32 && at < plain.byteLength * 8 && read(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + read(zeros);
  };
  const signed = (): number => {
    const value = unsigned();
    return value % 2 === 0 ? -value / 2 : (value + 1) / 2;
  };
  return { read, unsigned, signed, isBeyond: () => at > plain.byteLength * 8 };
}

/** Without the bytes that keep a start code from appearing inside a unit. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const [at, byte] of bytes.subarray(0, 4096).entries())
    if (!(byte === 3 && bytes[at - 1] === 0 && bytes[at - 2] === 0)) out.push(byte);
  return Uint8Array.from(out);
}

const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);

function h264Size(bits: Bits): { width: number; height: number } {
  const profile = bits.read(8);
  bits.read(16);
  bits.unsigned();
  let chroma = 1;
  if (highProfiles.has(profile)) {
    chroma = bits.unsigned();
    if (chroma === 3) bits.read(1);
    bits.unsigned();
    bits.unsigned();
    bits.read(1);
    if (bits.read(1) === 1)
      for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1) if (bits.read(1) === 1) passList(bits, list);
  }
  bits.unsigned();
  const order = bits.unsigned();
  if (order === 0) bits.unsigned();
  if (order === 1) passOrder(bits);
  bits.unsigned();
  bits.read(1);
  const [across, down] = [bits.unsigned() + 1, bits.unsigned() + 1];
  const isWhole = bits.read(1);
  if (isWhole === 0) bits.read(1);
  bits.read(1);
  const crop = bits.read(1) === 1 ? [1, 2, 3, 4].map(() => bits.unsigned()) : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, (chroma === 1 ? 2 : 1) * (2 - isWhole)];
  return { width: across * 16 - unitX * (left + right), height: down * 16 * (2 - isWhole) - unitY * (top + bottom) };
}

function passList(bits: Bits, list: number): void {
  let [last, next] = [8, 8];
  for (let n = 0; n < (list < 6 ? 16 : 64); n += 1) {
    if (next !== 0) next = (last + bits.signed() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

function passOrder(bits: Bits): void {
  bits.read(1);
  bits.signed();
  bits.signed();
  const count = Math.min(255, bits.unsigned());
  for (let n = 0; n < count; n += 1) bits.signed();
}

function h265Format(bits: Bits) {
  bits.read(4);
  const subLayers = bits.read(3);
  const nested = bits.read(1);
  bits.read(96);
  const layers = Array.from({ length: subLayers }, () => ({ profile: bits.read(1), level: bits.read(1) }));
  if (subLayers > 0) bits.read((8 - subLayers) * 2);
  for (const { profile, level } of layers) bits.read(profile * 88 + level * 8);
  bits.unsigned();
  const chroma = bits.unsigned();
  if (chroma === 3) bits.read(1);
  const [across, down] = [bits.unsigned(), bits.unsigned()];
  const crop = bits.read(1) === 1 ? [1, 2, 3, 4].map(() => bits.unsigned()) : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, chroma === 1 ? 2 : 1];
  const [lumaDepth, chromaDepth] = [bits.unsigned(), bits.unsigned()];
  const [width, height] = [across - unitX * (left + right), down - unitY * (top + bottom)];
  return { width, height, chroma, lumaDepth, chromaDepth, subLayers, nested };
}
