import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { MaskEditor } from './mask-editor.tsx';
import { type Mask, MaskPictures } from './mask-pictures.tsx';
import type { Still } from './still-words.ts';

const stateWords = {
  made: { tone: 'warning', words: 'Waiting for the manager' },
  approved: { tone: 'good', words: 'Approved: it may be printed' },
  refused: { tone: 'bad', words: 'Refused by the manager' },
} as const;

/** What a decision on a copy rests on. */
export const maskFacts = (mask: Mask) => [
  { label: 'What is covered, and why', value: mask.reason },
  {
    label: 'Areas in pixels (left, top, width × height)',
    value: mask.boxes.map(({ x, y, width, height }) => `${x}, ${y}, ${width} × ${height}`).join('; '),
  },
  { label: 'Made', value: <InstantText value={mask.madeAt} /> },
  { label: 'Made by', value: mask.madeBy },
  { label: 'SHA-256 of the copy', value: <HashText value={mask.sha256} /> },
  { label: 'SHA-256 of the still', value: <HashText value={mask.parentSha256} /> },
];

/** The masked copies of a still; an approved one can be printed under a number of its own. */
export function MaskList({ still }: { readonly still: Still }): ReactNode {
  const { person } = useSession();
  const masks = useQuery('masks.list', { stillId: still.id }, ['stills']);
  const [isDrawing, setDrawing] = useState(false);
  const mayMake = person.role === 'officer' && still.state === 'countersigned';
  if (masks.data?.length === 0 && !mayMake) return null;
  return (
    <Section title="Masked copies">
      <Stack gap="md">
        <FailureAlert failure={masks.failure} />
        {masks.loading ? <Reading /> : null}
        {masks.data?.map((mask) => (
          <OneMask key={mask.id} mask={mask} mayPrint={mayMake} />
        ))}
        {isDrawing ? (
          <MaskEditor still={still} onDone={() => setDrawing(false)} />
        ) : mayMake ? (
          <Group>
            <Button variant="default" onClick={() => setDrawing(true)}>
              Make a masked copy
            </Button>
            <Text size="sm" c="dimmed">
              Covers passers-by, windows, number plates, for whom the still is given to.
            </Text>
          </Group>
        ) : null}
      </Stack>
    </Section>
  );
}

function OneMask({ mask, mayPrint }: { readonly mask: Mask; readonly mayPrint: boolean }): ReactNode {
  const [isPrinting, setPrinting] = useState(false);
  const { tone, words } = stateWords[mask.state];
  return (
    <Stack gap="xs" component="article" aria-label={mask.number}>
      <Group>
        <Title order={3}>{mask.number}</Title>
        <StatusBadge tone={tone}>{words}</StatusBadge>
      </Group>
      <Facts
        items={[
          ...maskFacts(mask),
          ...(mask.decidedBy === null
            ? []
            : [{ label: `Decided by ${mask.decidedBy}`, value: mask.decisionReasons ?? 'No reasons were recorded.' }]),
        ]}
      />
      {mask.pictureDestroyedAt === null ? (
        mask.state === 'refused' ? null : (
          <MaskPictures mask={mask} />
        )
      ) : (
        <Text>
          Its picture was destroyed: <InstantText value={mask.pictureDestroyedAt} />.
        </Text>
      )}
      {isPrinting ? (
        <QuickForm
          command="prints.make"
          title={`Make a print of ${mask.number}`}
          description="It gets the next number of the still’s prints. Print its sheet from the register below."
          headingOrder={3}
          fixed={{ stillId: mask.stillId, maskId: mask.id }}
          fields={[{ kind: 'line', name: 'reason', label: 'What the print is for' }]}
          submit="Make the print"
          onDone={() => setPrinting(false)}
          onCancel={() => setPrinting(false)}
        />
      ) : mayPrint && mask.state === 'approved' ? (
        <Group>
          <Button variant="default" onClick={() => setPrinting(true)}>
            Make a print of {mask.number}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
