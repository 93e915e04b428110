import { Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ParagraphInput } from '../../ui/form.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import type { Statement, StatementEntry } from './court-words.ts';

type Sentence = Statement['sentences'][number];

const marks: Readonly<Record<Sentence['mark'], { readonly tone: Tone; readonly words: string }>> = {
  undecided: { tone: 'warning', words: 'Not decided yet' },
  confirmed: { tone: 'good', words: 'Confirmed' },
  struck: { tone: 'neutral', words: 'Struck out, will not be printed' },
};

interface SentenceCardProps {
  readonly statement: Statement;
  readonly sentence: Sentence;
  readonly place: number;
  readonly entries: readonly StatementEntry[];
  /** Only the witness, and only a draft. */
  readonly mayMark: boolean;
}

/** A sentence with the ledger entries it rests on beside it, and what the witness says to it. */
export function SentenceCard({ statement, sentence, place, entries, mayMark }: SentenceCardProps) {
  const isOpen = sentence.mark === 'undecided' && mayMark;
  return (
    <Card
      component="li"
      withBorder
      padding="sm"
      aria-label={`Sentence ${place}`}
      {...(isOpen && { style: { borderInlineStart: '4px solid var(--mantine-color-orange-filled)' } })}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="xs">
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {place}.
            </Text>
            <StatusBadge tone={marks[sentence.mark].tone}>{marks[sentence.mark].words}</StatusBadge>
            {sentence.own && <StatusBadge tone="neutral">Own words</StatusBadge>}
          </Group>
          <Text
            style={{ overflowWrap: 'anywhere' }}
            {...(sentence.mark === 'struck' && { td: 'line-through', c: 'dimmed' })}
          >
            {sentence.text}
          </Text>
          {mayMark && <Marking statement={statement} sentence={sentence} place={place} />}
        </Stack>
        <Beside sentence={sentence} entries={entries} />
      </SimpleGrid>
    </Card>
  );
}

function Marking({ statement, sentence, place }: Pick<SentenceCardProps, 'statement' | 'sentence' | 'place'>) {
  const mark = useCommand('statements.mark');
  const [isAdding, setAdding] = useState(false);
  const ids = { statementId: statement.id, sentenceId: sentence.id };
  const button = (as: Sentence['mark'], label: string) =>
    sentence.mark !== as && (
      <Button
        size="xs"
        variant={sentence.mark === 'undecided' && as === 'confirmed' ? 'filled' : 'default'}
        loading={mark.busy}
        aria-label={`${label}, sentence ${place}`}
        onClick={() => void mark.run({ ...ids, mark: as })}
      >
        {label}
      </Button>
    );
  return (
    <>
      <FailureAlert failure={mark.failure} />
      <Group gap="xs">
        {button('confirmed', 'Confirm')}
        {button('struck', 'Strike out')}
        {!isAdding && (
          <Button
            size="xs"
            variant="subtle"
            aria-label={`Add own words here, after sentence ${place}`}
            onClick={() => setAdding(true)}
          >
            Add own words here
          </Button>
        )}
      </Group>
      {isAdding && <OwnWords ids={ids} place={place} onDone={() => setAdding(false)} />}
    </>
  );
}

interface OwnWordsProps {
  readonly ids: { readonly statementId: string; readonly sentenceId: number };
  readonly place: number;
  readonly onDone: () => void;
}

function OwnWords({ ids, place, onDone }: OwnWordsProps) {
  const add = useCommand('statements.addWords');
  const [text, setText] = useState('');
  const save = async (): Promise<void> => {
    if ((await add.run({ ...ids, text })) !== null) onDone();
  };
  return (
    <Stack gap="xs">
      <FailureAlert failure={add.failure} />
      <ParagraphInput
        label={`Own words after sentence ${place}`}
        description="Only what you saw or did yourself. It is printed with the mark “own words”."
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="xs" loading={add.busy} disabled={text.trim() === ''} onClick={() => void save()}>
          Add these words
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

function Beside({ sentence: { seqs, own }, entries }: Pick<SentenceCardProps, 'sentence' | 'entries'>) {
  const found = entries.filter(({ seq }) => seqs.includes(seq));
  if (found.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {own ? 'Your own words: they rest on no entry of the ledger.' : 'Rests on no single entry of the ledger.'}
      </Text>
    );
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Entries of the ledger">
      {found.map(({ seq, at, by, what }) => (
        <Text key={seq} component="li" size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Text span fw={600} size="sm">
            Entry {seq}
          </Text>
          {', '}
          <InstantText value={at} />, {by}: {what}
        </Text>
      ))}
    </Stack>
  );
}
