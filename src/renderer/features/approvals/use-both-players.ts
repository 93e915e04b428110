import { useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FramePlayer } from '../viewing-room/frame-player.ts';

interface BothView {
  /** The picture of the clip on the screen, from 0; null until the first came. */
  readonly at: number | null;
  readonly isPlaying: boolean;
  /** A picture that was asked for and that the masked clip, or the other, does not show. */
  readonly missed: { readonly masked: number | null; readonly plain: number | null };
  readonly isBroken: boolean;
}

const noneMissed = { masked: null, plain: null };

/** A masked clip and its stretch unmasked on two video elements, picture by picture the same one on both. */
export function useBothPlayers({ maskedUrl, plainUrl, pictures }: Output<'clips.compare'>) {
  const [masked, plain] = [useRef<HTMLVideoElement>(null), useRef<HTMLVideoElement>(null)];
  const players = useRef<readonly FramePlayer[]>([]);
  /** Asked for last, or played last: quick presses add up, and both stop at the same picture. */
  const wanted = useRef(0);
  const [view, setView] = useState<BothView>({ at: null, isPlaying: false, missed: noneMissed, isBroken: false });

  useEffect(() => {
    const tell = (part: Partial<BothView>): void => setView((before) => ({ ...before, ...part }));
    const begun = [
      { video: masked.current, url: maskedUrl, which: 'masked' },
      { video: plain.current, url: plainUrl, which: 'plain' },
    ].flatMap(({ video, url, which }) => {
      if (video === null) return [];
      const leads = which === 'masked';
      const player = new FramePlayer(video, pictures, {
        frame(at) {
          if (!leads) return;
          if (player.isPlaying) wanted.current = at;
          tell({ at });
        },
        mode: (mode) => (leads ? tell({ isPlaying: mode === 'forward' }) : undefined),
        missed: (picture) => setView((before) => ({ ...before, missed: { ...before.missed, [which]: picture } })),
        failed: () => tell({ isBroken: true }),
      });
      video.src = url;
      return [player];
    });
    players.current = begun;
    return () => {
      for (const player of begun) player.stop();
    };
  }, [masked, plain, maskedUrl, plainUrl, pictures]);

  const goTo = useCallback(
    (picture: number): void => {
      wanted.current = Math.min(pictures.frameCount - 1, Math.max(0, picture));
      for (const player of players.current) player.seekToFrame(wanted.current);
    },
    [pictures],
  );
  const stepBy = (by: number): void => goTo(wanted.current + by);
  const playOrPause = (): void => {
    if (view.isPlaying) return goTo(wanted.current);
    for (const player of players.current) player.play();
  };
  return { masked, plain, view, goTo, stepBy, playOrPause };
}
