import { Button, NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, fieldError, LineInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { PrintButton } from '../footage/print-button.tsx';
import type { Disc } from './court-words.ts';

const methods = {
  shredded: 'Shredded in a shredder for discs',
  broken: 'Broken into pieces by hand',
  contractor: 'By a contractor, with their certificate',
} as const;

/** Enters that a disc was destroyed, before a witness; the certificate is printed for both to sign. */
export function DestroyDisc({ disc, onDone }: { readonly disc: Disc; readonly onDone: () => void }) {
  const [values, setValues] = useState({ why: '', method: 'shredded', place: '', witnessedBy: '' });
  const [sent, setSent] = useState(false);
  const [certificate, setCertificate] = useState<string | null>(null);
  const destroy = useCommand('discs.destroy');
  const input = { discId: disc.id, ...values };
  const wrong = zodErrors(commands['discs.destroy'].input, input);
  const errors: FieldErrors = sent ? wrong : {};
  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    const { success, data } = commands['discs.destroy'].input.safeParse(input);
    if (!success) return wrong;
    const answer = await destroy.run(data);
    if (answer !== null) setCertificate(answer.documentId);
    return undefined;
  };
  const set = (name: keyof typeof values) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setValues((before) => ({ ...before, [name]: value }));
  };
  const line = (name: 'why' | 'place' | 'witnessedBy') => ({
    value: values[name],
    onChange: set(name),
    ...fieldError(errors, name),
  });
  if (certificate !== null)
    return (
      <div role="status">
        <PrintButton documentId={certificate}>Print the certificate for {disc.number}</PrintButton>
      </div>
    );
  return (
    <FormCard
      title={`Destroy ${disc.number}`}
      description="Destroy the disc first, before a witness; then enter it here. The register keeps its number for ever."
      headingOrder={3}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" color="red" loading={destroy.busy}>
            It was destroyed
          </Button>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        </>
      }
    >
      <FailureAlert failure={destroy.failure} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput label="Why" placeholder="The case is closed; spoiled on burning" {...line('why')} />
        <NativeSelect
          label="How"
          value={values.method}
          onChange={set('method')}
          data={Object.entries(methods).map(([value, label]) => ({ value, label }))}
        />
        <LineInput label="Where" placeholder="Cornerstone" {...line('place')} />
        <LineInput label="Witnessed by" {...line('witnessedBy')} />
      </SimpleGrid>
    </FormCard>
  );
}
