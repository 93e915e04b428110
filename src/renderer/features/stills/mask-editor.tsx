import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { middleBox, type PictureSize, within } from './mask-boxes.ts';
import { MaskCanvas } from './mask-canvas.tsx';
import type { Still } from './still-words.ts';

const zooms = ['0.25', '0.5', '1', '2', '4', '8', '16'];

/** Draws the areas over the still and makes the masked copy. The officer who is signed in stays while it is shown. */
export function MaskEditor({ still, onDone }: { readonly still: Still; readonly onDone: () => void }): ReactNode {
  const show = useCommand('stills.show');
  const [url, setUrl] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  const [present, setPresent] = useState(false);
  if (still.width === null || still.height === null) return null;
  const open = async (): Promise<void> => {
    const shown = await show.run({ stillId: still.id, officerPresent: true });
    setBroken(false);
    if (shown !== null) setUrl(shown.url);
  };
  if (url !== null && !broken)
    return (
      <MaskForm
        {...{ still, url, onDone }}
        size={{ width: still.width, height: still.height }}
        onBroken={() => setBroken(true)}
      />
    );
  return (
    <Stack gap="sm">
      {broken ? <Text role="alert">The picture of {still.number} could not be shown. Ask for it again.</Text> : null}
      <FailureAlert failure={show.failure} />
      <Checkbox
        label="I am present and stay while it is shown"
        checked={present}
        onChange={(event) => setPresent(event.currentTarget.checked)}
      />
      <Group>
        <Button disabled={!present} loading={show.busy} onClick={() => void open()}>
          Show the still and draw
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

interface MaskFormProps {
  readonly still: Still;
  readonly url: string;
  readonly size: PictureSize;
  readonly onBroken: () => void;
  readonly onDone: () => void;
}

function MaskForm({ still, url, size, onBroken, onDone }: MaskFormProps): ReactNode {
  const [boxes, setBoxes] = useState<readonly MaskBox[]>([]);
  const [chosen, setChosen] = useState(0);
  const [zoom, setZoom] = useState(size.width > 1000 ? '0.5' : '1');
  const [solid, setSolid] = useState(false);
  const add = (box: MaskBox): void => {
    setBoxes([...boxes, box]);
    setChosen(boxes.length);
  };
  const change = (index: number, box: MaskBox): void =>
    setBoxes(boxes.map((each, at) => (at === index ? within(box, size) : each)));
  const remove = (index: number): void => setBoxes(boxes.filter((_, at) => at !== index));
  return (
    <Stack gap="md">
      <Group align="flex-end">
        <NativeSelect
          label="Size on the screen"
          value={zoom}
          onChange={(event) => setZoom(event.currentTarget.value)}
          data={zooms.map((value) => ({ value, label: `${String(Number(value) * 100)} %` }))}
        />
        <Button variant="default" onClick={() => add(middleBox(size))}>
          Add an area
        </Button>
        <Checkbox
          label="Show the areas as they will be"
          checked={solid}
          onChange={(event) => setSolid(event.currentTarget.checked)}
        />
      </Group>
      <Text size="sm">
        Draw an area with the pointer, or add one. With the focus on an area the arrow keys move it by a pixel (Shift:
        ten), and with Alt they size it.
      </Text>
      <MaskCanvas
        {...{ url, size, boxes, chosen, solid, onBroken }}
        alt={`Still ${still.number}: ${still.particulars}`}
        zoom={Number(zoom)}
        onChoose={setChosen}
        onChange={change}
        onAdd={add}
      />
      {boxes.map((box, index) => (
        <BoxRow
          key={String(index)}
          {...{ box, index }}
          isChosen={index === chosen}
          onChange={(next) => change(index, next)}
          onRemove={() => remove(index)}
        />
      ))}
      <QuickForm
        command="masks.make"
        title="Make the masked copy"
        description="The areas are filled with black, and nothing of them is left in the copy. The still and the master stay as they are. The manager compares both before the copy can be printed."
        headingOrder={3}
        fixed={{ stillId: still.id, boxes: [...boxes] }}
        fields={[
          { kind: 'paragraph', name: 'reason', label: 'What is covered, and why', description: 'Such as: passers-by.' },
        ]}
        submit="Make the masked copy"
        onDone={onDone}
        onCancel={onDone}
      >
        {boxes.length === 0 ? <Text>Draw at least one area first.</Text> : null}
      </QuickForm>
    </Stack>
  );
}

interface BoxRowProps {
  readonly box: MaskBox;
  readonly index: number;
  readonly isChosen: boolean;
  readonly onChange: (box: MaskBox) => void;
  readonly onRemove: () => void;
}

const sides = { x: 'from the left', y: 'from the top', width: 'wide', height: 'high' } as const;

/** The same area in numbers, to the pixel. */
const BoxRow = ({ box, index, isChosen, onChange, onRemove }: BoxRowProps): ReactNode => (
  <Group gap="xs" align="flex-end" role="group" aria-label={`Area ${String(index + 1)} in pixels`}>
    <Text fw={isChosen ? 700 : 400} w={64}>
      Area {index + 1}
    </Text>
    {(Object.keys(sides) as (keyof typeof sides)[]).map((side) => (
      <NumberInput
        key={side}
        label={`Area ${String(index + 1)}, ${sides[side]}`}
        w={150}
        allowDecimal={false}
        allowNegative={false}
        value={box[side]}
        onChange={(value) => onChange({ ...box, [side]: Number(value) })}
      />
    ))}
    <Button variant="default" onClick={onRemove}>
      Remove <span className="hidden-words">area {index + 1}</span>
    </Button>
  </Group>
);
