import type { BundleRecord, PageDisc } from '../../../resources/open-me-first/record.ts';
import { isDivided, numbersText } from '../../../resources/open-me-first/verify/disc-set.ts';

/** README.txt: what this is and how to check it without any software of ours. No date but the bundle's own. */
export function readmeText(record: BundleRecord, disc: PageDisc | null): string {
  const { proceedings, controller } = record;
  return `Footage for court, bundle ${record.bundleNumber}
${'='.repeat(27 + record.bundleNumber.length)}

Court:        ${proceedings.court}
Case number:  ${proceedings.caseNumber}
Parties:      ${proceedings.parties}
Prepared:     ${record.preparedAt}
By:           ${controller.name} (${controller.contact})
${discText(disc)}
To look at it: open the file "OPEN ME FIRST.html" in Chrome, Edge or Firefox. It needs no installation and no network.

What is here
  data/exhibits/…/master       the recordings exactly as the recorder gave them, and its player where it has one
  data/exhibits/…/derivative   a copy of each that plays on any computer; it stands for nothing but convenience
  data/clips                   stretches cut out of recordings; the recordings themselves were not altered
  data/stills                  single pictures
  data/documents               statements, labels and the list of what is and is not here
  data/record                  who did what and when, and the proofs
  manifest-sha256.txt          the fingerprint of every file in data
  tagmanifest-sha256.txt       the fingerprint of every other file
  signature.p7s                ${controller.name}'s signature under tagmanifest-sha256.txt
  certificate.pem              whose key signed it

How to check that nothing was changed, with tools that are not ours
  1. Every file against the lists:
       sha256sum -c manifest-sha256.txt
       sha256sum -c tagmanifest-sha256.txt
     or, with a BagIt tool (RFC 8493):
       python3 -m bagit --validate .
  2. The signature under the lists:
       openssl cms -verify -binary -inform DER -in signature.p7s -content tagmanifest-sha256.txt \\
         -CAfile certificate.pem -purpose any -out /dev/null
  3. Whose signature it is: this must print the fingerprint that stands on the paper label:
       openssl x509 -in certificate.pem -noout -fingerprint -sha256

The page "OPEN ME FIRST.html" makes the same checks. A page on a forged disc could say anything: the paper label, and a
check with the commands above, are what it is measured by.

What a check shows: that these files are the ones that were sealed. It does not show what happened in front of the camera.
`;
}

/** What a reader of one disc of a set must know: the others, and how a divided file becomes whole without our page. */
function discText(disc: PageDisc | null): string {
  if (disc === null) return '';
  const { set, number } = disc;
  const divided = set.files.filter(isDivided).map(({ path, sha256, parts }) => {
    const lines = parts.map((part) => `    disc ${part.disc}: ${part.path}`);
    return `  ${path}\n${lines.join('\n')}\n    joined, its SHA-256 is ${sha256}\n`;
  });
  const joining = `
Files larger than a disc, in parts. Copy the parts into one folder and join them in their order:
  Linux, macOS:  cat NAME.part1of2 NAME.part2of2 > NAME
  Windows:       copy /b NAME.part1of2+NAME.part2of2 NAME
${divided.join('')}`;
  const others = Array.from({ length: set.size }, (_, index) => index + 1).filter((each) => each !== number);
  return `Disc:         ${number} of ${set.size}. It belongs with ${others.length === 1 ? 'disc' : 'discs'} ${numbersText(others)}; data/record/disc-set.json says what is on which.
${divided.length === 0 ? '' : joining}`;
}
