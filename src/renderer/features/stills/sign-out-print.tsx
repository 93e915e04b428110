import { Button, Card, List, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { type QuickField, QuickForm } from '../../ui/quick-form.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import type { PrintFormProps } from './print-forms.tsx';
import { takerWords } from './print-words.ts';

type Authority = Output<'prints.authorities'>[number];
const STAFF = 'staff';

/** Out of the cabinet into somebody's hands, on what was decided; the receipt for them to sign is made with it. */
export function SignOutPrint({ print, onDone }: PrintFormProps): ReactNode {
  const authorities = useQuery('prints.authorities', { printId: print.id }, ['stills', 'disclosures', 'court']);
  const [chosen, setChosen] = useState('');
  const [receiptId, setReceiptId] = useState<string | null>(null);
  if (receiptId !== null)
    return (
      <div role="status">
        <Text>
          Print {print.number} is signed out. Both sign the receipt now; enter it as soon as it is back signed.
        </Text>
        <PrintButton documentId={receiptId}>Print the receipt for {print.number}</PrintButton>
      </div>
    );
  if (authorities.data === null)
    return authorities.loading ? <Reading /> : <FailureAlert failure={authorities.failure} />;
  const usable = authorities.data.filter(({ bar }) => bar === null);
  const authority = usable.find((each) => keyOf(each) === chosen) ?? null;
  return (
    <Stack gap="md">
      <Card withBorder component="section" maw={880} aria-label="Who takes the print, and on what">
        <Stack gap="sm">
          <Title order={3}>Sign out print {print.number}</Title>
          <ClauseQuote clause="5.16" />
          <NativeSelect
            label="Who takes it, and on what"
            maw={640}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={[
              { value: '', label: 'Choose' },
              { value: STAFF, label: takerWords.staff },
              ...usable.map((each) => ({ value: keyOf(each), label: inWords(each) })),
            ]}
          />
          <NotNow barred={authorities.data} />
          {chosen === '' ? (
            <Button variant="default" w="fit-content" onClick={onDone}>
              Cancel
            </Button>
          ) : null}
        </Stack>
      </Card>
      {authority === null && chosen !== STAFF ? null : (
        <QuickForm
          key={chosen}
          command="prints.signOut"
          title={authority === null ? 'To our own staff' : `To ${authority.organisation ?? 'the police'}`}
          headingOrder={3}
          fixed={{ printId: print.id, ...partOf(authority) }}
          fields={fieldsOf(authority)}
          submit="Sign it out"
          onDone={(answer) => setReceiptId(answer.receiptId)}
          onCancel={onDone}
        />
      )}
    </Stack>
  );
}

const keyOf = ({ kind, id }: Authority): string => `${kind} ${id}`;
const inWords = ({ number, taker, organisation, words }: Authority): string =>
  `${takerWords[taker]}: ${organisation ?? 'the police'}. ${number}, ${words}`;

/** What goes along unasked: as whom, on what, and the one organisation it is for. */
const partOf = (authority: Authority | null) =>
  authority === null
    ? { taker: STAFF }
    : {
        taker: authority.taker,
        authority: { kind: authority.kind, id: authority.id },
        ...(authority.organisation === null ? {} : { organisation: authority.organisation }),
      };

function fieldsOf(authority: Authority | null): QuickField[] {
  const mayKeep = authority !== null && ['police', 'court', 'public'].includes(authority.taker);
  return [
    { kind: 'line', name: 'person', label: 'Their name' },
    ...(authority?.organisation === null || authority === null
      ? [{ kind: 'line', name: 'organisation', label: 'Their organisation' } satisfies QuickField]
      : []),
    { kind: 'line', name: 'reason', label: 'For what purpose' },
    {
      kind: 'day',
      name: 'dueBackOn',
      label: 'Due back on',
      ...(mayKeep ? { description: 'Leave it empty when they keep it.' } : {}),
    },
  ];
}

/** What cannot be used now and why, and where somebody who is not named has to begin. */
const NotNow = ({ barred }: { readonly barred: readonly Authority[] }): ReactNode => (
  <div>
    <List size="sm">
      {barred.flatMap(({ kind, id, bar }) => (bar === null ? [] : [<List.Item key={kind + id}>{bar}</List.Item>]))}
    </List>
    <Text size="sm" c="dimmed">
      Is somebody not named here? The police, a solicitor or an agency: log their request under Disclosures. A court:
      have a bundle with this still approved under Court. Until then no print goes to them.
    </Text>
  </div>
);
