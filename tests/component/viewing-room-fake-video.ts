import { afterEach, beforeEach } from 'vitest';

/** The video hardware that the simulated page lacks: shows the frame that covers `currentTime`, and says so. */
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
let waiting: FrameCallback[] = [];
let timeSeconds = 0;
let errorCode: number | null = null;
let stuckAt: number | null = null;

const present = (mediaTime: number): void => {
  const callbacks = waiting;
  waiting = [];
  for (const callback of callbacks) callback(performance.now(), { mediaTime });
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
    load: () => present(0),
    show: (frame) => present((frame * stepMs) / 1000),
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
    waiting = [];
    timeSeconds = 0;
    errorCode = null;
    stuckAt = null;
    Object.defineProperties(prototype, {
      play: { configurable: true, value: async () => undefined },
      pause: { configurable: true, value: () => undefined },
      load: { configurable: true, value: () => undefined },
      error: { configurable: true, get: () => (errorCode === null ? null : { code: errorCode }) },
      currentTime: {
        configurable: true,
        get: () => timeSeconds,
        set(seconds: number) {
          timeSeconds = seconds;
          const frame = stuckAt ?? Math.floor((seconds * 1000) / stepMs + 1e-9);
          present((frame * stepMs) / 1000);
        },
      },
    });
    Object.defineProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback', {
      configurable: true,
      value: (callback: FrameCallback) => waiting.push(callback),
    });
  });
  afterEach(() => {
    for (const [name, descriptor] of kept)
      if (descriptor !== undefined) Object.defineProperty(prototype, name, descriptor);
    Reflect.deleteProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
  });
}
