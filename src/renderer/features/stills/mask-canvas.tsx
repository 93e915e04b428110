import { Box } from '@mantine/core';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { boxBetween, nudged, type PictureSize } from './mask-boxes.ts';
import './mask.css';

interface MaskCanvasProps {
  readonly size: PictureSize;
  /** Screen pixels for each pixel of the picture. */
  readonly zoom: number;
  readonly boxes: readonly MaskBox[];
  /** Which of them cover nothing at this picture. */
  readonly isAbsent?: readonly boolean[];
  readonly chosen: number;
  /** Black as in the copy, or so that what is under it can be seen. */
  readonly solid: boolean;
  readonly onChoose: (index: number) => void;
  readonly onChange: (index: number, box: MaskBox) => void;
  readonly onAdd: (box: MaskBox) => void;
  /** The picture itself, as large as the room it is given. */
  readonly children: ReactNode;
}

type Point = { readonly x: number; readonly y: number };

/** The picture with the areas on it: drawn with the pointer, moved and sized with the arrows once one has the focus. */
export function MaskCanvas(props: MaskCanvasProps): ReactNode {
  const { size, zoom, boxes, isAbsent = [], chosen, solid, onChoose, onChange, onAdd, children } = props;
  const surface = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [drawn, setDrawn] = useState<MaskBox | null>(null);
  const pointAt = (event: PointerEvent): Point => {
    const { left, top } = surface.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: (event.clientX - left) / zoom, y: (event.clientY - top) / zoom };
  };
  const placed = ({ x, y, width, height }: MaskBox) => ({
    left: x * zoom,
    top: y * zoom,
    width: width * zoom,
    height: height * zoom,
  });
  const begin = (event: PointerEvent): void => {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    surface.current?.setPointerCapture(event.pointerId);
    setFrom(pointAt(event));
  };
  const draw = (event: PointerEvent): void => {
    if (from !== null) setDrawn(boxBetween(from, pointAt(event), size));
  };
  const end = (): void => {
    if (drawn !== null) onAdd(drawn);
    setFrom(null);
    setDrawn(null);
  };
  return (
    <Box className="mask-view" role="group" aria-label="Picture with its areas" tabIndex={0}>
      <div
        ref={surface}
        className="mask-surface"
        style={{ width: size.width * zoom, height: size.height * zoom }}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {children}
        {boxes.map((box, index) => (
          <button
            // Areas have no name but their place in the list.
            key={String(index)}
            type="button"
            className={(isAbsent[index] ?? false) ? 'mask-box absent' : solid ? 'mask-box solid' : 'mask-box'}
            style={placed(box)}
            aria-pressed={index === chosen}
            aria-label={`Area ${String(index + 1)}${(isAbsent[index] ?? false) ? ', which covers nothing at this picture' : ''}: arrows move it, with Alt they size it`}
            onClick={() => onChoose(index)}
            onFocus={() => onChoose(index)}
            onKeyDown={(event) => {
              const next = nudged(box, event, size);
              if (next === null) return;
              event.preventDefault();
              onChange(index, next);
            }}
          />
        ))}
        {drawn === null ? null : <div className="mask-box" style={placed(drawn)} />}
      </div>
    </Box>
  );
}
