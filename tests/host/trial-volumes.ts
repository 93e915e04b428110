import { type Volume, volumeOf } from '../../src/main/platform/volume.ts';

/** A folder of this computer's own drive stands for a stick: the drive's serial number, which would tell, is not asked. */
export const trialVolumes = async (folder: string): Promise<Volume> => ({ ...(await volumeOf(folder)), serial: null });
