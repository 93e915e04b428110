import type { RefObject } from 'react';
import { speeds, type Playing, type PlayingMode } from './frame-player.ts';
import type { PlayerAction } from './keys.ts';
import type { PlayerDialog } from './player-dialogs.tsx';
import type { PlayerView } from './use-players.ts';
import { type Aids, noAids, panned, zoomed } from './viewing-aids.ts';

interface ActionTargets {
  readonly player: RefObject<Playing | null>;
  readonly view: PlayerView;
  readonly ask: (dialog: PlayerDialog) => void;
  readonly setAids: (change: (before: Aids) => Aids) => void;
  /** Goes to where movement begins after the frame shown (1), or before it (-1). */
  readonly toMovement: (direction: 1 | -1) => void;
  /** The camera that bookmarks, stills, aids and arrows are about; none where there are fewer. */
  readonly choose: (camera: number) => void;
  readonly setFolded: (change: (before: boolean) => boolean) => void;
  readonly setCovered: (change: (before: boolean) => boolean) => void;
}

/** Share of what is in sight that the view moves by. */
const PAN = 0.1;

/** The speed after this one, as J and L ask for it when pressed again. */
const fasterThan = (speed: number): number => speeds.find((known) => known > speed) ?? speed;

/** What each action does to the player. Whatever asks a question or covers the picture stops the playing first. */
export function playerActions(targets: ActionTargets): Record<PlayerAction, () => void> {
  const { player, view, ask, setAids, toMovement, choose, setFolded, setCovered } = targets;
  const run = (mode: PlayingMode): void => {
    if (view.mode === mode) player.current?.setSpeed(fasterThan(view.speed));
    else if (mode === 'forward') player.current?.play();
    else player.current?.playBackward();
  };
  const pauseAndAsk = (dialog: PlayerDialog) => (): void => {
    player.current?.pause();
    ask(dialog);
  };
  const pan = (right: number, down: number) => (): void => setAids((aids) => panned(aids, right, down));
  return {
    'play-or-pause': () => (view.mode === 'still' ? player.current?.play() : player.current?.pause()),
    pause: () => player.current?.pause(),
    'frame-back': () => player.current?.stepBy(-1),
    'frame-on': () => player.current?.stepBy(1),
    forward: () => run('forward'),
    backward: () => run('backward'),
    bookmark: pauseAndAsk('bookmark'),
    'mark-first': pauseAndAsk('mark-first'),
    'mark-last': pauseAndAsk('mark-last'),
    still: pauseAndAsk('still'),
    mask: pauseAndAsk('mask'),
    'go-to': pauseAndAsk('go-to'),
    'next-movement': () => toMovement(1),
    'movement-before': () => toMovement(-1),
    nearer: () => setAids((aids) => zoomed(aids, 1)),
    further: () => setAids((aids) => zoomed(aids, -1)),
    'as-it-is': () => setAids(() => noAids),
    'pan-left': pan(-PAN, 0),
    'pan-right': pan(PAN, 0),
    'pan-up': pan(0, -PAN),
    'pan-down': pan(0, PAN),
    'camera-1': () => choose(0),
    'camera-2': () => choose(1),
    'camera-3': () => choose(2),
    fold: () => setFolded((before) => !before),
    cover: () => {
      player.current?.pause();
      setCovered((before) => !before);
    },
  };
}
