import { clampFrame, frameCovering, frameShownAt, frameStartMs, seekPositionMs, type FrameTable } from './frames.ts';

export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const;
export type PlayingMode = 'still' | 'forward' | 'backward';

/** What the screen asks of whatever plays: one recording, or cameras in step. Positions are ms of the time line. */
export interface Playing {
  play(): void;
  playBackward(): void;
  pause(): void;
  setSpeed(speed: number): void;
  seekTo(positionMs: number): void;
  stepBy(frames: number): void;
  stop(): void;
}

export interface PlayerListener {
  /** A frame is on the screen. `run` changes whenever playing did not continue from the frame before. */
  frame(index: number, run: number): void;
  mode(mode: PlayingMode, speed: number): void;
  /** The frame that was asked for is not the one on the screen; null when it is. */
  missed(wanted: number | null): void;
  /** The browser could not show the footage; one sentence of ours, never the browser's own text. */
  failed(reason: string): void;
}

/** How long after the end of a seek the picture may take to reach the screen. */
const paintMs = 400;

const reasons: Record<number, string> = {
  2: 'Reading it stopped half way.',
  3: 'Its pictures could not be decoded.',
  4: 'It could not be read, or this player does not know its format.',
};

/**
 * Shows exact frames of the footage in a video element. What counts as shown is only what
 * requestVideoFrameCallback reports, never the place that was asked for. The element makes no sound (CoP 5.10).
 */
export class FramePlayer implements Playing {
  readonly #video: HTMLVideoElement;
  readonly #table: FrameTable;
  readonly #listener: PlayerListener;
  readonly #ending = new AbortController();
  /** Presentation time of the first frame: containers need not begin at 0. */
  #originMs: number | null = null;
  #shown = 0;
  #wanted: number | null = null;
  #missed = false;
  #run = 0;
  #mode: PlayingMode = 'still';
  #speed = 1;
  #backwardFrom = { positionMs: 0, atMs: 0 };

  constructor(video: HTMLVideoElement, table: FrameTable, listener: PlayerListener) {
    this.#video = video;
    this.#table = table;
    this.#listener = listener;
    const options = { signal: this.#ending.signal };
    video.addEventListener('error', () => this.#fail(), options);
    video.addEventListener('seeked', () => this.#judgeSeek(), options);
    video.addEventListener('ended', () => this.seekToFrame(table.frameCount - 1), options);
    video.addEventListener('pause', () => this.#mode === 'forward' && this.pause(), options);
    video.addEventListener('volumechange', () => this.#mute(), options);
    video.requestVideoFrameCallback(this.#onFrame);
  }

  play(): void {
    if (this.#mode === 'forward') return;
    this.#run += 1;
    this.#arrive();
    this.#video.playbackRate = this.#speed;
    this.#enter('forward');
    if (this.#shown === this.#table.frameCount - 1) this.#seek(0);
    this.#video.play().catch((error: unknown) => {
      // AbortError: paused again before the first frame came. That is what was asked for.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#fail();
    });
  }

  /** Browsers do not play backward: this seeks as fast as frames come back, along the clock. */
  playBackward(): void {
    this.#video.pause();
    this.#run += 1;
    this.#startBackwardHere();
    this.#enter('backward');
    requestAnimationFrame(this.#goBackward);
  }

  /**
   * Chromium may paint one more frame when it pauses, without reporting it (measured at 16 times speed: seven frames
   * on). The picture is therefore put back to the frame that was reported last, so that clocks and picture agree.
   */
  pause(): void {
    this.#video.pause();
    if (this.#mode === 'still') return;
    this.#enter('still');
    this.#seek(this.#shown);
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#video.playbackRate = speed;
    this.#startBackwardHere();
    this.#listener.mode(this.#mode, speed);
  }

  /** Where the picture is between two frames; what the element has sought, not what it has shown. */
  get positionMs(): number {
    return this.#video.currentTime * 1000 - (this.#originMs ?? 0);
  }

  /** The frame that was reported last; null before there was one. */
  get shown(): number | null {
    return this.#originMs === null ? null : this.#shown;
  }

  get isSeeking(): boolean {
    return this.#video.seeking;
  }

  get isPlaying(): boolean {
    return this.#mode === 'forward';
  }

  /** Plays a little faster or slower than asked, so that cameras stay in step; browsers know rates from 1/16 to 16. */
  steer(rate: number): void {
    const held = Math.min(16, Math.max(1 / 16, rate));
    if (Math.abs(this.#video.playbackRate - held) > 0.01 * held) this.#video.playbackRate = held;
  }

  /** The next frame of playing backward; asked again when the one before has come. */
  slideTo(index: number): void {
    if (index !== this.#shown && !this.#video.seeking) this.#seek(index);
  }

  seekTo(positionMs: number): void {
    this.seekToFrame(frameCovering(this.#table, positionMs));
  }

  seekToFrame(index: number): void {
    this.pause();
    this.#run += 1;
    this.#seek(index);
  }

  /** Counts from the frame asked for last, so that quick presses add up. */
  stepBy(frames: number): void {
    this.seekToFrame((this.#wanted ?? this.#shown) + frames);
  }

  /** Takes the footage off the element at once and for good. */
  stop(): void {
    this.#ending.abort();
    this.#video.pause();
    if (this.#mode !== 'still') this.#enter('still');
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  readonly #onFrame = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    if (this.#ending.signal.aborted) return;
    this.#video.requestVideoFrameCallback(this.#onFrame);
    this.#originMs ??= mediaTime * 1000;
    this.#shown = frameShownAt(this.#table, mediaTime * 1000 - this.#originMs);
    if (this.#shown === this.#wanted) this.#arrive();
    this.#listener.frame(this.#shown, this.#run);
  };

  readonly #goBackward = (): void => {
    if (this.#mode !== 'backward' || this.#ending.signal.aborted) return;
    if (this.#shown === 0) return this.pause();
    const passedMs = (performance.now() - this.#backwardFrom.atMs) * this.#speed;
    const target = frameCovering(this.#table, this.#backwardFrom.positionMs - passedMs);
    if (target < this.#shown) this.slideTo(target);
    requestAnimationFrame(this.#goBackward);
  };

  #startBackwardHere(): void {
    this.#backwardFrom = { positionMs: frameStartMs(this.#table, this.#shown), atMs: performance.now() };
  }

  #seek(index: number): void {
    this.#wanted = clampFrame(this.#table, index);
    this.#video.currentTime = ((this.#originMs ?? 0) + seekPositionMs(this.#table, this.#wanted)) / 1000;
  }

  #arrive(): void {
    this.#wanted = null;
    if (this.#missed) this.#listener.missed(null);
    this.#missed = false;
  }

  /**
   * Some files (B-frames without an edit list) hold frames that Chromium cannot seek to: it begins at a key frame after
   * them. The screen must then not look as if the asked frame were shown.
   */
  #judgeSeek(): void {
    const wanted = this.#wanted;
    if (wanted === null || this.#mode !== 'still') return;
    setTimeout(() => {
      if (this.#wanted !== wanted || this.#ending.signal.aborted) return;
      if (this.#shown === wanted) return this.#arrive(); // within the frame that was there: nothing new to report
      this.#missed = true;
      this.#listener.missed(wanted);
    }, paintMs);
  }

  #enter(mode: PlayingMode): void {
    this.#mode = mode;
    this.#listener.mode(mode, this.#speed);
  }

  #mute(): void {
    if (!this.#video.muted) this.#video.muted = true;
  }

  #fail(): void {
    if (this.#ending.signal.aborted) return;
    this.#listener.failed(reasons[this.#video.error?.code ?? 0] ?? 'This player could not show it.');
  }
}
