import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../shared/contract.ts';
import type { SearchHit } from '../../shared/contract/search.ts';
import { actionInWords } from './action-words.ts';
import { FailureAlert } from './failure-alert.tsx';
import { LineInput } from './form.tsx';
import { pathOf, searchOf } from './place.ts';
import { count } from './quantity.ts';
import { registerWords } from './register-words.ts';
import { DayText } from './time-text.tsx';
import { useCommand } from './use-command.ts';
import './search-everywhere.css';

type Groups = Output<'search.find'>['groups'];

/** One search over all registers, from anywhere: by the button or by Ctrl+K. */
export function SearchEverywhere(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      // A form in a dialog would be lost behind this one.
      if (document.querySelector('[role="dialog"]') === null) setOpen(true);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return (
    <>
      <Button variant="default" leftSection={<IconSearch size={16} aria-hidden />} onClick={() => setOpen(true)}>
        Search (Ctrl+K)
      </Button>
      {isOpen ? <SearchDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function SearchDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Groups | null>(null);
  const { run, busy, failure } = useCommand('search.find');
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** At once, not when the dialog has faded in: what is typed right after Ctrl+K is meant for this field. */
  const focused = useCallback((node: HTMLInputElement | null) => {
    field.current = node;
    node?.focus();
  }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (words.trim() === '') return;
    setFound(null);
    setFound((await run({ words }))?.groups ?? null);
  };
  /** Up and down go from hit to hit, and from the field to the first. */
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const hits = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const at = hits.indexOf(document.activeElement as HTMLElement);
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    if (next < 0) field.current?.focus();
    else hits[Math.min(next, hits.length - 1)]?.focus();
  };
  return (
    <Modal opened onClose={onClose} title="Search all registers" size="xl">
      <Stack gap="md" onKeyDown={onKey}>
        <form role="search" aria-label="All registers" noValidate autoComplete="off" onSubmit={(e) => void submit(e)}>
          <Group align="flex-end" gap="sm" wrap="nowrap">
            <LineInput
              ref={focused}
              className="search-field"
              label="Reference or words"
              description="A React reference, a number such as REC-0001, a name, a place. What you search for is entered in the ledger."
              data-autofocus
              spellCheck={false}
              maxLength={200}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <Button type="submit" loading={busy}>
              Search
            </Button>
          </Group>
        </form>
        <FailureAlert failure={failure} />
        <div ref={list}>{found === null ? null : <Found groups={found} onOpen={onClose} />}</div>
      </Stack>
    </Modal>
  );
}

function Found({ groups, onOpen }: { readonly groups: Groups; readonly onOpen: () => void }): ReactNode {
  const hits = groups.reduce((sum, group) => sum + group.hits.length, 0);
  return (
    <Stack gap="md">
      <Text role="status" c="dimmed">
        {hits === 0
          ? 'Nothing in any register bears all of these words.'
          : `${count(hits, 'hit')} in ${count(groups.length, 'register')}. Arrow keys go from one to the next, Enter opens it.`}
      </Text>
      {groups.map(({ register, hits: shown, more }) => (
        <section key={register} aria-labelledby={`found-${register}`}>
          <Title order={3} size="h5" id={`found-${register}`}>
            {registerWords[register]}
          </Title>
          <ul className="plain-list">
            {shown.map((hit) => (
              <li key={hit.id}>
                <Hit hit={hit} isEntry={register === 'ledger'} onOpen={onOpen} />
              </li>
            ))}
          </ul>
          {more ? (
            <Text size="sm" c="dimmed">
              The newest {shown.length} are shown; there are more. Further words find fewer.
            </Text>
          ) : null}
        </section>
      ))}
    </Stack>
  );
}

interface HitProps {
  readonly hit: SearchHit;
  readonly isEntry: boolean;
  readonly onOpen: () => void;
}

const Hit = ({ hit, isEntry, onOpen }: HitProps): ReactNode => (
  <Link to={pathOf(hit.place)} search={searchOf(hit.place)} className="search-hit" onClick={onOpen}>
    <span className="search-hit-reference">{isEntry ? actionInWords(hit.reference) : hit.reference}</span>
    <span>{hit.line}</span>
    {hit.on === null ? null : (
      <span className="dim">
        <DayText value={hit.on} />
      </span>
    )}
  </Link>
);
