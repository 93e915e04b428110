import { type Gap, neighbourMs, placeAt, type Place, type TimeLine } from './cameras.ts';
import type { FramePlayer, Playing, PlayingMode } from './frame-player.ts';
import { frameStartMs, type FrameTable } from './frames.ts';

export interface StepCamera {
  readonly player: FramePlayer;
  readonly table: FrameTable;
  /** Where its first frame stands on the time line, in ms. */
  readonly shiftMs: number;
}

export interface StepListener {
  /** Where the shared clock stands, and in which gap each camera is; null where it has a picture. */
  moment(momentMs: number, gaps: readonly (Gap | null)[]): void;
  mode(mode: PlayingMode, speed: number): void;
}

/** A camera this far behind makes the clock wait for it; this far ahead, it waits for the clock. Times the speed. */
const PATIENCE_MS = 200;
/** Off by more than this, a camera that plays, or one that is to begin, is sought instead of being steered. Times the speed. */
const LOST_MS = { playing: 1000, resting: 400 };
/** A screen that was not drawn for long (another window) does not jump. */
const LONGEST_TICK_MS = 250;
/** How often the screen is told while playing; gaps are told at once. */
const TELL_MS = 80;

/**
 * Plays cameras in step. There is one clock, in ms of the shared time line; each camera plays by itself and is steered
 * towards it, and the clock waits for the slowest. When it stands still each shows the frame that covers the moment.
 */
export class InStepPlayer implements Playing {
  readonly #cameras: readonly StepCamera[];
  readonly #listener: StepListener;
  #leader = 0;
  #momentMs = 0;
  #mode: PlayingMode = 'still';
  #speed = 1;
  #tickedAt = 0;
  #toldAt = 0;
  #gaps: (Gap | null)[] = [];
  #isOver = false;
  /** Just inside the last picture of the camera that ends last. */
  readonly #lastMs: number;
  /** Where nobody says when it was recorded, the same pictures are compared, and none is ever missing. */
  readonly #hasGaps: boolean;

  constructor(cameras: readonly StepCamera[], line: TimeLine, listener: StepListener) {
    this.#cameras = cameras;
    this.#lastMs = Math.max(0, line.durationMs - 1);
    this.#hasGaps = line.correctedFromMs !== null;
    this.#listener = listener;
    this.#tell();
  }

  /** The camera whose frames the arrows step, and whose picture stays when all are paused. */
  lead(index: number): void {
    this.#leader = index;
  }

  /** Whether a camera has a picture now: only then does what it shows count as shown. */
  hasPicture(index: number): boolean {
    return this.#gaps[index] === null;
  }

  /** A camera's first picture has come: until then it could not be sought. */
  ready(index: number): void {
    const camera = this.#cameras[index];
    if (camera !== undefined && this.#mode === 'still') this.#rest(camera);
  }

  play(): void {
    if (this.#mode === 'forward') return;
    if (this.#momentMs >= this.#lastMs) this.#momentMs = 0;
    this.#enter('forward');
  }

  playBackward(): void {
    for (const { player } of this.#cameras) player.pause();
    this.#enter('backward');
  }

  /** All stand still on the moment of the leader's picture, which stays as it is. */
  pause(): void {
    if (this.#mode === 'still') return;
    const leader = this.#cameras[this.#leader];
    const shown = leader?.player.shown ?? null;
    if (leader !== undefined && shown !== null && this.hasPicture(this.#leader))
      this.#momentMs = leader.shiftMs + frameStartMs(leader.table, shown);
    this.seekTo(this.#momentMs);
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    for (const { player } of this.#cameras) player.setSpeed(speed);
    this.#listener.mode(this.#mode, speed);
  }

  seekTo(positionMs: number): void {
    this.#momentMs = Math.min(this.#lastMs, Math.max(0, positionMs));
    if (this.#mode !== 'still') this.#enter('still');
    for (const camera of this.#cameras) this.#rest(camera);
    this.#tell();
  }

  /** One frame of the leader; while that has none, the next frame that any camera has. */
  stepBy(frames: number): void {
    this.pause();
    const direction = frames < 0 ? -1 : 1;
    const neighbours = this.#cameras.map(({ table, shiftMs }) =>
      neighbourMs(table, shiftMs, this.#momentMs, direction),
    );
    const own = this.hasPicture(this.#leader) ? (neighbours[this.#leader] ?? null) : null;
    const nearest = neighbours
      .filter((ms) => ms !== null)
      .toSorted((a, b) => direction * (a - b))
      .at(0);
    const target = own ?? nearest;
    if (target !== undefined) this.seekTo(target);
  }

  stop(): void {
    this.#isOver = true;
    for (const { player } of this.#cameras) player.stop();
    if (this.#mode !== 'still') this.#enter('still');
  }

  #enter(mode: PlayingMode): void {
    this.#mode = mode;
    this.#listener.mode(mode, this.#speed);
    if (mode === 'still') return;
    this.#tickedAt = performance.now();
    requestAnimationFrame(this.#tick);
  }

  readonly #tick = (): void => {
    if (this.#isOver || this.#mode === 'still') return;
    const now = performance.now();
    const passedMs = Math.min(now - this.#tickedAt, LONGEST_TICK_MS) * this.#speed;
    this.#tickedAt = now;
    if (this.#mode === 'backward') this.#momentMs -= passedMs;
    else if (this.#cameras.every((camera) => this.#isNear(camera))) this.#momentMs += passedMs;
    if (this.#momentMs <= 0 && this.#mode === 'backward') return this.seekTo(0);
    if (this.#momentMs >= this.#lastMs) return this.seekTo(this.#lastMs);
    for (const camera of this.#cameras) {
      if (this.#mode === 'forward') this.#follow(camera);
      else this.#slide(camera);
    }
    if (now - this.#toldAt >= TELL_MS || this.#gapsChanged()) this.#tell();
    requestAnimationFrame(this.#tick);
  };

  #placeOf({ table, shiftMs }: StepCamera): Place {
    return placeAt(table, shiftMs, this.#momentMs, this.#hasGaps);
  }

  /** How far the shared clock is ahead of a camera, in ms. */
  #lagOf({ player, shiftMs }: StepCamera): number {
    return this.#momentMs - shiftMs - player.positionMs;
  }

  #isNear(camera: StepCamera): boolean {
    const { frame } = this.#placeOf(camera);
    if (frame === null || frame === camera.table.frameCount - 1) return true;
    return camera.player.shown !== null && this.#lagOf(camera) < PATIENCE_MS * Math.max(1, this.#speed);
  }

  #follow(camera: StepCamera): void {
    const { player, table } = camera;
    const { frame } = this.#placeOf(camera);
    if (frame === null) return player.isPlaying ? player.pause() : undefined;
    if (player.shown === null || player.isSeeking) return;
    const lag = this.#lagOf(camera);
    const fast = Math.max(1, this.#speed);
    if (frame === table.frameCount - 1) return player.isPlaying ? undefined : player.slideTo(frame);
    if (lag < -PATIENCE_MS * fast) return player.isPlaying ? player.pause() : undefined;
    if (Math.abs(lag) > LOST_MS[player.isPlaying ? 'playing' : 'resting'] * fast) return player.seekToFrame(frame);
    if (!player.isPlaying) player.play();
    player.steer(this.#speed * Math.min(1.5, Math.max(0.5, 1 + lag / (500 * fast))));
  }

  #slide(camera: StepCamera): void {
    const { frame } = this.#placeOf(camera);
    if (frame !== null && camera.player.shown !== null) camera.player.slideTo(frame);
  }

  #rest(camera: StepCamera): void {
    const { player } = camera;
    const { frame } = this.#placeOf(camera);
    if (frame === null || player.shown === null) player.pause();
    else player.seekToFrame(frame);
  }

  #gapsChanged(): boolean {
    return this.#cameras.some((camera, index) => (this.#placeOf(camera).gap === null) !== this.hasPicture(index));
  }

  #tell(): void {
    this.#toldAt = performance.now();
    this.#gaps = this.#cameras.map((camera) => this.#placeOf(camera).gap);
    this.#listener.moment(this.#momentMs, this.#gaps);
  }
}
