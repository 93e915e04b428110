import type { RefObject } from 'react';
import { speeds, type FramePlayer, type PlayingMode } from './frame-player.ts';
import type { PlayerAction } from './keys.ts';
import type { PlayerDialog } from './player-dialogs.tsx';
import type { PlayerView } from './use-frame-player.ts';

interface ActionTargets {
  readonly player: RefObject<FramePlayer | null>;
  readonly view: PlayerView;
  readonly ask: (dialog: PlayerDialog) => void;
  readonly setCovered: (change: (before: boolean) => boolean) => void;
}

/** The speed after this one, as J and L ask for it when pressed again. */
export const fasterThan = (speed: number): number => speeds.find((known) => known > speed) ?? speed;

/** What each action does to the player. Whatever asks a question or covers the picture stops the playing first. */
export function playerActions({ player, view, ask, setCovered }: ActionTargets): Record<PlayerAction, () => void> {
  const run = (mode: PlayingMode): void => {
    if (view.mode === mode) player.current?.setSpeed(fasterThan(view.speed));
    else if (mode === 'forward') player.current?.play();
    else player.current?.playBackward();
  };
  const pauseAndAsk = (dialog: PlayerDialog) => (): void => {
    player.current?.pause();
    ask(dialog);
  };
  return {
    'play-or-pause': () => (view.mode === 'still' ? player.current?.play() : player.current?.pause()),
    pause: () => player.current?.pause(),
    'frame-back': () => player.current?.stepBy(-1),
    'frame-on': () => player.current?.stepBy(1),
    forward: () => run('forward'),
    backward: () => run('backward'),
    bookmark: pauseAndAsk('bookmark'),
    still: pauseAndAsk('still'),
    'go-to': pauseAndAsk('go-to'),
    cover: () => {
      player.current?.pause();
      setCovered((before) => !before);
    },
  };
}
