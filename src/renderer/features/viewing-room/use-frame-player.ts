import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { subscribe } from '../../bridge.ts';
import { FramePlayer, type PlayingMode } from './frame-player.ts';
import { frameEndMs, frameStartMs } from './frames.ts';
import type { PresentedFrame } from './watched.ts';

export type OpenViewing = Output<'viewings.open'>;

export interface PlayerView {
  /** The frame on the screen; null until the first one was shown. */
  readonly frame: number | null;
  readonly mode: PlayingMode;
  readonly speed: number;
  /** A frame that was asked for and that the browser does not show; null when the one asked for is shown. */
  readonly missed: number | null;
  /** Why nothing is shown any more, in words. */
  readonly failure: string | null;
}

/** Ties a player to the video element of an open viewing; damage found anywhere stops the picture at once. */
export function useFramePlayer(open: OpenViewing, present: (frame: PresentedFrame) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<FramePlayer | null>(null);
  const [view, setView] = useState<PlayerView>({ frame: null, mode: 'still', speed: 1, missed: null, failure: null });

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const made = new FramePlayer(element, open, {
      frame(frame, run) {
        present({ fromMs: frameStartMs(open, frame), toMs: frameEndMs(open, frame), run });
        setView((before) => ({ ...before, frame }));
      },
      missed: (missed) => setView((before) => ({ ...before, missed })),
      mode: (mode, speed) => setView((before) => ({ ...before, mode, speed })),
      failed: (reason) => stop(`The footage of ${open.viewing.recordingNumber} cannot be shown. ${reason}`),
    });
    const stop = (failure: string): void => {
      made.stop();
      setView((before) => ({ ...before, failure, mode: 'still' }));
    };
    player.current = made;
    element.src = open.media.url;
    const unsubscribe = subscribe((message) => {
      if (message.name === 'integrity.failed') stop(`${message.data.item}: ${message.data.message}`);
    });
    return () => {
      unsubscribe();
      made.stop();
    };
  }, [open, present]);

  return { video, player, view };
}
