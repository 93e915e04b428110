import { Button, NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CameraSystem } from '../../../shared/model.ts';
import { fieldError, type FieldErrors, FormCard, LineInput, ParagraphInput } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { systemWords } from '../cases/case-words.ts';
import {
  type Change,
  changeErrors,
  changeOf,
  fieldsOf,
  type Settings,
  type SettingsFields,
  holdsWords,
  retentionFromWords,
  trainingExpiryWords,
} from './settings-values.ts';

interface SettingsFormProps {
  readonly settings: Settings;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

/** What is sent is only what was changed; nothing is sent without the manager's password. */
export function SettingsForm({ settings, onSaved, onCancel }: SettingsFormProps): ReactNode {
  const [fields, setFields] = useState(() => fieldsOf(settings));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [asked, setAsked] = useState<Change | null>(null);
  const [isUnchanged, setUnchanged] = useState(false);
  const change = useCommand('settings.change');
  const submit = (): FieldErrors => {
    const wanted = changeOf(settings, fields);
    const wrong = changeErrors(wanted);
    const isNothing = Object.keys(wanted).length === 0;
    setErrors(wrong);
    setUnchanged(isNothing);
    if (isNothing || Object.keys(wrong).length > 0) return wrong;
    change.clear();
    setAsked(wanted);
    return {};
  };
  const send = async (password: string): Promise<void> => {
    if (asked !== null && (await change.run({ ...asked, password })) !== null) onSaved();
  };
  return (
    <>
      <FormCard
        title="Change settings"
        onSubmit={submit}
        actions={
          <>
            <Button type="submit">Save</Button>
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </>
        }
      >
        <Fields fields={fields} errors={errors} onChange={setFields} />
        <div role="status">{isUnchanged ? <Text>Nothing was changed.</Text> : null}</div>
      </FormCard>
      <StepUpDialog
        opened={asked !== null}
        title="Save the settings"
        description="The change is written to the ledger with your name."
        onClose={() => setAsked(null)}
        onConfirm={(password) => void send(password)}
        withReasons={false}
        confirmLabel="Save"
        busy={change.busy}
        failure={change.failure}
      />
    </>
  );
}

const holdsChoices = [
  { value: 'with-approval', label: holdsWords['with-approval'] },
  { value: 'none', label: holdsWords.none },
];
const retentionFromChoices = [
  { value: 'recorded', label: retentionFromWords.recorded },
  { value: 'retrieved', label: retentionFromWords.retrieved },
];
const trainingChoices = [
  { value: 'warn', label: trainingExpiryWords.warn },
  { value: 'block', label: trainingExpiryWords.block },
];

interface FieldsProps {
  readonly fields: SettingsFields;
  readonly errors: FieldErrors;
  readonly onChange: (fields: SettingsFields) => void;
}

type TextField = Exclude<keyof SettingsFields, 'overwriteDays' | 'trainingExpiry' | 'holds' | 'retentionFrom'>;

function Fields({ fields, errors, onChange }: FieldsProps): ReactNode {
  const field = (name: TextField) => ({
    required: true,
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...fields, [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const days = (system: CameraSystem) => ({
    required: true,
    inputMode: 'numeric' as const,
    label: `${systemWords[system]}: days until it overwrites`,
    value: fields.overwriteDays[system],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...fields, overwriteDays: { ...fields.overwriteDays, [system]: event.currentTarget.value } }),
    ...fieldError(errors, `overwriteDays.${system}`),
  });
  return (
    <>
      <LineInput label="Controller" {...field('controllerName')} />
      <LineInput label="Address" {...field('controllerAddress')} />
      <LineInput label="E-mail address of the Assurance Team (CoP 4.8)" type="email" {...field('assuranceMailbox')} />
      <LineInput label="Viewing room (CoP 3.9)" {...field('viewingPlace')} />
      <ParagraphInput
        label="Viewing purposes (CoP 6.1)"
        description="One on each line. The officer must choose one of them for each viewing."
        {...field('viewingPurposes')}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <LineInput {...days('standard-4g')} description="CoP 3.7: a maximum of 4 weeks." />
        <LineInput {...days('ic-pod')} description="The code of practice names no number." />
        <LineInput {...days('idcam')} description="CoP 3.13: 35 days." />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput
          label="Days footage is kept"
          description="CoP 4.6: up to six weeks, so at most 42."
          inputMode="numeric"
          {...field('retentionDays')}
        />
        <NativeSelect
          label="The day these days run from (CoP 4.6)"
          description="For what is retrieved from now on."
          data={retentionFromChoices}
          value={fields.retentionFrom}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...fields, retentionFrom: value === 'retrieved' ? 'retrieved' : 'recorded' })
          }
        />
        <LineInput
          label="Days until what stayed of a closed case is looked through again"
          description="Discs, copies and prints (CoP 4.7, 5.15). Empty: only when the case closes."
          inputMode="numeric"
          {...field('keptReviewDays')}
          required={false}
        />
        <LineInput
          label="Most days until a hold is reviewed"
          description="At most 28. A hold is never without a review date."
          inputMode="numeric"
          {...field('holdReviewDays')}
        />
        <LineInput
          label="Days after which an unreviewed hold ends"
          description="At most 14, counted from its review date."
          inputMode="numeric"
          {...field('holdGraceDays')}
        />
        <LineInput
          label="Minutes until the screen locks"
          description="At most 15."
          inputMode="numeric"
          {...field('idleLockMinutes')}
        />
        <LineInput
          label="Days until a backup is too old"
          description="Today warns from then on."
          inputMode="numeric"
          {...field('backupDays')}
        />
        <LineInput
          label="Days until disposals must have reached the backup drives"
          description="CoP 4.6: what is destroyed here must go there too."
          inputMode="numeric"
          {...field('backupDisposalDays')}
        />
        <LineInput
          label="Days within which everything is re-read"
          description="At most 30."
          inputMode="numeric"
          {...field('verifyEveryDays')}
        />
      </SimpleGrid>
      <NativeSelect
        label="Holds (CoP 4.6)"
        description="Holds in force go on until they end."
        data={holdsChoices}
        value={fields.holds}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...fields, holds: value === 'none' ? 'none' : 'with-approval' })
        }
      />
      <LineInput
        label="Law cited on papers"
        description="The code of practice still names older acts."
        {...field('lawCited')}
      />
      <ParagraphInput
        label="Statement of truth (civil courts, PD 22)"
        description="The wording of the practice direction in force. Have a change cleared by a solicitor."
        {...field('statementOfTruth')}
      />
      <ParagraphInput
        label="Declaration (criminal courts, CrimPR 16.2)"
        description="{pages} stands where the number of pages goes."
        {...field('criminalDeclaration')}
      />
      <NativeSelect
        label="When a training course has run out (CoP 3.1)"
        data={trainingChoices}
        value={fields.trainingExpiry}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...fields, trainingExpiry: value === 'block' ? 'block' : 'warn' })
        }
      />
    </>
  );
}
