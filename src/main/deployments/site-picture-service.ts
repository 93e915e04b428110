import type { Output, Parsed } from '../../shared/contract.ts';
import type { Deployment } from '../../shared/contract/deployments.ts';
import type { SitePicture } from '../../shared/contract/site-pictures.ts';
import { AppError } from '../../shared/failure.ts';
import type { DeploymentId, PictureId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { ReadDb } from '../database/database.ts';
import { chooseFile } from '../documents/chosen-file.ts';
import { type DocumentService, orDiscard } from '../documents/document-service.ts';
import { plainPicture, readPicture } from '../documents/picture-file.ts';
import type { SheetPicture } from '../documents/sheet-pictures.ts';
import { siteSurveySheet } from '../documents/site-survey-sheet.ts';
import { onePiece } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import type { SpentPicture } from '../retention/spent-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { GuardedReading } from '../verification/guarded-reading-service.ts';
import { refuseUnlessIn } from './deployment.ts';
import { picturesIn, sinceMove } from './deployment-act.ts';
import { actsOf } from './deployment-store.ts';
import { checkPrintingOfPictures, recordSheetPictures, spentPicturesOfSites } from './picture-sheet-service.ts';
import type { DeploymentRegister } from './register-service.ts';
import { insertPicture, objectOfPicture } from './site-picture-store.ts';

export interface PictureReadingPorts {
  readonly db: ReadDb;
  readonly reading: GuardedReading;
}

/** The pictures of a camera's place as sheets print them: those that were not set aside, without what the camera wrote. */
export const createPictureReading =
  ({ db, reading }: PictureReadingPorts) =>
  async (deploymentId: DeploymentId): Promise<SheetPicture[]> => {
    const pictures: SheetPicture[] = [];
    for (const picture of standing(picturesIn(sinceMove(actsOf(db, deploymentId))))) {
      const bytes = await reading.read(objectOf(db, picture.id));
      pictures.push({ ...picture, bytes: plainPicture(bytes) });
    }
    return pictures;
  };
export type PictureReading = ReturnType<typeof createPictureReading>;

export interface SitePicturePorts extends PictureReadingPorts {
  readonly objects: ObjectService;
  readonly shell: Pick<Shell, 'chooseFiles'>;
  readonly documents: DocumentService;
  readonly register: DeploymentRegister;
  readonly pictures: PictureReading;
}

/** As many as a sheet can show and a person can look at. */
const MOST_PICTURES = 20;

/** Photographs of the signs and sketches of the field of view, beside the survey (CoP 5.7, 5.9, 5.12). */
export function createSitePictures({ db, reading, objects, shell, documents, register, pictures }: SitePicturePorts) {
  const requireOpen = (id: DeploymentId): Deployment => {
    const deployment = register.require(id);
    refuseUnlessIn(deployment, 'waiting', 'installed');
    if (standing(deployment.pictures).length >= MOST_PICTURES)
      throw new AppError('conflict', `${deployment.number} has ${MOST_PICTURES} pictures. Set one aside first.`);
    return deployment;
  };
  const requirePicture = (deployment: Deployment, id: PictureId): SitePicture => {
    const picture = deployment.pictures.find((one) => one.id === id);
    if (picture === undefined) throw new AppError('not-found', 'There is no such picture of this place.');
    return picture;
  };

  return {
    /** Lets the officer choose the picture, looks whether it is one, and seals it as it came. */
    async add({ deploymentId, shows, note }: Parsed<'deployments.addPicture'>, act: Act): Promise<SitePicture[]> {
      requireOpen(deploymentId);
      const { name, bytes } = await chooseFile(shell, 'Choose the picture', ['jpg', 'jpeg', 'png']);
      const facts = await readPicture(bytes);
      const sealed = await objects.seal(onePiece(bytes));
      const id = newId<PictureId>();
      const record = (): void =>
        act.change(['deployments'], (tx) => {
          const deployment = requireOpen(deploymentId); // it may have been removed while the dialog stood open
          const at = act.now();
          objects.record(tx, sealed, { kind: 'document', at });
          insertPicture(tx, { id, deploymentId, objectId: sealed.objectId });
          const { sha256, plaintextBytes: sizeBytes } = sealed;
          const said = { id, shows, note, fileName: name, sha256, sizeBytes, ...facts, at, by: act.actor.name };
          register.record(tx, deployment, { kind: 'picture', facts: said });
        });
      await orDiscard({ discard: () => objects.discard(sealed) }, record);
      objects.forget(sealed);
      return register.require(deploymentId).pictures;
    },

    spentPictures: (): SpentPicture[] => spentPicturesOfSites(db),
    /** Throws where a sheet shows what was set aside. */
    checkPrinting: (sheet: Parameters<typeof checkPrintingOfPictures>[1]): void => checkPrintingOfPictures(db, sheet),

    /** A wrong picture is shown and printed no more, and has no purpose from then on. */
    withdraw({ deploymentId, pictureId, reason }: Parsed<'deployments.withdrawPicture'>, act: Act): SitePicture[] {
      const deployment = register.require(deploymentId);
      if (requirePicture(deployment, pictureId).withdrawnBecause !== null)
        throw new AppError('conflict', 'This picture was set aside already.');
      act.change(['deployments'], (tx) => {
        const facts = { pictureId, reason, at: act.now(), by: act.actor.name };
        register.record(tx, deployment, { kind: 'picture-withdrawn', facts });
      });
      return register.require(deploymentId).pictures;
    },

    async show(input: Parsed<'deployments.showPicture'>, act: Act): Promise<Output<'deployments.showPicture'>> {
      const deployment = register.require(input.deploymentId);
      const { id: pictureId, sha256, shows, withdrawnBecause, format } = requirePicture(deployment, input.pictureId);
      if (withdrawnBecause !== null) throw new AppError('conflict', 'This picture was set aside: it is not shown.');
      const { id: deploymentId, number, caseId } = deployment;
      act.change(['ledger'], (tx) =>
        tx.enter(`deployment ${number}`, { deploymentId, caseId, pictureId, shows, sha256 }),
      );
      const shown = { item: `A picture of the site of ${number}`, contentType: `image/${format}` };
      return { picture: await reading.show(objectOf(db, pictureId), shown) };
    },

    /** The survey as a sheet, with every picture that stands. */
    async sheet(
      { deploymentId }: Parsed<'deployments.surveySheet'>,
      act: Act,
    ): Promise<Output<'deployments.surveySheet'>> {
      const deployment = register.require(deploymentId);
      const { number, caseId, survey } = deployment;
      if (survey === null)
        throw new AppError('conflict', `The site of ${number} has not been surveyed yet.`, { clause: '5.7' });
      const facts = { deployment, survey, pictures: await pictures(deploymentId) };
      const sheet = await documents.prepare(
        {
          kind: 'site-survey',
          title: `Site survey of ${number}`,
          reference: number,
          caseId,
          render: (frame) => siteSurveySheet(facts, frame),
        },
        act,
      );
      await orDiscard(sheet, () =>
        act.change(['documents'], (tx) => {
          sheet.record(tx);
          recordSheetPictures(tx, sheet.id, facts.pictures);
          const { id: documentId, sha256: documentSha256, witnessCode } = sheet;
          const printed = facts.pictures.map(({ sha256 }) => sha256);
          tx.enter(`deployment ${number}`, {
            ...{ deploymentId, caseId, documentId, documentSha256, witnessCode },
            pictures: printed,
          });
        }),
      );
      return { documentId: sheet.id };
    },
  };
}

const standing = (pictures: readonly SitePicture[]): SitePicture[] =>
  pictures.filter(({ withdrawnBecause }) => withdrawnBecause === null);

function objectOf(db: ReadDb, id: PictureId) {
  const objectId = objectOfPicture(db, id);
  if (objectId === null) throw new Error('a picture without its object');
  return objectId;
}

export type SitePictures = ReturnType<typeof createSitePictures>;
