import { z } from 'zod';
import { DeploymentId, DocumentId, Instant, Line, Paragraph, PictureId, Sha256, WallClock } from '../model.ts';
import { both, enters, officer } from './command.ts';

export const PictureFormat = z.enum(['jpeg', 'png']);
export type PictureFormat = z.output<typeof PictureFormat>;

/** What a picture of the site shows: the signs of CoP 5.9, or a sketch or photograph of what the camera sees (5.7, 5.12). */
export const PictureShows = z.enum(['sign-perimeter', 'sign-centre', 'field-of-view']);
export type PictureShows = z.output<typeof PictureShows>;

/** A picture as it was sealed, with what the file itself says. */
export const TakenPicture = z.object({
  id: PictureId,
  shows: PictureShows,
  note: z.string(),
  fileName: z.string(),
  sha256: Sha256,
  sizeBytes: z.number(),
  format: PictureFormat,
  /** In dots, upright. */
  width: z.number(),
  height: z.number(),
  /** By the clock of the camera that took it; null when the file does not say. */
  takenAt: WallClock.nullable(),
  /** Whether the file says where it was taken: that stays sealed and is printed nowhere. */
  hasPlace: z.boolean(),
  at: Instant,
  by: z.string(),
});

/** With why it was set aside, where it was. */
export const SitePicture = TakenPicture.extend({ withdrawnBecause: z.string().nullable() });
export type SitePicture = z.output<typeof SitePicture>;

const one = { deploymentId: DeploymentId, pictureId: PictureId };

/** Each answers with the deployment's pictures at its place of now. */
export const sitePicturesCommands = {
  'deployments.addPicture': enters(
    officer,
    z.strictObject({ deploymentId: DeploymentId, shows: PictureShows, note: Line }),
    z.array(SitePicture),
  ),
  'deployments.withdrawPicture': enters(officer, z.strictObject({ ...one, reason: Paragraph }), z.array(SitePicture)),
  /** Answers with the picture's address. It may show a neighbour's door: looking at it is an entry. It is no footage (3.1). */
  'deployments.showPicture': enters(both, z.strictObject(one), z.object({ picture: z.string() })),
  'deployments.surveySheet': enters(
    officer,
    z.strictObject({ deploymentId: DeploymentId }),
    z.object({ documentId: DocumentId }),
  ),
};
