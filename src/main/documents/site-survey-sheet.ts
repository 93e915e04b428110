import type { Deployment } from '../../shared/contract/deployments.ts';
import { dayText, instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { type SheetPicture, sitePictures } from './sheet-pictures.ts';
import { fields } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { systemNames } from './sheet-words.ts';

export interface SiteSurveyFacts {
  readonly deployment: Pick<Deployment, 'number' | 'reactRef' | 'place' | 'system' | 'customer' | 'ground'>;
  readonly survey: NonNullable<Deployment['survey']>;
  readonly pictures: readonly SheetPicture[];
}

const PURPOSE =
  'The reconnaissance survey of a site under the Lend-A-Cam Code of Practice (5.7), with its signs (5.9) and what the camera sees (5.12).';

/** Where the camera hangs, what it sees from there, and the signs: in words and in pictures. */
export async function siteSurveySheet(
  { deployment, survey, pictures }: SiteSurveyFacts,
  frame: SheetFrame,
): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Site survey', purpose: PURPOSE }, frame);
  fields(sheet, [
    ['Deployment', deployment.number],
    ['Case on React', deployment.reactRef],
    ['Place', deployment.place],
    ['System', systemNames[deployment.system]],
    ['Customer', deployment.customer],
    ['By leave of', deployment.ground ?? 'no PIA is in force now'],
    ['Surveyed on', dayText(survey.surveyedOn)],
    ['Entered', `${instantText(survey.at)} by ${survey.by}`],
    ['Position of the camera', survey.position],
    ['Field of view', survey.fieldOfView],
    ['Into homes', survey.looksIntoHomes ? 'it would look into homes' : 'not looked into (5.12)'],
    ['Signs', survey.signsAt],
    ['Power', survey.power],
  ]);
  const views = pictures.filter(({ shows }) => shows === 'field-of-view');
  const signs = pictures.filter(({ shows }) => shows !== 'field-of-view');
  sitePictures(sheet, 'What the camera sees', views, 'No sketch or photograph of the field of view was added.');
  sitePictures(sheet, 'The signs', signs, 'No photograph of a sign was added.');
  signatureBoxes(sheet, [{ title: 'Case Support Officer', name: survey.by }]);
  return sheet.finish();
}
