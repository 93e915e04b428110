import { z } from 'zod';
import { onvifMasterApp } from '../../shared/onvif-master.ts';
import { type FramePace, type FrameTimes, measurePace } from './frame-times.ts';

export type Container =
  | 'mp4'
  | 'mkv'
  | 'avi'
  | 'mpeg-ps'
  | 'mpeg-ts'
  | 'dhav'
  | 'raw-h264'
  | 'raw-hevc'
  | 'asf'
  | 'other';

/** Things a person should know before relying on a recording. None of them says that it was tampered with. */
export type MediaWarning =
  | 'shorter-than-index' // the container promises more pictures than can be decoded: cut short, or hidden by an edit
  | 'decoder-complained' // the decoder said something; harmless in many intact exports, so never a verdict
  | 'nominal-times' // the file stores no times: they follow from the stated frame rate
  | 'times-go-back' // a picture's time is at or before that of the one before: the device's clock was set back
  | 'interlaced' // each picture is two half pictures, taken one after the other
  | 'rotated' // the container asks players to turn the picture; stills show it as coded
  | 'gave-up'; // reading stopped at a limit of ours

/** What was found by decoding the whole recording. Times are the file's own, not a person's. */
export interface MediaFacts {
  readonly playable: true;
  readonly container: Container;
  readonly videoCodec: string;
  readonly profile: string | null;
  readonly pixelFormat: string;
  readonly width: number;
  readonly height: number;
  /** Width to height of one pixel as "n:d"; null when not stated. */
  readonly pixelAspect: string | null;
  readonly colour: { readonly range: string | null; readonly matrix: string | null };
  readonly frameCount: number;
  readonly durationMs: number;
  readonly claimedFps: number | null;
  readonly measuredFps: number | null;
  readonly variableFrameRate: boolean;
  readonly hasBFrames: boolean;
  readonly audioTracks: readonly { readonly codec: string }[];
  /** Video, data and subtitle tracks beside the one shown. */
  readonly otherTrackCount: number;
  /** Time of the first picture in the file's own count. */
  readonly startTimeMs: number;
  /**
   * The device's clock as the stream carries it; a claim, not a fact. A wall clock without zone (DHAV), or UTC with a Z
   * (the master of an ONVIF replay, whose every picture carried its own).
   */
  readonly streamTimeClaim: string | null;
  readonly frames: FrameTimes;
  /** Digest of the list of decoded pictures; see FrameList. */
  readonly frameDigest: string;
  readonly warnings: readonly MediaWarning[];
}

/** Footage that cannot be shown here; the master is kept as it is and needs its maker's player. */
export interface UnplayableFootage {
  readonly playable: false;
  readonly reason:
    | 'empty'
    | 'not-recognised' // no known container: a maker's own format, or not footage
    | 'index-missing' // MP4 cut off before its index was written
    | 'no-video' // a known container without a video track that can be read
    | 'no-pictures' // a video track of which no picture can be decoded
    | 'gave-up'; // reading took too long or too much
}

const rate = z.string().optional();

/** The part of `ffprobe -of json` that is read. Numbers are text there, except sizes. */
export const headerSchema = z.object({
  format: z.object({
    format_name: z.string(),
    start_time: z.string().optional(),
    tags: z.looseObject({ encoder: z.string().optional(), creation_time: z.string().optional() }).optional(),
  }),
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      profile: z.string().optional(),
      pix_fmt: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
      sample_aspect_ratio: z.string().optional(),
      color_range: z.string().optional(),
      color_space: z.string().optional(),
      has_b_frames: z.number().optional(),
      r_frame_rate: rate,
      avg_frame_rate: rate,
      nb_frames: z.string().optional(),
      field_order: z.string().optional(),
      side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
    }),
  ),
});

export type MediaHeaders = z.infer<typeof headerSchema>;
type VideoHeader = MediaHeaders['streams'][number];

/** The video track ffmpeg calls `0:v:0`. */
export function firstVideo(headers: MediaHeaders): VideoHeader | null {
  return headers.streams.find((stream) => stream.codec_type === 'video') ?? null;
}

/** What decoding brought, as far as the rules need it. */
export interface Decoded {
  readonly times: FrameTimes;
  readonly digest: string;
  readonly complaints: number;
  readonly gaveUp: boolean;
}

/** Puts together what the headers say and what decoding showed; decoding wins. */
export function mediaFacts(headers: MediaHeaders, video: VideoHeader, decoded: Decoded): MediaFacts {
  const container = containerOf(headers.format.format_name);
  const claimedFps = parseRate(video.r_frame_rate);
  const pace = measurePace(decoded.times, claimedFps);
  const startTimeMs = (decoded.times.firstTick * 1000) / decoded.times.timescale;
  return {
    playable: true,
    container,
    videoCodec: video.codec_name ?? 'unknown',
    profile: video.profile ?? null,
    pixelFormat: video.pix_fmt ?? 'unknown',
    width: video.width ?? 0,
    height: video.height ?? 0,
    pixelAspect: video.sample_aspect_ratio ?? null,
    colour: { range: video.color_range ?? null, matrix: video.color_space ?? null },
    frameCount: decoded.times.frameCount,
    durationMs: pace.durationMs,
    claimedFps,
    measuredFps: pace.measuredFps,
    variableFrameRate: pace.variable,
    hasBFrames: (video.has_b_frames ?? 0) > 0,
    audioTracks: headers.streams
      .filter((stream) => stream.codec_type === 'audio')
      .map((stream) => ({ codec: stream.codec_name ?? 'unknown' })),
    otherTrackCount: headers.streams.filter((stream) => stream !== video && stream.codec_type !== 'audio').length,
    startTimeMs,
    streamTimeClaim: container === 'dhav' ? wallClock(startTimeMs) : masterBegins(headers),
    frames: decoded.times,
    frameDigest: decoded.digest,
    warnings: warningsFor(video, container, pace, decoded),
  };
}

/** Containers that store no times: ffmpeg counts pictures at the stated rate. */
export function storesTimes(container: Container): boolean {
  return container !== 'raw-h264' && container !== 'raw-hevc' && container !== 'avi';
}

function warningsFor(video: VideoHeader, container: Container, pace: FramePace, decoded: Decoded): MediaWarning[] {
  const promised = Number(video.nb_frames ?? 0);
  const warnings: [boolean, MediaWarning][] = [
    [promised > decoded.times.frameCount, 'shorter-than-index'],
    [decoded.complaints > 0, 'decoder-complained'],
    [!storesTimes(container), 'nominal-times'],
    [pace.goesBack, 'times-go-back'],
    [interlacedOrders.has(video.field_order ?? ''), 'interlaced'],
    [(video.side_data_list ?? []).some((data) => (data.rotation ?? 0) !== 0), 'rotated'],
    [decoded.gaveUp, 'gave-up'],
  ];
  return warnings.filter(([applies]) => applies).map(([, warning]) => warning);
}

/** What ffprobe says of a stream of half pictures: which one was taken, and which is shown, first. */
const interlacedOrders: ReadonlySet<string> = new Set(['tt', 'bb', 'tb', 'bt']);

const containerNames: Readonly<Record<string, Container>> = {
  mov: 'mp4',
  matroska: 'mkv',
  avi: 'avi',
  mpeg: 'mpeg-ps',
  mpegts: 'mpeg-ts',
  dhav: 'dhav',
  h264: 'raw-h264',
  hevc: 'raw-hevc',
  asf: 'asf',
};

/** ffmpeg names a family ("mov,mp4,m4a,3gp,3g2,mj2"); the first name identifies it. */
function containerOf(formatName: string): Container {
  return containerNames[formatName.split(',')[0] ?? ''] ?? 'other';
}

function parseRate(text: string | undefined): number | null {
  const [numerator = 0, denominator = 1] = (text ?? '').split('/').map(Number);
  const fps = numerator / denominator;
  return Number.isFinite(fps) && fps > 0 ? fps : null;
}

/** A date in any other file is that of its making, or of nothing at all. */
function masterBegins({ format: { tags } }: MediaHeaders): string | null {
  const date = new Date(tags?.encoder === onvifMasterApp ? (tags.creation_time ?? '') : '');
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** ffmpeg reads a DHAV date as if it were UTC; said back without a zone, it is again what the device wrote. */
function wallClock(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, -1);
}
