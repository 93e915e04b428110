import { Text } from '@mantine/core';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { useQuery } from '../../ui/use-query.ts';

/** How many discs like the one in the drive a bundle takes, before anything is burned. */
export function DiscCount({ bundleId, driveId }: { readonly bundleId: string; readonly driveId: string }) {
  const count = useQuery('discs.count', { bundleId, driveId }, []);
  if (count.data === null)
    return count.loading ? (
      <Reading what="Reckoning how many discs it takes" />
    ) : (
      <FailureAlert failure={count.failure} />
    );
  const { discs, sizeBytes, capacityBytes } = count.data;
  const size = `The exhibits come to ${formatBytes(sizeBytes)}.`;
  if (discs === null || capacityBytes === null) return <Text role="status">{size}</Text>;
  if (discs === 1) return <Text role="status">{size} They fit on this disc.</Text>;
  return (
    <Text role="status" fw={600}>
      {size} They take {discs} discs like the one in the drive ({formatBytes(capacityBytes)} each). Have {discs} blank
      discs at hand.
    </Text>
  );
}
