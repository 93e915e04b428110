import { Button, Card, Group, List, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { systemWords } from '../cases/case-words.ts';
import { SettingsForm } from './settings-form.tsx';
import { holdsWords, retentionFromWords, type Settings, trainingExpiryWords } from './settings-values.ts';

/** The rules of the scheme: read by both, changed by the manager with the password. */
export function SchemeSettings(): ReactNode {
  const { person, state } = useSession();
  const { data, failure, loading } = useQuery('settings.read', {}, ['settings']);
  const [isEditing, setEditing] = useState(false);
  const [wasSaved, setSaved] = useState(false);
  if (data === null) return loading ? <Reading /> : <FailureAlert failure={failure} />;
  if (isEditing)
    return (
      <SettingsForm
        settings={data}
        onSaved={() => {
          setEditing(false);
          setSaved(true);
        }}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <Card maw={880}>
      <Stack>
        <div role="status">
          {wasSaved ? <Text fw={600}>The settings were changed and entered in the ledger.</Text> : null}
        </div>
        <Facts items={[...factsOf(data), { label: 'Version', value: state.version }]} />
        {person.role === 'manager' ? (
          <Group>
            <Button onClick={() => setEditing(true)}>Change settings</Button>
          </Group>
        ) : (
          <Text c="dimmed">The Safer Neighbourhoods Manager changes these.</Text>
        )}
      </Stack>
    </Card>
  );
}

const factsOf = (settings: Settings) => [
  { label: 'Controller', value: settings.controllerName },
  { label: 'Address', value: settings.controllerAddress },
  { label: 'Assurance Team (CoP 4.8)', value: settings.assuranceMailbox },
  { label: 'Viewing room (CoP 3.9)', value: settings.viewingPlace },
  {
    label: 'Viewing purposes (CoP 6.1)',
    value: (
      <List>
        {settings.viewingPurposes.map((purpose) => (
          <List.Item key={purpose}>{purpose}</List.Item>
        ))}
      </List>
    ),
  },
  {
    label: `${systemWords['standard-4g']} overwrites after (CoP 3.7)`,
    value: `${settings.overwriteDays['standard-4g']} days`,
  },
  { label: `${systemWords['ic-pod']} overwrites after`, value: `${settings.overwriteDays['ic-pod']} days` },
  { label: `${systemWords.idcam} overwrites after (CoP 3.13)`, value: `${settings.overwriteDays.idcam} days` },
  { label: 'Footage is kept for (CoP 4.6)', value: `${settings.retentionDays} days` },
  { label: 'These days run from (CoP 4.6)', value: retentionFromWords[settings.retentionFrom] },
  {
    label: 'What stayed of a closed case is looked through (CoP 4.7, 5.15)',
    value:
      settings.keptReviewDays === null ? 'when it closes' : `when it closes, and every ${settings.keptReviewDays} days`,
  },
  { label: 'Law cited on papers', value: settings.lawCited },
  { label: 'Statement of truth (PD 22)', value: settings.statementOfTruth },
  { label: 'Declaration (CrimPR 16.2)', value: settings.criminalDeclaration },
  { label: 'When training has run out (CoP 3.1)', value: trainingExpiryWords[settings.trainingExpiry] },
  { label: 'A backup is made at least every', value: `${settings.backupDays} days` },
  { label: 'Disposals reach every backup drive within (CoP 4.6)', value: `${settings.backupDisposalDays} days` },
  { label: 'Everything is re-read at least every', value: `${settings.verifyEveryDays} days` },
  { label: 'Holds (CoP 4.6)', value: holdsWords[settings.holds] },
  { label: 'A hold is reviewed within', value: `${settings.holdReviewDays} days` },
  { label: 'An unreviewed hold ends after', value: `${settings.holdGraceDays} days more` },
  { label: 'Screen locks after', value: `${settings.idleLockMinutes} minutes without a touch` },
];
