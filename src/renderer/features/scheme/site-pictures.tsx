import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CommandForm } from '../../ui/command-form.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { cameColumn, fileColumn } from '../../ui/file-columns.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { SealedImage } from '../footage/sealed-image.tsx';
import { asOptions, type Deployment } from './deployment-words.ts';

type Picture = Deployment['pictures'][number];

const showsWords: Readonly<Record<Picture['shows'], string>> = {
  'sign-perimeter': 'Sign at the perimeter',
  'sign-centre': 'Sign at the centre',
  'field-of-view': 'Sketch or photograph of the field of view',
};

const columns: readonly Column<Picture>[] = [
  {
    id: 'shows',
    header: 'Picture',
    cell: ({ shows, note }) => (
      <>
        {showsWords[shows]}
        <br />
        {note}
      </>
    ),
    sortBy: ({ shows }) => showsWords[shows],
  },
  {
    id: 'taken',
    header: 'Taken, by the camera’s clock',
    cell: ({ takenAt }) => (takenAt === null ? 'the file does not say' : formatWallClock(takenAt)),
  },
  fileColumn(),
  cameColumn('Added', ({ at, by }) => ({ at, by })),
];

const lookColumn = (
  onLook: (picture: Picture) => void,
  onSetAside: ((picture: Picture) => void) | null,
): Column<Picture> => ({
  id: 'do',
  header: 'Look at it',
  cell: (picture) =>
    picture.withdrawnBecause === null ? (
      <Group gap="xs">
        <Button variant="default" size="compact-sm" onClick={() => onLook(picture)}>
          Show<span className="hidden-words"> {picture.note}</span>
        </Button>
        {onSetAside === null ? null : (
          <Button variant="default" size="compact-sm" onClick={() => onSetAside(picture)}>
            Set aside<span className="hidden-words"> {picture.note}</span>
          </Button>
        )}
      </Group>
    ) : (
      `Set aside: ${picture.withdrawnBecause}`
    ),
});

interface SitePicturesProps {
  readonly deployment: Pick<Deployment, 'id' | 'number' | 'state' | 'pictures' | 'survey'>;
  /** Only looked at, beside a PIA. */
  readonly isReading?: boolean;
}

/** Pictures of the place where the camera hangs now: the signs, and what the camera sees from there. */
export function SitePictures({ deployment, isReading = false }: SitePicturesProps): ReactNode {
  const { person } = useSession();
  const [open, setOpen] = useState<{ picture: Picture; url: string } | null>(null);
  const [form, setForm] = useState<Picture | 'add' | null>(null);
  const show = useCommand('deployments.showPicture');
  const { id: deploymentId, pictures, state } = deployment;
  const isOfficer = person.role === 'officer' && !isReading;
  const look = async (picture: Picture): Promise<void> => {
    const shown = await show.run({ deploymentId, pictureId: picture.id });
    if (shown !== null) setOpen({ picture, url: shown.picture });
  };
  return (
    <Section title="Pictures of the site (CoP 5.7, 5.9, 5.12)">
      <Stack gap="sm">
        <DataTable
          columns={
            person.role === 'auditor'
              ? columns
              : [...columns, lookColumn((picture) => void look(picture), isOfficer ? setForm : null)]
          }
          rows={pictures}
          rowKey={({ id }) => id}
          caption="Pictures of the site"
          emptyText="No sign was photographed yet and no sketch of the field of view was added."
        />
        <FailureAlert failure={show.failure} />
        {open === null ? null : (
          <SealedImage
            key={open.url}
            url={open.url}
            alt={`${showsWords[open.picture.shows]}: ${open.picture.note}`}
            note={`${open.picture.width} × ${open.picture.height} dots, as it came. Each showing is logged.${open.picture.hasPlace ? ' The file also says where it was taken; that is printed nowhere.' : ''}`}
            onPutAway={() => setOpen(null)}
          />
        )}
        {form === null ? (
          isOfficer && (state === 'waiting' || state === 'installed') ? (
            <Offers deployment={deployment} onAdd={() => setForm('add')} />
          ) : null
        ) : form === 'add' ? (
          <CommandForm
            command="deployments.addPicture"
            title="Add a picture of the site"
            clause="5.9"
            fixed={{ deploymentId }}
            fields={[
              { name: 'shows', kind: 'choice', label: 'It shows', options: asOptions(showsWords) },
              {
                name: 'note',
                kind: 'line',
                label: 'What is to be seen',
                description: 'Such as: sign at the gate, from the street.',
              },
            ]}
            submitLabel="Choose the picture"
            onDone={() => setForm(null)}
            onCancel={() => setForm(null)}
          />
        ) : (
          <CommandForm
            key={form.id}
            command="deployments.withdrawPicture"
            title={`Set aside: ${form.note}`}
            fixed={{ deploymentId, pictureId: form.id }}
            fields={[
              {
                name: 'reason',
                kind: 'paragraph',
                label: 'Why',
                description: 'It is shown and printed no more; the sealed file stays.',
              },
            ]}
            submitLabel="Set it aside"
            onDone={() => {
              setForm(null);
              setOpen(null);
            }}
            onCancel={() => setForm(null)}
          />
        )}
      </Stack>
    </Section>
  );
}

/** The pictures of a PIA's place, to be looked at before it is decided on. */
export function PicturesBeside({ deploymentId }: { readonly deploymentId: string }): ReactNode {
  const read = useQuery('deployments.read', { deploymentId }, ['deployments']);
  if (read.data === null) return <FailureAlert failure={read.failure} />;
  return <SitePictures deployment={read.data.deployment} isReading />;
}

interface OffersProps {
  readonly deployment: SitePicturesProps['deployment'];
  readonly onAdd: () => void;
}

function Offers({ deployment, onAdd }: OffersProps): ReactNode {
  const make = useCommand('deployments.surveySheet');
  const print = useCommand('documents.print');
  const printSheet = async (): Promise<void> => {
    const made = await make.run({ deploymentId: deployment.id });
    if (made !== null) await print.run({ documentId: made.documentId });
  };
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" onClick={onAdd}>
          Add a picture
        </Button>
        {deployment.survey === null ? null : (
          <Button variant="default" loading={make.busy || print.busy} onClick={() => void printSheet()}>
            Print the survey with its pictures
          </Button>
        )}
        <Text size="sm" c="dimmed">
          A JPEG or PNG of up to 30 MB, sealed as it came. Sheets say when it was taken and leave out everything else
          that the camera wrote into it.
        </Text>
      </Group>
      <FailureAlert failure={make.failure ?? print.failure} />
    </Stack>
  );
}
