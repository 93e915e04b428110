import { Box, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { count } from '../../ui/quantity.ts';
import { countIn, isHeading, piecesOf } from './found-in-code.ts';

interface CodeTextProps {
  readonly text: string;
  readonly headingOrder: 2 | 3;
}

/** The code of practice, to read and to search. Enter goes from one place to the next. */
export function CodeText({ text, headingOrder }: CodeTextProps): ReactNode {
  const [wanted, setWanted] = useState('');
  const at = useRef(-1);
  const pane = useRef<HTMLDivElement>(null);
  const paragraphs = useMemo(() => text.trim().split(/\n{2,}/u), [text]);
  const found = wanted.trim() === '' ? 0 : countIn(text, wanted);
  const goOn = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const marks = pane.current?.querySelectorAll('mark') ?? [];
    if (marks.length === 0) return;
    at.current = (at.current + 1) % marks.length;
    marks[at.current]?.scrollIntoView({ block: 'center' });
  };
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <TextInput
          label="Search the code"
          description="A word or a clause, such as 6.4. Enter goes to the next place."
          w={460}
          maw="100%"
          value={wanted}
          onChange={(event) => {
            at.current = -1;
            setWanted(event.currentTarget.value);
          }}
          onKeyDown={goOn}
        />
        <Text role="status" c="dimmed">
          {wanted.trim() === '' ? '' : found === 0 ? 'Not found.' : `${count(found, 'place')} found.`}
        </Text>
      </Group>
      {/* A region that scrolls must be reachable by keyboard. */}
      <Box ref={pane} className="code-text" role="region" aria-label="The code of practice" tabIndex={0}>
        {paragraphs.map((paragraph, index) => (
          <Paragraph key={index} paragraph={paragraph} wanted={wanted} headingOrder={headingOrder} />
        ))}
      </Box>
    </Stack>
  );
}

interface ParagraphProps {
  readonly paragraph: string;
  readonly wanted: string;
  readonly headingOrder: 2 | 3;
}

function Paragraph({ paragraph, wanted, headingOrder }: ParagraphProps): ReactNode {
  const pieces = piecesOf(paragraph, wanted).map(({ text, isFound }, index) =>
    isFound ? <mark key={index}>{text}</mark> : text,
  );
  if (isHeading(paragraph))
    return (
      <Title order={headingOrder} size="h4" mt="sm">
        {pieces}
      </Title>
    );
  return <p className="paragraph">{pieces}</p>;
}
