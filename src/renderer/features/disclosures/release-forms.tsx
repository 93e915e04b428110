import { Checkbox, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
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

/** What was handed over: discs and prints that exist already, nothing else. */
export function SendForm({ common, fixed, disclosure }: FormProps & { readonly disclosure: Disclosure }): ReactNode {
  const scope = disclosure.caseId === null ? {} : { caseId: disclosure.caseId };
  const discs = useQuery('discs.list', scope, ['court']);
  const stills = useQuery('stills.list', scope, ['stills']);
  const [chosen, setChosen] = useState<{ readonly discIds: readonly string[]; readonly stillIds: readonly string[] }>({
    discIds: [],
    stillIds: [],
  });
  const toggle = (list: 'discIds' | 'stillIds', id: string) => (): void =>
    setChosen((before) => ({
      ...before,
      [list]: before[list].includes(id) ? before[list].filter((one) => one !== id) : [...before[list], id],
    }));
  const mayDisc = !isPublic(disclosure.class);
  const goodDiscs = (discs.data ?? []).filter(
    ({ state, copy }) => mayDisc && state === 'verified' && copy !== 'master',
  );
  const goodStills = (stills.data ?? []).filter(({ state }) => state === 'countersigned');
  return (
    <QuickForm
      {...common}
      command="disclosures.send"
      fixed={{ ...fixed, discIds: [...chosen.discIds], stillIds: [...chosen.stillIds] }}
      fields={[
        { kind: 'day', name: 'sentOn', label: 'Handed over on' },
        { kind: 'line', name: 'method', label: 'How', description: 'By hand, sealed bag; recorded delivery; …' },
        { kind: 'line', name: 'recipient', label: 'To whom' },
        { kind: 'line', name: 'recipientOrganisation', label: 'Of which organisation' },
        { kind: 'check', name: 'isEncrypted', label: 'It is encrypted' },
        { kind: 'line', name: 'passphraseRoute', label: 'If encrypted: how the passphrase goes, separately' },
        { kind: 'paragraph', name: 'conditions', label: 'Conditions, and when it comes back (if any)' },
        { kind: 'day', name: 'receiptBy', label: 'Receipt expected by' },
      ]}
      submit="Record it"
    >
      <FailureAlert failure={discs.failure ?? stills.failure} />
      <fieldset className="wall-clock">
        <legend>What was handed over</legend>
        <Stack gap={6}>
          {mayDisc ? null : (
            <Text>Footage never goes to the public on disc (CoP 4.7); a still can, or the Assurance Team answers.</Text>
          )}
          {goodDiscs.length + goodStills.length === 0 ? (
            <Text c="dimmed">There is no verified copy and no countersigned still. Burn or produce one first.</Text>
          ) : null}
          {goodDiscs.map(({ id, number, copy, setId, setNumber, setSize, whereNow }) => (
            <Checkbox
              key={id}
              label={`${number}, ${copyWords[copy]}${setId === null ? '' : `, disc ${setNumber} of ${setSize}`}, now: ${whereNow}`}
              checked={chosen.discIds.includes(id)}
              onChange={toggle('discIds', id)}
            />
          ))}
          {goodStills.map(({ id, number, particulars }) => (
            <Checkbox
              key={id}
              label={`${number}, print, ${particulars}`}
              checked={chosen.stillIds.includes(id)}
              onChange={toggle('stillIds', id)}
            />
          ))}
        </Stack>
      </fieldset>
    </QuickForm>
  );
}

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
