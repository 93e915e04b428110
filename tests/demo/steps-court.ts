import type { CommandName, Input, Output } from '../../src/shared/contract.ts';
import type { Desk } from './desk.ts';
import { choose, confirmAsManager, fillIn, goTo, handOver, heading, longWorkMs, press, print, row } from './person.ts';
import { witnessCodeOn } from './papers.ts';
import { people, story } from './story.ts';

/** Proceedings, bundle, approval, burn, read-back, register, label. Begins and ends with the officer signed in. */
export async function court(desk: Desk, fileNames: readonly string[]): Promise<{ said: string; code: string }> {
  const { page } = desk;
  await bundleApproved(desk, fileNames);
  await settleStatement(desk);
  await burn(desk);
  const sheets = await printSheets(desk);
  const label = await print(desk, page.getByRole('button', { name: 'Label', exact: true }));
  await moveDisc(desk, '', toCabinet('SEAL-00412'));
  await goTo(desk, 'Court');
  await row(page, 'SEAL-00412').waitFor();
  await desk.seen('court');
  const said = `Approved by ${people.manager.name}, burned, read back and compared; in the register; ${sheets} sheets and the label printed.`;
  return { said, code: witnessCodeOn(label.bytes) };
}

/** Names the proceedings, puts the bundle together and has it approved; ends with the officer looking at it. */
export async function bundleApproved(desk: Desk, fileNames: readonly string[]): Promise<void> {
  const { page } = desk;
  await nameProceedings(desk);
  await prepareBundle(desk, fileNames);

  await handOver(desk, 'manager');
  await goTo(desk, 'Approvals');
  await heading(page, /^Bundle \S/u).waitFor();
  await desk.seen('approvals-bundle');
  await press(page, 'Approve');
  await confirmAsManager(desk, 'For the hearing on 20 November.', 'Approve');
  await page.getByText(/^Bundle \S+ was approved\.$/u).waitFor();

  await handOver(desk, 'officer');
  await openBundle(desk);
}

export async function openBundle(desk: Desk): Promise<void> {
  await goTo(desk, 'Court');
  await row(desk.page, story.caseNumber).getByRole('button').first().click();
  await heading(desk.page, /^Bundle \S/u).waitFor();
}

async function nameProceedings(desk: Desk): Promise<void> {
  const { page } = desk;
  await goTo(desk, 'Court');
  await press(page, 'Name proceedings');
  await choose(page, 'Case', `${story.reactRef}, ${story.caseTitle}`);
  await fillIn(page, { Court: story.court, 'Case number': story.caseNumber, Parties: story.parties });
  await fillIn(page, { 'Hearing on (if known)': story.hearing });
  await desk.seen('court-proceedings');
  await press(page, 'Name these proceedings');
  await row(page, story.caseNumber).waitFor();
}

async function prepareBundle(desk: Desk, fileNames: readonly string[]): Promise<void> {
  const { page } = desk;
  await press(page, 'Prepare a bundle');
  for (const [index, fileName] of fileNames.entries()) {
    await page.getByRole('checkbox', { name: fileName }).check();
    await page
      .getByLabel(/^Description of exhibit/u)
      .nth(index)
      .fill(`Camera view ${index + 1}, ${story.place}`);
  }
  await page.getByRole('checkbox', { name: story.particulars }).check();
  await desk.seen('court-bundle-builder');
  await press(page, 'Prepare and send for approval');
  await heading(page, /^Bundle \S/u).waitFor();
  await desk.seen('court-bundle-prepared');
}

/** All sentences but those that are decided on the screen, by the command its buttons give. */
async function confirmBetween({ app }: Desk, byHand: readonly number[]): Promise<void> {
  const ask = async <N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await app.invoke(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.failure)}`);
    return reply.value as Output<N>;
  };
  const [bundle] = await ask('bundles.list', {});
  if (bundle === undefined) throw new Error('there is no bundle');
  const { statement } = await ask('statements.read', { bundleId: bundle.id });
  if (statement === null) throw new Error('there is no statement');
  for (const [index, { id }] of statement.sentences.entries())
    if (!byHand.includes(index + 1))
      await ask('statements.mark', { statementId: statement.id, sentenceId: id, mark: 'confirmed' });
}

/** Each sentence beside its entries: all confirmed but the last, which is struck out; some own words; settled. */
export async function settleStatement(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.getByRole('link', { name: 'Go through the statement' }).click();
  await press(page, 'Draw up the statement');
  const sentences = page.getByRole('listitem', { name: /^Sentence \d/u });
  await sentences.first().waitFor();
  await desk.seen('court-statement-draft', sentences.first());
  const last = await sentences.count();
  const byHand = [1, 2, last];
  await confirmBetween(desk, byHand);
  for (const place of byHand) {
    await press(page, `${place === last ? 'Strike out' : 'Confirm'}, sentence ${place}`);
    await page
      .getByRole('listitem', { name: `Sentence ${place}`, exact: true })
      .getByText(/^(?:Confirmed|Struck)/u)
      .waitFor();
  }
  await press(page, `Add own words here, after sentence ${last}`);
  await fillIn(page, { [`Own words after sentence ${last}`]: 'I locked the disc away myself.' });
  await press(page, 'Add these words');
  await page.getByText('Every sentence is decided.').waitFor();
  await press(page, 'Settle the statement');
  await page.getByRole('button', { name: 'Print the statement' }).waitFor();
  await desk.seen('court-statement-settled');
  await page.getByRole('link', { name: 'Back to the bundle' }).click();
  await heading(page, /^Bundle \S/u).waitFor();
}

async function burn(desk: Desk): Promise<void> {
  const { page } = desk;
  await choose(page, 'Copy', 'Court copy');
  await choose(page, 'Drive', { index: 1 });
  await desk.seen('court-burn', heading(page, 'Burn a disc'));
  await press(page, 'Burn');
  await heading(page, 'Burn a disc').waitFor({ state: 'detached' });
  await page.getByText('The disc is good').waitFor({ timeout: longWorkMs });
  await desk.seen('court-burned', page.getByText('The disc is good'));
}

/** Every document of the bundle; how many there are. */
export async function printSheets(desk: Desk): Promise<number> {
  const { page } = desk;
  const buttons = page.getByRole('button', { name: /^Print: / });
  await buttons.first().waitFor();
  const count = await buttons.count();
  for (let at = 0; at < count; at += 1) await print(desk, buttons.nth(at));
  await desk.seen('court-documents', buttons.first());
  return count;
}

/** What is asked of a move, by the labels of its form. */
export type Move = Readonly<Record<string, string>>;

export const toCabinet = (seal: string): Move => ({
  'Goes to': story.cabinet,
  Reason: 'Kept until the hearing',
  'Seal number': seal,
  'Handed over by': people.officer.name,
  'Received by': people.manager.name,
});

/** Enters a move of the disc with this number, on a screen that shows the register. */
export async function moveDisc(desk: Desk, number: string, move: Move): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: new RegExp(`^Move: ${number}`, 'u') }).click();
  await fillIn(page, move);
  const record = page.getByRole('button', { name: 'Record the move' });
  await desk.seen('court-move-disc', record);
  await record.click();
  await record.waitFor({ state: 'detached' });
  await row(page, move['Goes to'] ?? '')
    .first()
    .waitFor();
}
