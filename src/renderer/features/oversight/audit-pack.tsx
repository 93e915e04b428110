import { Alert, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { SizeText } from '../footage/size-text.tsx';

type Written = Exclude<Output<'audits.writePack'>, null>;

/** Every register and the whole ledger, signed, for an auditor's own programs. */
export function AuditPack(): ReactNode {
  const audits = useQuery('audits.list', {}, ['audits']).data ?? [];
  const [written, setWritten] = useState<Written | 'nowhere' | null>(null);
  const [round, setRound] = useState(0);
  const done = (answer: Written | 'nowhere' | null): void => {
    setWritten(answer);
    setRound(round + 1);
  };
  return (
    <Stack>
      <QuickForm
        key={round}
        command="audits.writePack"
        title="Write an audit pack"
        description="Every register as a table and the whole ledger, in one signed folder. It holds no footage and no pictures. An auditor checks it with programs of their own."
        fields={[
          {
            name: 'auditId',
            kind: 'choice',
            label: 'For the audit',
            options: audits.map(({ id, number, auditor }) => ({ value: id, label: `${number}, ${auditor}` })),
            description: 'May be left open.',
          },
          { name: 'recipient', kind: 'line', label: 'Who gets it' },
          { name: 'reason', kind: 'line', label: 'Why they are entitled to all of it' },
          { name: 'password', kind: 'password', label: 'Your password' },
        ]}
        fixed={{}}
        submit="Choose a folder and write"
        onDone={done}
        onCancel={() => done(null)}
      >
        <Alert
          role="note"
          color="gray"
          variant="outline"
          className="notice"
          title="It holds personal data and is not encrypted"
        >
          Names, places and what was done about whom, for the whole life of the scheme. Write it to an encrypted stick
          only, hand it only to the auditor, and see that it is destroyed when the audit is over.
        </Alert>
      </QuickForm>
      <div role="status">
        {written === null ? null : written === 'nowhere' ? (
          <Text>No folder was chosen. Nothing was written.</Text>
        ) : (
          <Stack gap="sm">
            <StatusBadge tone="good">Written, every file read back, signed</StatusBadge>
            <Facts
              items={[
                { label: 'Folder', value: written.folderName },
                { label: 'Files', value: String(written.files) },
                { label: 'Size', value: <SizeText bytes={written.sizeBytes} /> },
                { label: 'Ledger entries', value: written.entries.toLocaleString('en-GB') },
                { label: 'Witness code', value: <span className="code">{written.witnessCode}</span> },
                { label: 'SHA-256 of the list of files', value: <HashText value={written.manifestSha256} /> },
              ]}
            />
          </Stack>
        )}
      </div>
    </Stack>
  );
}
