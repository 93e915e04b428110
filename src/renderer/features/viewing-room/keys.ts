export type PlayerAction =
  | 'play-or-pause'
  | 'pause'
  | 'frame-back'
  | 'frame-on'
  | 'backward'
  | 'forward'
  | 'bookmark'
  | 'mark-first'
  | 'mark-last'
  | 'still'
  | 'mask'
  | 'go-to'
  | 'next-movement'
  | 'movement-before'
  | 'nearer'
  | 'further'
  | 'as-it-is'
  | 'pan-left'
  | 'pan-right'
  | 'pan-up'
  | 'pan-down'
  | 'fold'
  | 'camera-1'
  | 'camera-2'
  | 'camera-3'
  | 'cover';

export const cameraKeys = 'choose the camera';
/** What the keys do, in the order in which the help shows them. */
export const keyHelp: readonly (readonly [key: string, does: string])[] = [
  ['Space', 'play or pause'],
  ['← →', 'one frame back or on'],
  ['J K L', 'back, pause, on; again for faster'],
  ['B', 'bookmark this frame'],
  ['I O', 'a clip for court begins, ends with this frame'],
  ['S', 'request a still of this frame'],
  ['M', 'cover moving areas of a stretch'],
  ['G', 'go to a time of day'],
  ['1 2 3', cameraKeys],
  ['N P', 'next movement, the one before'],
  ['+ − 0', 'nearer, further, as it is'],
  ['⇧ ←→↑↓', 'move the view when nearer'],
  ['A', 'fold or unfold the activity strip'],
  ['Esc', 'cover the picture, uncover it'],
];

const actions: Record<string, PlayerAction> = {
  ' ': 'play-or-pause',
  arrowleft: 'frame-back',
  arrowright: 'frame-on',
  j: 'backward',
  k: 'pause',
  l: 'forward',
  a: 'fold',
  b: 'bookmark',
  i: 'mark-first',
  o: 'mark-last',
  s: 'still',
  m: 'mask',
  g: 'go-to',
  n: 'next-movement',
  p: 'movement-before',
  '+': 'nearer',
  '=': 'nearer',
  '-': 'further',
  '0': 'as-it-is',
  '1': 'camera-1',
  '2': 'camera-2',
  '3': 'camera-3',
};

const shifted: Record<string, PlayerAction> = {
  arrowleft: 'pan-left',
  arrowright: 'pan-right',
  arrowup: 'pan-up',
  arrowdown: 'pan-down',
};

export interface KeyPress {
  readonly key: string;
  readonly withModifier: boolean;
  readonly withShift: boolean;
  /** The focus is where text is typed. */
  readonly typing: boolean;
  /** The focus is on something that Space or an arrow works itself: a button, the time line, a list. */
  readonly onControl: boolean;
  /** WCAG 2.1.4: single keys can be switched off. Esc always works. */
  readonly enabled: boolean;
}

/** What a key press asks the player to do. Esc comes first: the picture must go at once, wherever the focus is. */
export function actionOf(press: KeyPress): PlayerAction | null {
  if (press.key === 'Escape') return 'cover';
  if (press.withModifier || press.typing || !press.enabled) return null;
  const key = press.key.toLowerCase();
  const action = (press.withShift ? shifted[key] : undefined) ?? actions[key] ?? null;
  const ownKey = press.key === ' ' || press.key.startsWith('Arrow');
  return press.onControl && ownKey ? null : action;
}
