import { Button, Checkbox, Group, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { middleBox, type PictureSize } from './mask-boxes.ts';

const zooms = ['0.25', '0.5', '1', '2', '4', '8', '16'];

/** How the areas are looked at while they are drawn: the size on the screen, and as outlines or as they will be. */
export function useMaskTools(size: PictureSize) {
  const [zoom, setZoom] = useState(size.width > 1000 ? '0.5' : '1');
  const [solid, setSolid] = useState(false);
  return { size, zoom: Number(zoom), solid, setZoom, setSolid };
}

interface MaskToolsProps {
  readonly tools: ReturnType<typeof useMaskTools>;
  readonly onAdd: (box: MaskBox) => void;
}

export const MaskTools = ({ tools, onAdd }: MaskToolsProps): ReactNode => (
  <Group align="flex-end">
    <NativeSelect
      label="Size on the screen"
      value={String(tools.zoom)}
      onChange={(event) => tools.setZoom(event.currentTarget.value)}
      data={zooms.map((value) => ({ value, label: `${String(Number(value) * 100)} %` }))}
    />
    <Button variant="default" onClick={() => onAdd(middleBox(tools.size))}>
      Add an area
    </Button>
    <Checkbox
      label="Show the areas as they will be"
      checked={tools.solid}
      onChange={(event) => tools.setSolid(event.currentTarget.checked)}
    />
  </Group>
);
