import type { Desk } from './desk.ts';
import { fillIn, goTo, press } from './person.ts';

/** Verifies, and says how many entries there are. */
export async function verifyLedger(desk: Desk, picture: string): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Ledger');
  await press(page, 'Verify now');
  const found = page.getByText(/^All [\d,]+ entries are as they were written$/u);
  await found.waitFor();
  await desk.seen(picture);
  return (await found.textContent()) ?? '';
}

/** Types in a code that was printed on paper. */
export async function checkCode(desk: Desk, code: string): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Ledger');
  await fillIn(page, { 'Witness code': code.toLowerCase() });
  await press(page, 'Check the code');
  await page.getByText(/^The code matches/u).waitFor();
  await desk.seen('ledger-code');
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
  await fillIn(page, { 'Witness code': wrong });
  await press(page, 'Check the code');
  await page
    .getByText(/does not match|not a witness code|Not accepted/u)
    .first()
    .waitFor();
  return `The code ${code} from the label matches; with one character changed it does not.`;
}

export async function searchLedger(desk: Desk, words: string): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Ledger');
  await fillIn(page.getByRole('search'), { Words: words });
  await press(page, 'Search');
  const shown = page.getByText(/entries shown of/u);
  await shown.waitFor();
  await page.getByText(/^Show/u).first().click();
  await desk.seen('ledger-search', shown);
  return `Search for ${words}: ${(await shown.textContent()) ?? ''}.`;
}
