import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { CaseId } from '../../../shared/model.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { sheetFate } from './sheet-fate.ts';

type ContactSheet = Output<'contactSheets.list'>[number];

/** The case's countersigned stills, small: one sheet is on paper at a time, and what becomes of it is entered. */
export const ContactSheets = ({
  caseId,
  reactRef,
}: {
  readonly caseId: CaseId | undefined;
  readonly reactRef: string;
}): ReactNode =>
  caseId === undefined ? (
    <Text size="sm" c="dimmed">
      Choose a case for its contact sheet.
    </Text>
  ) : (
    <OfCase caseId={caseId} reactRef={reactRef} />
  );

function OfCase({ caseId, reactRef }: { readonly caseId: CaseId; readonly reactRef: string }): ReactNode {
  const { person } = useSession();
  const sheets = useQuery('contactSheets.list', { caseId }, ['documents', 'stills']);
  const [isMaking, setMaking] = useState(false);
  const [gone, setGone] = useState<ContactSheet | null>(null);
  const isOfficer = person.role === 'officer';
  const onPaper = sheets.data?.find(({ isOnPaper }) => isOnPaper);
  const newest = sheets.data?.at(0);
  const done = (): void => {
    setMaking(false);
    setGone(null);
    sheets.reload();
  };
  if (isMaking)
    return (
      <QuickForm
        command="contactSheets.make"
        title={`A contact sheet of ${reactRef}`}
        description="It stays with the stills in the locked cabinet and is not given out (CoP 5.15)."
        fixed={{ caseId }}
        fields={[{ kind: 'line', name: 'reason', label: 'What it is needed for' }]}
        submit="Make it"
        onDone={done}
        onCancel={done}
      />
    );
  if (gone !== null) return <SheetGone sheet={gone} onDone={done} />;
  return (
    <Stack gap="xs">
      <FailureAlert failure={sheets.failure} />
      <Group>
        {isOfficer ? (
          <Button variant="default" onClick={() => setMaking(true)}>
            Make a contact sheet of {reactRef}
          </Button>
        ) : null}
        {isOfficer && newest !== undefined && onPaper === undefined ? (
          <PrintButton key={newest.id} documentId={newest.id}>
            Print “{newest.title}”
          </PrintButton>
        ) : null}
        {onPaper === undefined ? null : (
          <>
            <Text size="sm">“{onPaper.title}” is on paper. Another is printed once this one is gone.</Text>
            <Button variant="default" onClick={() => setGone(onPaper)}>
              What became of it
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

const SheetGone = ({ sheet, onDone }: { readonly sheet: ContactSheet; readonly onDone: () => void }): ReactNode => (
  <QuickForm
    command="contactSheets.gone"
    title={`“${sheet.title}” is gone`}
    description="Another can then be printed. A lost sheet opens an incident (CoP 6.2)."
    fixed={{ documentId: sheet.id }}
    fields={sheetFate(['destroyed', 'spoiled', 'lost'])}
    submit="Enter it"
    onDone={onDone}
    onCancel={onDone}
  />
);
