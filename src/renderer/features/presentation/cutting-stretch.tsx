import type { ReactNode } from 'react';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useQuery } from '../../ui/use-query.ts';

/** While the showing waits for a stretch to be cut: how many of its pictures are done, and a way to stop it. */
export function CuttingStretch(): ReactNode {
  const jobs = useQuery('jobs.list', {}, ['jobs']);
  const cutting = jobs.data?.find(({ kind, state }) => kind === 'stretch' && state === 'running');
  return cutting === undefined ? null : <JobProgress key={cutting.id} jobId={cutting.id} />;
}
