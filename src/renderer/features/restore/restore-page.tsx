import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { SchemeToggle } from '../../ui/frame.tsx';
import { FullScreen } from '../../ui/full-screen.tsx';
import { Page } from '../../ui/page.tsx';
import { count, formatBytes } from '../../ui/quantity.ts';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { Notice } from '../footage/notice.tsx';
import type { Halves } from '../recovery/halves-fields.tsx';
import { OpenBackup } from './open-backup.tsx';

type Found = Output<'restore.look'>;
type Checked = Output<'restore.copy'>;

interface RestorePageProps {
  /** Back to the set-up. */
  readonly onBack: () => void;
  /** The laptop has its vault: on to the sign-in, or to new passwords when it was opened with these halves. */
  readonly onRestored: (halves: Halves | null) => void;
}

/** A new or repaired laptop gets its vault back: find the backup, open it, copy and check all of it, then decide. */
export function RestorePage({ onBack, onRestored }: RestorePageProps): ReactNode {
  const [found, setFound] = useState<Found | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [halves, setHalves] = useState<Halves | null>(null);
  const [isRestored, setRestored] = useState(false);
  const stop = useCommand('restore.stop');
  const leave = async (): Promise<void> => {
    if (found !== null) await stop.run({ foundId: found.id });
    onBack();
  };
  if (isRestored) return <Restored isLost={halves !== null} onNext={() => onRestored(halves)} />;
  const step = found === null ? 1 : checked === null ? 2 : 3;
  return (
    <FullScreen width={880}>
      <Page
        key={step}
        title="Restore from a backup"
        description={`Step ${step} of 3. This laptop must hold no vault yet.`}
        actions={<SchemeToggle />}
      >
        <Stack>
          {found === null ? <FindBackup onFound={setFound} /> : <WhatWasFound found={found} />}
          {found !== null && checked === null ? (
            <OpenBackup
              found={found}
              onChecked={(answer, usedHalves) => {
                setHalves(usedHalves);
                setChecked(answer);
              }}
            />
          ) : null}
          {found !== null && checked !== null ? (
            <Decide found={found} checked={checked} onRestored={() => setRestored(true)} />
          ) : null}
          <Group>
            <Button variant="subtle" onClick={() => void leave()}>
              Back to the set-up of a new laptop
            </Button>
          </Group>
          <FailureAlert failure={stop.failure} />
        </Stack>
      </Page>
    </FullScreen>
  );
}

interface RestoredProps {
  readonly isLost: boolean;
  readonly onNext: () => void;
}

const Restored = ({ isLost, onNext }: RestoredProps): ReactNode => (
  <FullScreen width={880}>
    <Page title="The vault is restored" actions={<SchemeToggle />}>
      <Stack align="flex-start">
        <Text maw="75ch">
          {isLost
            ? 'Now choose new passwords with the same two sheets; new sheets are printed then. '
            : 'Sign in as before. '}
          What became due for disposal since the backup is destroyed at the first sign-in. Next, type the newest witness
          code you have on paper into Ledger: it says whether this vault is older than that paper.
        </Text>
        <Button onClick={onNext}>{isLost ? 'Choose new passwords' : 'Go to the sign-in'}</Button>
      </Stack>
    </Page>
  </FullScreen>
);

function FindBackup({ onFound }: { readonly onFound: (found: Found) => void }): ReactNode {
  const look = useCommand('restore.look');
  const choose = async (): Promise<void> => {
    const found = await look.run({});
    if (found !== null) onFound(found);
  };
  return (
    <Stack align="flex-start">
      <Text maw="75ch">
        Connect the backup drive and choose it, or the folder “Lend-A-Cam backup …” on it. Nothing is changed on the
        drive.
      </Text>
      <Button loading={look.busy} onClick={() => void choose()}>
        Choose the backup
      </Button>
      <FailureAlert failure={look.failure} />
    </Stack>
  );
}

const WhatWasFound = ({ found }: { readonly found: Found }): ReactNode => (
  <Stack>
    <Facts
      items={[
        { label: 'Backup drive', value: found.drive },
        { label: 'State of', value: <InstantText value={found.at} /> },
        { label: 'Holds', value: `${count(found.objects, 'sealed item')}, ${formatBytes(found.sealedBytes)}` },
        { label: 'Ledger up to', value: <span className="code">{found.witnessCode}</span> },
      ]}
    />
    {found.complete ? null : (
      <Notice title="This backup was cut short" tone="bad">
        Some of what its registers speak of was not copied yet. What is missing is named before you decide; use another
        backup if there is a better one.
      </Notice>
    )}
  </Stack>
);

interface DecideProps {
  readonly found: Found;
  readonly checked: Checked;
  readonly onRestored: () => void;
}

function Decide({ found, checked, onRestored }: DecideProps): ReactNode {
  const [isSure, setSure] = useState(false);
  const finish = useCommand('restore.finish');
  const isFaulty = checked.damaged.length + checked.ledgerFaults.length > 0;
  const restore = async (): Promise<void> => {
    if ((await finish.run({ foundId: found.id, setAsideDamaged: isFaulty && isSure })) !== null) onRestored();
  };
  return (
    <Stack>
      {isFaulty ? <Damage checked={checked} /> : <Whole checked={checked} />}
      {isFaulty ? (
        <Checkbox
          label="Restore the rest and set aside what is damaged. There is no better backup."
          checked={isSure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
      ) : null}
      <Text maw="75ch">The passwords, authenticator apps and recovery halves are those of the day of the backup.</Text>
      <Group>
        <Button loading={finish.busy} disabled={isFaulty && !isSure} onClick={() => void restore()}>
          Make this the vault of the laptop
        </Button>
      </Group>
      <FailureAlert failure={finish.failure} />
    </Stack>
  );
}

const Whole = ({ checked }: { readonly checked: Checked }): ReactNode => (
  <Notice title="Everything was copied and opened" tone="good">
    {count(checked.objects, 'sealed item')} match the hashes recorded when they were sealed, and the{' '}
    {checked.ledgerSize} entries of the ledger match code {checked.witnessCode}.
  </Notice>
);

const Damage = ({ checked }: { readonly checked: Checked }): ReactNode => (
  <Notice title="This backup is damaged" tone="bad">
    <Stack gap="xs">
      <Text>{count(checked.objects, 'sealed item')} are whole. These are not:</Text>
      <List>
        {checked.damaged.map(({ name, fault }) => (
          <List.Item key={name}>
            {name}: {fault}
          </List.Item>
        ))}
        {checked.ledgerFaults.map((fault) => (
          <List.Item key={fault}>Ledger: {fault}</List.Item>
        ))}
      </List>
    </Stack>
  </Notice>
);
