import ffmpeg from 'fluent-ffmpeg';

/** A picture of ours in memory, one row after the other without gaps. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
  readonly pixelFormat: 'rgb24' | 'rgb48be';
}

/** Bytes of one pixel. */
export const pixelBytes = ({ pixelFormat }: Pick<PixelSize, 'pixelFormat'>): number =>
  pixelFormat === 'rgb24' ? 3 : 6;

const onlyThePipe = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'pipe'];

/** ffmpeg: the pixels of a PNG of ours as they are, without a container. Nothing but the pixels comes out. */
export const pixelsArguments = ({ pixelFormat }: Pick<PixelSize, 'pixelFormat'>): string[] =>
  ffmpeg()
    .input('pipe:0')
    .inputFormat('png_pipe')
    .inputOptions(...onlyThePipe, '-format_whitelist', 'png_pipe')
    .videoCodec('rawvideo')
    .frames(1)
    .outputOptions('-pix_fmt', pixelFormat, '-fflags', '+bitexact')
    .format('rawvideo')
    .output('pipe:1')
    ._getArguments();

/** ffmpeg: such pixels as one lossless PNG. */
export const pictureArguments = ({ width, height, pixelFormat }: PixelSize): string[] =>
  ffmpeg()
    .input('pipe:0')
    .inputFormat('rawvideo')
    .inputOptions(...onlyThePipe, '-pix_fmt', pixelFormat, '-video_size', `${width}x${height}`)
    .videoCodec('png')
    .frames(1)
    .outputOptions('-pix_fmt', pixelFormat, '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact')
    .format('image2pipe')
    .output('pipe:1')
    ._getArguments();
