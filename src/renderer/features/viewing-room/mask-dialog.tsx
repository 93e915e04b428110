import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MovingArea } from '../../../shared/contract/clips.ts';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { coversAt } from '../../../shared/moving-area.ts';
import { QuickForm } from '../../ui/quick-form.tsx';
import { type PictureSize, within as inPicture } from '../stills/mask-boxes.ts';
import { BoxRow } from '../stills/mask-box-row.tsx';
import { MaskCanvas } from '../stills/mask-canvas.tsx';
import { MaskTools, useMaskTools } from '../stills/mask-tools.tsx';
import { AreaCovers, coversInWords } from './area-covers.tsx';
import type { Camera } from './cameras.ts';
import { boxAt, placedAt, within } from './moving-areas.ts';

interface MaskDialogProps {
  readonly camera: Camera;
  /** The frame on the screen. */
  readonly frame: number;
  /** No picture may be seen now: it is covered, or it failed. */
  readonly hidden: boolean;
  readonly videoOf: () => HTMLVideoElement | null;
  readonly onStep: (frames: number) => void;
  readonly onMade: () => void;
  readonly onClose: () => void;
}

const steps = [-25, -1, 1, 25] as const;
const stepWords = { '-25': '25 back', '-1': 'One back', '1': 'One on', '25': '25 on' } as const;

/** Covers moving areas of a stretch: an area is put where it is at several pictures, and moves between them. */
export function MaskDialog(props: MaskDialogProps): ReactNode {
  const { camera, frame, hidden, videoOf, onStep, onMade, onClose } = props;
  const size: PictureSize = camera;
  const [stretch, setStretch] = useState({ from: frame, to: frame });
  const [areas, setAreas] = useState<readonly MovingArea[]>([]);
  const [chosen, setChosen] = useState(0);
  const tools = useMaskTools(size);
  const { from, to } = stretch;
  const boxes = areas.map((area) => boxAt(area, frame));
  const add = (box: MaskBox): void => {
    setAreas([...areas, { keys: [{ picture: frame, box }] }]);
    setChosen(areas.length);
  };
  const change = (index: number, changed: (area: MovingArea) => MovingArea): void =>
    setAreas(areas.map((area, at) => (at === index ? changed(area) : area)));
  const place = (index: number, box: MaskBox): void =>
    change(index, (area) => placedAt(area, frame, inPicture(box, size)));
  const remove = (index: number): void => {
    setAreas(areas.filter((_, at) => at !== index));
    setChosen(Math.max(0, areas.length - 2));
  };
  const chosenArea = areas[chosen];
  return (
    <Modal opened onClose={onClose} closeOnEscape={false} size="xl" title={`Cover areas of ${camera.recordingNumber}`}>
      <Stack gap="sm">
        <Group gap="xs" role="group" aria-label="Pictures">
          {steps.map((step) => (
            <Button key={step} variant="default" size="compact-sm" onClick={() => onStep(step)}>
              {stepWords[`${step}`]}
            </Button>
          ))}
          <Text className="figures-steady">
            Picture {frame + 1} of {camera.frameCount}
          </Text>
        </Group>
        <Group gap="xs" role="group" aria-label="Stretch">
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setStretch({ from: frame, to: Math.max(frame, to) })}
          >
            The clip begins here
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setStretch({ from: Math.min(from, frame), to: frame })}
          >
            The clip ends here
          </Button>
          <Text className="figures-steady">
            Pictures {from + 1} to {to + 1}
          </Text>
        </Group>
        <MaskTools tools={tools} onAdd={add} />
        <Text size="sm">
          Go to a picture and put each area where it must be there; between two such pictures it moves from one to the
          other. With the focus on an area the arrow keys move it (Shift: ten pixels), and with Alt they size it. An
          area covers the whole clip; let it cover only while what it hides is there, so that it hides nothing else.
        </Text>
        <MaskCanvas
          {...{ size, boxes, chosen }}
          isAbsent={areas.map((area) => !coversAt(area, frame))}
          solid={tools.solid}
          zoom={tools.zoom}
          onChoose={setChosen}
          onChange={place}
          onAdd={add}
        >
          <FramePicture
            {...{ size, frame, hidden, videoOf }}
            label={`${camera.recordingNumber}, picture ${frame + 1}`}
          />
        </MaskCanvas>
        {chosenArea === undefined ? null : (
          <AreaCovers
            {...{ area: chosenArea, index: chosen, frame, clip: stretch }}
            frameCount={camera.frameCount}
            onChange={(area) => change(chosen, () => area)}
          />
        )}
        {areas.map((area, index) => (
          <div key={String(index)}>
            <BoxRow
              {...{ box: boxAt(area, frame), index }}
              isChosen={index === chosen}
              onChange={(next) => place(index, next)}
              onRemove={() => remove(index)}
            />
            <Text size="sm" c="dimmed">
              Put at {area.keys.map(({ picture }) => `picture ${picture + 1}`).join(', ')}.{' '}
              {index === chosen ? null : coversInWords({ area, index, frame, clip: stretch })}
            </Text>
          </div>
        ))}
        <QuickForm
          command="clips.mask"
          title="Make the masked clip"
          description="The areas are filled with black in every picture they cover, and that is read back. The recording stays as it is. The manager compares the clip with it before it is used."
          headingOrder={3}
          fixed={{
            ...{ recordingId: camera.recordingId, from, to },
            areas: areas.map((area) => within(area, stretch)),
          }}
          fields={[{ kind: 'paragraph', name: 'reason', label: 'What is covered, and why' }]}
          submit="Make the masked clip"
          onDone={onMade}
          onCancel={onClose}
        >
          {areas.length === 0 ? <Text>Draw at least one area first.</Text> : null}
        </QuickForm>
      </Stack>
    </Modal>
  );
}

interface FramePictureProps {
  readonly size: PictureSize;
  readonly frame: number;
  readonly hidden: boolean;
  readonly label: string;
  readonly videoOf: () => HTMLVideoElement | null;
}

/** The picture the player shows, without the viewing aids. Covered with the player's own: then nothing is drawn. */
function FramePicture({ size, frame, hidden, label, videoOf }: FramePictureProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (drawing === null || drawing === undefined) return;
    drawing.clearRect(0, 0, size.width, size.height);
    const video = videoOf();
    // A copy to watch of a picture of odd size has one more row or column; it is no part of the picture.
    if (!hidden && video !== null) drawing.drawImage(video, 0, 0, video.videoWidth, video.videoHeight);
  }, [frame, hidden, size, videoOf]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className="mask-picture"
      width={size.width}
      height={size.height}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}
