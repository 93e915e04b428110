import { Button, Checkbox, Group, Image, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { type PictureSize, within } from './mask-boxes.ts';
import { BoxRow } from './mask-box-row.tsx';
import { MaskCanvas } from './mask-canvas.tsx';
import { MaskTools, useMaskTools } from './mask-tools.tsx';
import type { Still } from './still-words.ts';
import { useShown } from './use-shown.ts';

/** Draws the areas over the still and makes the masked copy. The officer who is signed in stays while it is shown. */
export function MaskEditor({ still, onDone }: { readonly still: Still; readonly onDone: () => void }): ReactNode {
  const show = useCommand('stills.show');
  const [url, setUrl] = useShown<string, 'stills.putAway'>('stills.putAway', { stillId: still.id });
  const [broken, setBroken] = useState(false);
  const [present, setPresent] = useState(false);
  if (still.width === null || still.height === null) return null;
  const open = async (): Promise<void> => {
    const shown = await show.run({ stillId: still.id, officerPresent: true });
    setBroken(false);
    if (shown !== null) setUrl(shown.url);
  };
  if (url !== null)
    return (
      <MaskForm
        {...{ still, url, onDone }}
        size={{ width: still.width, height: still.height }}
        onBroken={() => {
          setUrl(null);
          setBroken(true);
        }}
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
  const tools = useMaskTools(size);
  const add = (box: MaskBox): void => {
    setBoxes([...boxes, box]);
    setChosen(boxes.length);
  };
  const change = (index: number, box: MaskBox): void =>
    setBoxes(boxes.map((each, at) => (at === index ? within(box, size) : each)));
  const remove = (index: number): void => setBoxes(boxes.filter((_, at) => at !== index));
  return (
    <Stack gap="md">
      <MaskTools tools={tools} onAdd={add} />
      <Text size="sm">
        Draw an area with the pointer, or add one. With the focus on an area the arrow keys move it by a pixel (Shift:
        ten), and with Alt they size it.
      </Text>
      <MaskCanvas
        {...{ size, boxes, chosen }}
        solid={tools.solid}
        zoom={tools.zoom}
        onChoose={setChosen}
        onChange={change}
        onAdd={add}
      >
        <Image
          src={url}
          alt={`Still ${still.number}: ${still.particulars}`}
          className={tools.zoom > 1 ? 'mask-picture pixels' : 'mask-picture'}
          draggable={false}
          onContextMenu={(event) => event.preventDefault()}
          onError={onBroken}
        />
      </MaskCanvas>
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
