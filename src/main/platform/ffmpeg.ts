import ffmpeg from 'fluent-ffmpeg';

/**
 * How a tool is told to read footage: from the pipe, or from the pipe through ffmpeg's own cache for the rare file
 * that must be read back and forth. The cache is a file in /tmp, so it may be used only where /tmp is memory.
 */
export type FootageInput = 'pipe:0' | 'cache:pipe:0';

/**
 * The only containers ever tried, by ffmpeg's names.
 * Threat: content that pretends to be footage but is a playlist, a concat list, a session description or a picture
 * sequence, and makes the tool open other files or addresses; and rarely used parsers with old faults.
 */
const containers = 'mov,matroska,avi,mpeg,mpegts,dhav,h264,hevc,asf,flv,m4v,mpegvideo,mjpeg,mpjpeg,iv8,luodat,mxg';

/** Options that stand before the input of ffmpeg and ffprobe alike. Nothing but the pipe can be opened. */
function guards(input: FootageInput): string[] {
  return [
    ...['-v', 'error', '-protocol_whitelist', input === 'pipe:0' ? 'pipe' : 'cache,pipe'],
    ...['-format_whitelist', containers],
    // Raw and program streams name their tracks late; a sound track must not be overlooked (CoP 5.10).
    ...['-probesize', '33554432', '-analyzeduration', '60000000'],
  ];
}

function reading(input: FootageInput) {
  return ffmpeg()
    .input(input)
    .inputOptions('-nostdin', '-nostats', '-progress', 'pipe:2', ...guards(input));
}

/** ffprobe: what the headers say, as JSON on standard output. */
export function headerArguments(input: FootageInput): string[] {
  return [...guards(input), '-show_streams', '-show_format', '-of', 'json', '-i', input];
}

/** ffprobe: time and key mark of every coded picture of the first video track, in the order of the file. */
export function packetListArguments(input: FootageInput): string[] {
  return [
    ...guards(input),
    ...['-select_streams', 'v:0', '-show_entries', 'packet=pts,flags'],
    '-of',
    'csv=p=0',
    '-i',
    input,
  ];
}

/** Pictures from one to another, both included, counted from 0 in the order shown. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
const trimFilter = ({ from, to }: Stretch): string => `trim=start_frame=${from}:end_frame=${to + 1}`;

/**
 * ffmpeg: decodes every picture and prints its time and the SHA-256 of its pixels. `-fps_mode passthrough` keeps ffmpeg
 * from dropping or doubling pictures to make a steady rate; `-enc_time_base -1` and `-copyts` keep the stored times;
 * `-noautorotate` keeps the pixels as coded.
 */
export function frameListArguments(input: FootageInput, stretch?: Stretch): string[] {
  return reading(input)
    .inputOptions('-copyts', '-noautorotate')
    .noAudio()
    .videoFilters(stretch === undefined ? [] : [trimFilter(stretch)])
    .outputOptions('-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-hash', 'sha256')
    .format('framehash')
    .output('pipe:1')
    ._getArguments();
}

/** How much of a copy ffmpeg holds before it writes a fragment of it. */
const FRAGMENT_BYTES = 4 * 1024 * 1024;

/**
 * What every playing copy shares: the pictures alone, its label, nothing that changes from run to run; in fragments, for
 * ffmpeg cannot go back in a pipe to write an index (sealed-mp4.ts puts them together).
 */
function mp4Output(title: string): string[] {
  return [
    ...['-map', '0:v:0', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-metadata', `title=${title}`],
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-fflags', '+bitexact'],
    ...['-movflags', '+empty_moov+delay_moov+default_base_moof', '-frag_size', String(FRAGMENT_BYTES)],
  ];
}

/** A file that another tool left in the sandbox's memory-only /tmp during the same run. */
export type ScratchPath = `/tmp/${string}`;

/** Which coded pictures a clip takes, counted from 0 in the order of the file. */
export interface CopiedPackets {
  readonly first: number;
  readonly last: number;
  /** Of those between, the ones that are shown before the first and cannot be decoded without what is cut off. */
  readonly skip: readonly number[];
}

/** The `noise` filter with no noise: it drops whole coded pictures by number and touches no other. */
function droppingOthers({ first, last, skip }: CopiedPackets): string[] {
  const dropped = [`lt(n,${first})`, `gt(n,${last})`, ...skip.map((each) => `eq(n,${each})`)].join('+');
  return ['-copyinkf:v', '-bsf:v', `noise=drop='${dropped}'`, '-avoid_negative_ts', 'make_zero'];
}

/** ffmpeg: the coded pictures untouched, as a fragmented MP4 without sound on standard output. */
export function streamCopyArguments(
  input: FootageInput | ScratchPath,
  title: string,
  packets?: CopiedPackets,
): string[] {
  const command =
    input === 'pipe:0' || input === 'cache:pipe:0'
      ? reading(input)
      : ffmpeg()
          .input(input)
          .inputOptions('-nostdin', '-nostats', '-v', 'error', '-protocol_whitelist', 'file')
          .inputOptions('-format_whitelist', 'matroska'); // what mkvmerge has just written, and nothing it may contain
  return command
    .noAudio()
    .videoCodec('copy')
    .outputOptions(packets === undefined ? [] : droppingOthers(packets))
    .outputOptions(...mp4Output(title))
    .format('mp4')
    .output('pipe:1')
    ._getArguments();
}

/** Quality of a transcode. CRF 17 is close to what the eye can tell; it is still not the master's picture. */
const transcodeSettings = {
  codec: 'libx264',
  preset: 'fast',
  crf: 17,
  keyFrameEveryPictures: 50,
  bFrames: 0,
  pixelFormat: 'yuv420p',
} as const;

/** What is coded anew: all of it, or a stretch; `filters` are applied to its pictures before they are coded. */
export interface Recoded {
  /** Of the recording's pictures. */
  readonly size: { readonly width: number; readonly height: number };
  readonly stretch?: Stretch;
  readonly filters?: string;
}

/**
 * H.264 of this kind knows even sizes only: an odd one gets its last column or row twice. In full colour while that is
 * done, for `pad` leaves out the last column and row of a picture that has one colour for four pixels.
 */
function evenSize({ width, height }: Recoded['size']): string[] {
  const [right, bottom] = [width % 2, height % 2];
  if (right + bottom === 0) return [];
  const size = `${width + right}:${height + bottom}`;
  return ['format=yuv444p', `pad=${size}`, `fillborders=right=${right}:bottom=${bottom}:mode=smear`];
}

/** ffmpeg: every picture coded anew in H.264, one for one and at its own time; a fragmented MP4 on standard output. */
export function transcodeArguments(input: FootageInput, title: string, { size, stretch, filters }: Recoded): string[] {
  const set = transcodeSettings;
  const cut = stretch === undefined ? [] : [trimFilter(stretch), 'setpts=PTS-STARTPTS'];
  const all = [...cut, ...evenSize(size), ...(filters === undefined ? [] : [filters])];
  return reading(input)
    .inputOptions('-noautorotate')
    .noAudio()
    .videoCodec(set.codec)
    .videoFilters(all.length === 0 ? 'null' : all.join(','))
    .outputOptions('-preset', set.preset, '-crf', String(set.crf), '-bf', String(set.bFrames))
    .outputOptions('-g', String(set.keyFrameEveryPictures), '-pix_fmt', set.pixelFormat, '-profile:v', 'high')
    .outputOptions(...mp4Output(title))
    .format('mp4')
    .output('pipe:1')
    ._getArguments();
}

/** ffmpeg: every picture as its brightness and its colours, one after the other on standard output, without times. */
export function planesArguments(input: FootageInput): string[] {
  return reading(input)
    .inputOptions('-noautorotate')
    .noAudio()
    .videoCodec('rawvideo')
    .outputOptions('-map', '0:v:0', '-fps_mode', 'passthrough', '-pix_fmt', 'yuv420p', '-fflags', '+bitexact')
    .format('rawvideo')
    .output('pipe:1')
    ._getArguments();
}

/** How a still's colours are computed from the coded picture, stated so that anybody can repeat it. */
export interface StillConversion {
  readonly matrix: 'bt601' | 'bt709' | 'bt2020' | 'smpte240m' | null;
  readonly pixelFormat: 'rgb24' | 'rgb48be';
}

/**
 * ffmpeg: picture number `frameIndex` (from 0, in the order shown) as one PNG. Exact rounding and full chroma
 * interpolation, the same on every machine (`bitexact`); no scaling, no deinterlacing, no rotation. `interl=-1`: in a picture
 * the stream marks as interlaced, the colour of each half picture is taken from that half picture's own lines.
 */
export function stillArguments(input: FootageInput, frameIndex: number, conversion: StillConversion): string[] {
  const { matrix, pixelFormat } = conversion;
  const flags = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact';
  const colours = matrix === null ? '' : `:in_color_matrix=${matrix}`;
  return reading(input)
    .inputOptions('-noautorotate')
    .noAudio()
    .videoFilters(`select=eq(n\\,${frameIndex}),scale=${flags}${colours}:interl=-1,format=${pixelFormat}`)
    .videoCodec('png')
    .frames(1)
    .outputOptions('-map', '0:v:0', '-fps_mode', 'passthrough', '-fflags', '+bitexact', '-flags:v', '+bitexact')
    .format('image2pipe')
    .output('pipe:1')
    ._getArguments();
}

export interface ActivityLook {
  readonly width: number;
  readonly height: number;
  readonly keyPicturesOnly: boolean;
}

/** ffmpeg: a small picture a second at most, uncompressed and each with its time, in Matroska on standard output. */
export function activityArguments(input: FootageInput, { width, height, keyPicturesOnly }: ActivityLook): string[] {
  return reading(input)
    .inputOptions('-copyts', '-noautorotate', ...(keyPicturesOnly ? ['-skip_frame', 'nokey'] : []))
    .noAudio()
    .videoFilters(
      `select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,1)+lt(t\\,prev_selected_t),scale=${width}:${height}:flags=area,format=yuv420p`,
    )
    .videoCodec('rawvideo')
    .outputOptions('-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-allow_raw_vfw', '1')
    .outputOptions('-avoid_negative_ts', 'disabled')
    .format('matroska')
    .output('pipe:1')
    ._getArguments();
}

/** ffmpeg: small pictures of our own making, one after the other on the pipe, laid out on one JPEG. */
export function stripArguments(plan: { width: number; height: number; columns: number; rows: number }): string[] {
  return ffmpeg()
    .input('pipe:0')
    .inputFormat('rawvideo')
    .inputOptions('-nostdin', '-v', 'error', '-protocol_whitelist', 'pipe', '-pix_fmt', 'yuv420p')
    .inputOptions('-video_size', `${plan.width}x${plan.height}`)
    .videoFilters(`tile=${plan.columns}x${plan.rows}`)
    .videoCodec('mjpeg')
    .frames(1)
    .outputOptions('-q:v', '5', '-pix_fmt', 'yuvj420p', '-fflags', '+bitexact')
    .format('image2pipe')
    .output('pipe:1')
    ._getArguments();
}
