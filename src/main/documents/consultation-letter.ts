import { dayText, londonDay } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { bullets, paragraph } from './sheet-rows.ts';
import type { TextStyle } from './pdf-canvas.ts';

export interface ConsultationLetterFacts {
  readonly who: string;
  readonly address: string;
  readonly place: string;
  readonly answerBy: string;
  readonly officer: string;
  readonly assuranceMailbox: string;
  readonly isLargePrint: boolean;
}

const PURPOSE = 'A letter to people near a camera that is being considered (Code of Practice 5.5).';

/** To those who may be seen by a camera, before it is decided (CoP 5.5); short sentences, in large print where asked. */
export async function consultationLetter(facts: ConsultationLetterFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'A camera near your home: what do you think?', purpose: PURPOSE }, frame);
  const { isLargePrint, place, answerBy, officer, assuranceMailbox } = facts;
  const size = isLargePrint ? 16 : 11;
  const text: TextStyle = { font: 'regular', size };
  const strong: TextStyle = { font: 'bold', size };
  const say = (words: string, style = text): void => paragraph(sheet, words, style);
  say(`${facts.who}\n${facts.address}`);
  say(dayText(londonDay(frame.madeAt)));
  say(`Dear ${facts.who.replace(/^The /u, '')},`);
  say('We are thinking about putting up a camera near you. We want to hear from you before we decide.');
  question(sheet, 'Where would it be?', strong);
  say(`${place}. Everybody will be able to see it, and there will be signs. It would stay for a limited time.`);
  question(sheet, 'Why?', strong);
  say('People have told us about anti-social behaviour. A camera can stop it, or show what happened.');
  question(sheet, 'What would it record?', strong);
  const points = [
    'It records pictures. It never records sound.',
    'It is not used to look into homes.',
    'We keep pictures for up to six weeks after we take them from the camera, then they are destroyed. We keep longer only what a court needs.',
    'Only our Case Support Officer and Safer Neighbourhoods Manager can get to the pictures. We write down every viewing.',
  ];
  if (isLargePrint) for (const point of points) say(`• ${point}`);
  else bullets(sheet, points);
  question(sheet, 'What would you like to tell us?', strong);
  say(
    `Could the camera affect you, your family or people who visit you? Could we do something differently? Please tell us by ${dayText(answerBy)}. Tell ${officer}, write to ${frame.controller}, ${frame.controllerAddress}, or write your answer below and send this letter back.`,
  );
  question(sheet, 'Your rights', strong);
  say(
    `You can ask for pictures of yourself. Write to ${assuranceMailbox}. You can complain to the Information Commissioner: ico.org.uk, 0303 123 1113.`,
  );
  say('If you need this letter in another language, in large print or read to you, please ask us.');
  say('Yours sincerely,');
  say(officer);
  say('Case Support Officer, Safer Neighbourhoods');
  question(sheet, 'My answer', strong);
  for (let line = 0; line < 4; line += 1) lineToAnswerOn(sheet);
  return sheet.finish();
}

function question(sheet: Sheet, words: string, style: TextStyle): void {
  sheet.ensure(3 * style.size);
  paragraph(sheet, words, style);
}

function lineToAnswerOn(sheet: Sheet): void {
  sheet.ensure(26);
  sheet.advance(22);
  const { x, y } = sheet.cursor();
  sheet.canvas.ornament(() => sheet.canvas.rule({ x, y }, { x: x + sheet.width, y }));
}
