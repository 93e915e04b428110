import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { subscribe } from '../../bridge.ts';
import { type Gap, timeLineOf } from './cameras.ts';
import { FramePlayer, type Playing, type PlayingMode } from './frame-player.ts';
import { frameEndMs, frameStartMs, type FrameTable } from './frames.ts';
import { InStepPlayer } from './in-step-player.ts';
import type { PresentedFrame } from './watched.ts';

export type OpenViewing = Output<'viewings.open'>;

/** What a player must know of one of the pictures it shows. */
export interface ShownCamera extends FrameTable {
  readonly recordingNumber: string;
  /** Where a clip of that recording is shown. */
  readonly clip: { readonly number: string } | null;
  readonly media: { readonly url: string };
  readonly startsAtMs: number;
  readonly recordedFrom: string | null;
  readonly offsetSeconds: number;
}

export interface CameraView {
  /** The frame on the screen; null until the first one was shown. */
  readonly frame: number | null;
  /** A frame that was asked for and that the browser does not show; null when the one asked for is shown. */
  readonly missed: number | null;
  /** Where it has no picture, beside others that have. */
  readonly gap: Gap | null;
}

export interface PlayerView {
  /** Where on the time line the cameras are, in ms. */
  readonly momentMs: number;
  readonly cameras: readonly CameraView[];
  readonly mode: PlayingMode;
  readonly speed: number;
  /** Why nothing is shown any more, in words. */
  readonly failure: string | null;
}

/**
 * Ties players to the video elements of what is open; damage found anywhere stops every picture at once. `present` is told
 * of each frame that was on the screen, and of which camera.
 */
export function usePlayers<Shown extends ShownCamera>(
  { cameras }: { readonly cameras: readonly Shown[] },
  chosen: number,
  present: (camera: Shown, frame: PresentedFrame) => void,
) {
  const line = useMemo(() => timeLineOf(cameras), [cameras]);
  const videos = useRef<(HTMLVideoElement | null)[]>([]);
  const player: RefObject<Playing | null> = useRef(null);
  const inStep = useRef<InStepPlayer | null>(null);
  const [view, setView] = useState<PlayerView>(() => ({
    ...{ momentMs: 0, mode: 'still', speed: 1, failure: null },
    cameras: cameras.map(() => ({ frame: null, missed: null, gap: null })),
  }));
  /** Kept, so that React does not take the elements off and on at each drawing. */
  const setVideo = useMemo(
    () => cameras.map((_, index) => (element: HTMLVideoElement | null) => void (videos.current[index] = element)),
    [cameras, videos],
  );
  const stop = useCallback(
    (failure: string): void => {
      player.current?.stop();
      setView((before) => ({ ...before, failure, mode: 'still' }));
    },
    [setView],
  );

  useEffect(() => {
    const several = cameras.length > 1;
    const change = (index: number, part: Partial<CameraView>): void =>
      setView((before) => ({
        ...before,
        cameras: before.cameras.map((each, at) => (at === index ? { ...each, ...part } : each)),
      }));
    const tellMode = (mode: PlayingMode, speed: number): void => setView((before) => ({ ...before, mode, speed }));
    const isFirst = cameras.map(() => true);
    const players = cameras.flatMap((camera, index) => {
      const element = videos.current[index];
      if (element === null || element === undefined) return [];
      const made = new FramePlayer(element, camera, {
        frame(frame, run) {
          if (inStep.current?.hasPicture(index) ?? true)
            present(camera, {
              fromMs: camera.startsAtMs + frameStartMs(camera, frame),
              toMs: camera.startsAtMs + frameEndMs(camera, frame),
              run,
            });
          change(index, { frame });
          if (!several) setView((before) => ({ ...before, momentMs: frameStartMs(camera, frame) }));
          const first = isFirst[index] ?? false;
          isFirst[index] = false;
          if (first) inStep.current?.ready(index);
        },
        missed: (missed) => change(index, { missed }),
        mode: (...now) => (several ? undefined : tellMode(...now)),
        failed: (reason) => stop(failedInWords(camera.clip?.number ?? camera.recordingNumber, reason, several)),
      });
      return [{ player: made, table: camera, shiftMs: line.shifts[index] ?? 0 }];
    });
    if (several)
      inStep.current = new InStepPlayer(players, line, {
        mode: tellMode,
        moment: (momentMs, gaps) =>
          setView((before) => ({
            ...before,
            momentMs,
            cameras: before.cameras.map((each, index) => ({ ...each, gap: gaps[index] ?? null })),
          })),
      });
    player.current = inStep.current ?? players[0]?.player ?? null;
    for (const [index, { media }] of cameras.entries()) {
      const element = videos.current[index];
      if (element !== null && element !== undefined) element.src = media.url;
    }
    const unsubscribe = subscribe((message) => {
      if (message.name === 'integrity.failed') stop(`${message.data.item}: ${message.data.message}`);
    });
    return () => {
      unsubscribe();
      player.current?.stop();
      inStep.current = null;
    };
  }, [cameras, line, present, stop]);

  useEffect(() => inStep.current?.lead(chosen), [chosen]);
  const videoOf = useCallback((index: number) => videos.current[index] ?? null, [videos]);
  return { line, setVideo, videoOf, player, view };
}

const failedInWords = (number: string, reason: string, several: boolean): string =>
  `The footage of ${number} cannot be shown. ${reason}${several ? ' All pictures are stopped with it.' : ''}`;
