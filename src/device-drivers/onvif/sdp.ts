import type { VideoCodec } from './access-units.ts';

/** One video track of a replay, as its description (SDP, RFC 8866) says. */
export interface VideoTrack {
  readonly codec: VideoCodec;
  readonly payloadType: number;
  /** As written; relative to the base of the description. */
  readonly control: string;
  /** The parameter sets the description carries. */
  readonly sets: readonly Uint8Array[];
}

/** What a description offers. `codings` names all video there is, also what is not read here. */
export interface Description {
  readonly video: VideoTrack | null;
  readonly codings: readonly string[];
  readonly hasSound: boolean;
}

/** Picks the track the recorder's list named; the first video where it names none. */
export function readSdp(text: string, track: string): Description {
  const sections = text.split(/\r?\n(?=m=)/u).slice(1, 33);
  const videos = sections.filter((it) => it.startsWith('m=video ')).map(videoOf);
  const own = videos.find((it) => it.name === track) ?? videos[0];
  return {
    video: own?.track ?? null,
    codings: videos.map(({ coding }) => coding),
    hasSound: sections.some((it) => it.startsWith('m=audio ')),
  };
}

function videoOf(section: string): { name: string | null; coding: string; track: VideoTrack | null } {
  const attribute = (name: string): string | null =>
    section
      .split(/\r?\n/u)
      .find((line) => line.startsWith(`a=${name}:`))
      ?.slice(name.length + 3)
      .trim() ?? null;
  const mapped = /^(\d{1,3}) ([^/ ]{1,40})\/90000/u.exec(attribute('rtpmap') ?? '');
  const coding = mapped?.[2] ?? section.slice(0, 60);
  const codec = { H264: 'h264', H265: 'h265' }[coding.toUpperCase()] as VideoCodec | undefined;
  const control = attribute('control');
  const name = attribute('x-onvif-track');
  if (codec === undefined || mapped === null || control === null) return { name, coding, track: null };
  return { name, coding, track: { codec, payloadType: Number(mapped[1]), control, sets: setsIn(attribute('fmtp')) } };
}

function setsIn(fmtp: string | null): Uint8Array[] {
  const fields = (fmtp ?? '').matchAll(/(?:sprop-parameter-sets|sprop-vps|sprop-sps|sprop-pps)=([^;\s]{1,4096})/gu);
  return [...fields]
    .flatMap(([, value = '']) => value.split(',').slice(0, 16).map(fromBase64))
    .filter((it) => it.byteLength > 1);
}

function fromBase64(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(text)) return new Uint8Array();
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array(); // a set that cannot be read is none
  }
}

/** Where a track is asked for, as a path: recorders write whole addresses, often ones that lead nowhere over the VPN. */
export function controlTarget(base: string, control: string): string {
  if (/^rtsps?:\/\//iu.test(control)) return pathOf(control) ?? base;
  if (control === '*') return base;
  return control.startsWith('/') ? control : `${base.replace(/\/$/u, '')}/${control}`;
}

/** The path and query of an address, as written; null when it is none. */
export function pathOf(address: string): string | null {
  const found = /^[a-z]{3,6}:\/\/[^/?#\s]+(\/[^\s]*)?$/iu.exec(address.trim());
  return found === null ? null : (found[1] ?? '/');
}

/** The port of an RTSP address; null when it is no such address. */
export function rtspPlace(address: string): { port: number; secure: boolean; target: string } | null {
  const found = /^rtsp(s?):\/\/(?:[^@/\s]*@)?(?:\[[^\]\s]*\]|[^:/\s]*)(?::(\d{1,5}))?(\/[^\s]*)?$/iu.exec(
    address.trim(),
  );
  if (found === null) return null;
  const secure = found[1] !== '';
  const port = Number(found[2] ?? (secure ? 322 : 554));
  return port < 1 || port > 65_535 ? null : { port, secure, target: found[3] ?? '/' };
}
