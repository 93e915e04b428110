import { Button, Group, NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Audit } from '../../../shared/contract/audits.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard } from '../../ui/form.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useCommand } from '../../ui/use-command.ts';

export function DrawChecks({ auditId }: { readonly auditId: Audit['id'] }): ReactNode {
  const [perArea, setPerArea] = useState<number | string>(5);
  const draw = useCommand('audits.draw');
  const submit = async (): Promise<undefined> => {
    if (typeof perArea === 'number') await draw.run({ auditId, perArea });
    return undefined;
  };
  return (
    <FormCard
      title="Draw the spot checks"
      description="The application draws a seed, enters it in the ledger and then picks by it. Anybody can repeat the draw. It is done once."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={draw.busy}>
          Draw
        </Button>
      }
    >
      <NumberInput
        label="How many of each area"
        maw={200}
        min={1}
        max={50}
        clampBehavior="strict"
        allowDecimal={false}
        value={perArea}
        onChange={setPerArea}
        error={typeof perArea === 'number' ? null : 'A number from 1 to 50.'}
      />
      <ClauseQuote clause="6.6" />
      <FailureAlert failure={draw.failure} />
    </FormCard>
  );
}

/** What stands in the way is said before anybody types a conclusion. */
export function CloseAudit({ audit }: { readonly audit: Audit }): ReactNode {
  const [isClosing, setClosing] = useState(false);
  const isReady = audit.draw !== null && audit.unchecked === 0 && audit.unanswered === 0;
  if (!isReady) return null;
  if (!isClosing)
    return (
      <Group>
        <Button onClick={() => setClosing(true)}>Close the audit</Button>
      </Group>
    );
  return (
    <QuickForm
      command="audits.close"
      title="Close the audit"
      description="A sheet with everything found is made, for the auditor and you to sign. Nothing can be changed afterwards."
      fields={[
        { name: 'conclusion', kind: 'paragraph', label: 'The auditor’s conclusion' },
        { name: 'password', kind: 'password', label: 'Your password' },
      ]}
      fixed={{ auditId: audit.id }}
      submit="Close and make the sheet"
      onDone={() => setClosing(false)}
      onCancel={() => setClosing(false)}
    />
  );
}
