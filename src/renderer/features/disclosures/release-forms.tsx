import { Checkbox, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type QuickField, QuickForm } from '../../ui/quick-form.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { copyWords } from '../court/court-words.ts';
import { type Disclosure, isPublic } from './disclosure-words.ts';
import { noScope, ScopeChoice, scopeInput } from './scope-choice.tsx';

interface FormProps {
  readonly common: {
    readonly title: string;
    readonly headingOrder: 3;
    readonly onDone: () => void;
    readonly onCancel: () => void;
  };
  readonly fixed: { readonly disclosureId: string };
}

/** What was handed over: discs, encrypted copies and prints that exist already, nothing else. */
export function SendForm({ common, fixed, disclosure }: FormProps & { readonly disclosure: Disclosure }): ReactNode {
  const scope = disclosure.caseId === null ? {} : { caseId: disclosure.caseId };
  const discs = useQuery('discs.list', scope, ['court']);
  const stills = useQuery('stills.list', scope, ['stills']);
  const prints = useQuery('prints.list', {}, ['stills']);
  const copies = useQuery('transits.list', scope, ['court']);
  const [chosen, setChosen] = useState<Readonly<Record<'discIds' | 'printIds' | 'transitIds', readonly string[]>>>({
    discIds: [],
    printIds: [],
    transitIds: [],
  });
  const toggle = (list: keyof typeof chosen, id: string) => (): void =>
    setChosen((before) => ({
      ...before,
      [list]: before[list].includes(id) ? before[list].filter((one) => one !== id) : [...before[list], id],
    }));
  const mayDisc = !isPublic(disclosure.class);
  const goodDiscs = (discs.data ?? []).filter(
    ({ state, copy }) => mayDisc && state === 'verified' && copy !== 'master',
  );
  const goodCopies = (copies.data ?? []).filter(({ state }) => mayDisc && state === 'verified');
  const goodPrints = (prints.data ?? []).flatMap((print) => {
    const still = stills.data?.find(({ id, state }) => id === print.stillId && state === 'countersigned');
    return still === undefined || print.state !== 'in-cabinet' ? [] : [{ ...print, shows: still.particulars }];
  });
  return (
    <QuickForm
      {...common}
      command="disclosures.send"
      fixed={{
        ...fixed,
        discIds: [...chosen.discIds],
        printIds: [...chosen.printIds],
        transitIds: [...chosen.transitIds],
      }}
      initial={{ recipientOrganisation: disclosure.request.organisation ?? '' }}
      fields={[
        { kind: 'day', name: 'sentOn', label: 'Handed over on' },
        { kind: 'line', name: 'method', label: 'How', description: 'By hand, sealed bag; recorded delivery; …' },
        { kind: 'line', name: 'recipient', label: 'To whom' },
        { kind: 'line', name: 'recipientOrganisation', label: 'Of which organisation' },
        { kind: 'check', name: 'isEncrypted', label: 'It is encrypted' },
        { kind: 'line', name: 'passphraseRoute', label: 'If encrypted: how the passphrase goes, separately' },
        { kind: 'paragraph', name: 'conditions', label: 'Conditions, and when it comes back (if any)' },
        { kind: 'day', name: 'receiptBy', label: 'Receipt expected by' },
        ...(chosen.printIds.length === 0 ? [] : [printsBack(disclosure)]),
      ]}
      submit="Record it"
    >
      <FailureAlert failure={discs.failure ?? stills.failure ?? prints.failure ?? copies.failure} />
      <fieldset className="wall-clock">
        <legend>What was handed over</legend>
        <Stack gap={6}>
          {mayDisc ? null : (
            <Text>Footage never goes to the public on disc (CoP 4.7); a still can, or the Assurance Team answers.</Text>
          )}
          {goodDiscs.length + goodCopies.length + goodPrints.length === 0 ? (
            <Text c="dimmed">There is no verified copy and no print in the cabinet. Burn or make one first.</Text>
          ) : null}
          {goodDiscs.map(({ id, number, copy, setId, setNumber, setSize, whereNow }) => (
            <Checkbox
              key={id}
              label={`${number}, ${copyWords[copy]}${setId === null ? '' : `, disc ${setNumber} of ${setSize}`}, now: ${whereNow}`}
              checked={chosen.discIds.includes(id)}
              onChange={toggle('discIds', id)}
            />
          ))}
          {goodCopies.map(({ id, number, copy, recipient, organisation }) => (
            <Checkbox
              key={id}
              label={`${number}, encrypted, ${copyWords[copy]}, made for ${recipient}, ${organisation}`}
              checked={chosen.transitIds.includes(id)}
              onChange={toggle('transitIds', id)}
            />
          ))}
          {goodPrints.map(({ id, number, mask, shows, whereNow }) => (
            <Checkbox
              key={id}
              label={`Print ${number}, ${mask === null ? shows : `${mask.number}, masked: ${shows}`}, now: ${whereNow}`}
              checked={chosen.printIds.includes(id)}
              onChange={toggle('printIds', id)}
            />
          ))}
          {chosen.printIds.length === 0 ? null : (
            <Text size="sm">It signs the prints out; the receipt for each is then in the story of the print.</Text>
          )}
        </Stack>
      </fieldset>
    </QuickForm>
  );
}

const printsBack = ({ class: kind }: Disclosure): QuickField => ({
  kind: 'day',
  name: 'printsBackOn',
  label: 'Prints are back on',
  ...(isPublic(kind) || kind === 'police' || kind === 'court-order'
    ? { description: 'Leave it empty when they keep them.' }
    : {}),
});

/** A clarification names other footage: it is frozen for the same request. */
export function FreezeMore({ common, fixed }: FormProps): ReactNode {
  const [scope, setScope] = useState(noScope);
  return (
    <QuickForm
      {...common}
      command="disclosures.freeze"
      fixed={{ ...fixed, ...scopeInput(scope) }}
      fields={[]}
      submit="Freeze it"
    >
      <ScopeChoice scope={scope} onChange={setScope} />
    </QuickForm>
  );
}
