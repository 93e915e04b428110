import type { ReactNode } from 'react';
import { CommandForm } from '../../ui/command-form.tsx';
import { formatDay } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';
import type { Deployment } from './deployment-words.ts';
import { fitnessOf } from './kit-words.ts';

interface OneFormProps {
  readonly deployment: Deployment;
  readonly onDone: () => void;
}

/** Kits of the kind that is asked for; one that may not go out can be chosen too, and the core says why it may not. */
export function IssueForm({ deployment, onDone }: OneFormProps): ReactNode {
  const kits = useQuery('kits.list', {}, ['deployments']);
  const options = (kits.data ?? [])
    .filter(({ system, state }) => system === deployment.system && state === 'in-store')
    .map((kit) => [kit.id, `${kit.assetNumber}: ${fitnessOf(kit).words.toLowerCase()}`] as const);
  return (
    <CommandForm
      command="deployments.issueKit"
      title="Issue a kit"
      clause="3.2"
      fixed={{ deploymentId: deployment.id }}
      fields={[
        { name: 'kitId', kind: 'choice', label: 'Kit', description: 'It was checked before this use.', options },
      ]}
      submitLabel="Issue the kit"
      onDone={onDone}
      onCancel={onDone}
    />
  );
}

/** CoP 5.8-5.12: every one of these must be so on the day; nothing is ticked beforehand. */
export function InstallForm({ deployment, onDone }: OneFormProps): ReactNode {
  const contractors = useQuery('contractors.list', {}, ['deployments']);
  const controller = useQuery('settings.read', {}, ['settings']).data;
  const options = (contractors.data ?? []).map(
    ({ id, name, company, siaLicenceExpires }) =>
      [id, `${name}, ${company} (licence to ${formatDay(siaLicenceExpires)})`] as const,
  );
  const named =
    controller === null ? 'the controller' : `${controller.controllerName}, ${controller.controllerAddress}`;
  return (
    <CommandForm
      command="deployments.install"
      title={`Installation at ${deployment.place}`}
      clause="5.9"
      fixed={{ deploymentId: deployment.id }}
      fields={[
        { name: 'installedOn', kind: 'day', label: 'Installed on' },
        { name: 'contractorId', kind: 'choice', label: 'Installed by', description: 'CoP 5.8', options },
        { name: 'isOvert', kind: 'tick', label: 'The camera stands prominently, within public view (CoP 5.8)' },
        { name: 'signAtPerimeter', kind: 'tick', label: 'A sign stands at the perimeter (CoP 5.9)' },
        { name: 'signAtCentre', kind: 'tick', label: 'A sign stands at the centre, on the property (CoP 5.9)' },
        { name: 'signsNameControllerAndAddress', kind: 'tick', label: `The signs name ${named} (CoP 5.9)` },
        { name: 'isAudioOff', kind: 'tick', label: 'Audio is off; seen in the recorder’s menu (CoP 5.10)' },
        { name: 'avoidsHomes', kind: 'tick', label: 'The picture was looked at: no view into homes (CoP 5.12)' },
        { name: 'note', kind: 'paragraph', label: 'Note (if any)' },
      ]}
      submitLabel="Record the installation"
      onDone={onDone}
      onCancel={onDone}
    />
  );
}
