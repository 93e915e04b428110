import { afterEach, beforeEach } from 'vitest';

/**
 * The video hardware that the simulated page lacks: shows the frame that covers `currentTime`, and says so. Where there
 * are several on the page, `load` and `show` are of all of them.
 */
export interface FakeVideo {
  /** Milliseconds between its frames. */
  readonly stepMs: number;
  /** Lets the element show its first frame, as it does once the footage is loaded. */
  load(): void;
  /** Shows a frame as playing would. */
  show(frame: number): void;
  /** Every seek shows this frame, as after a key frame that lies behind the place sought; null ends it. */
  stickTo(frame: number | null): void;
  /** The footage cannot be read any further. */
  fail(code: number): void;
  readonly element: HTMLVideoElement;
}

type FrameCallback = (now: number, metadata: { readonly mediaTime: number }) => void;
interface Playing {
  waiting: FrameCallback[];
  timeSeconds: number;
}
let playing = new WeakMap<HTMLMediaElement, Playing>();
let errorCode: number | null = null;
let stuckAt: number | null = null;

const playingOf = (element: HTMLMediaElement): Playing => {
  const known = playing.get(element) ?? { waiting: [], timeSeconds: 0 };
  playing.set(element, known);
  return known;
};
const present = (element: HTMLMediaElement, mediaTime: number): void => {
  const of = playingOf(element);
  const callbacks = of.waiting;
  of.waiting = [];
  for (const callback of callbacks) callback(performance.now(), { mediaTime });
};

const presentAll = (mediaTime: number): void => {
  for (const element of document.querySelectorAll('video')) present(element, mediaTime);
};

/** Frames stand `stepMs` apart. The element is taken from the page when it is asked for. */
export function fakeVideo(stepMs: number): FakeVideo {
  const element = (): HTMLVideoElement => {
    const found = document.querySelector('video');
    if (found === null) throw new Error('there is no video on the screen');
    return found;
  };
  return {
    stepMs,
    load: () => presentAll(0),
    show: (frame) => presentAll((frame * stepMs) / 1000),
    stickTo(frame) {
      stuckAt = frame;
    },
    fail(code) {
      errorCode = code;
      element().dispatchEvent(new Event('error'));
    },
    get element() {
      return element();
    },
  };
}

/** Puts the hardware into every video element of a test file and takes it out again. */
export function installFakeVideo(stepMs: number): void {
  const prototype = HTMLMediaElement.prototype;
  const names = ['play', 'pause', 'load', 'currentTime', 'error'] as const;
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const);
  beforeEach(() => {
    playing = new WeakMap();
    errorCode = null;
    stuckAt = null;
    Object.defineProperties(prototype, {
      play: { configurable: true, value: async () => undefined },
      pause: { configurable: true, value: () => undefined },
      load: { configurable: true, value: () => undefined },
      error: { configurable: true, get: () => (errorCode === null ? null : { code: errorCode }) },
      currentTime: {
        configurable: true,
        get(this: HTMLMediaElement) {
          return playingOf(this).timeSeconds;
        },
        set(this: HTMLMediaElement, seconds: number) {
          playingOf(this).timeSeconds = seconds;
          const frame = stuckAt ?? Math.floor((seconds * 1000) / stepMs + 1e-9);
          present(this, (frame * stepMs) / 1000);
        },
      },
    });
    Object.defineProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback', {
      configurable: true,
      value(this: HTMLMediaElement, callback: FrameCallback) {
        return playingOf(this).waiting.push(callback);
      },
    });
  });
  afterEach(() => {
    for (const [name, descriptor] of kept)
      if (descriptor !== undefined) Object.defineProperty(prototype, name, descriptor);
    Reflect.deleteProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
  });
}
