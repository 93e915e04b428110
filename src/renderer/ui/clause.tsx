import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** The words of the Lend-A-Cam Code of Practice (January 2025) where a screen rests on them; shortened only at ends. */
const clauses: Readonly<Record<string, string>> = {
  '2.2':
    'Help detect antisocial or criminal activity, identifying perpetrators and providing evidence of a quality recording that assists the SNS Team or Greater Manchester Police (GMP) in the apprehension of offenders that may lead to successful legal action.',
  '3.1':
    'The Case Support Officers who operate the Lend-A-Cam systems are suitably qualified and trained to fulfil their duties and have an SIA CCTV Public Space Surveillance Licence.',
  '3.2':
    'Checks of all Lend-A-Cam systems must be carried out by the Case Support Officers to ensure they are in working order prior to each use – this includes checking flexes are in good working order and properly attached to appliances and plugs. Annual PAT testing must also be undertaken',
  '3.3':
    'installed … on a temporary basis for a minimum of 28 days after which time its necessity to remain installed is reviewed. SNO will keep customers updated on where they are on the waiting list. Upon removal, customers will be offered a permanent dummy dome camera in place of the live system or given advice',
  '3.4':
    'The installations of the CCTV cameras, will be a booked time slot that the Case support officer will book with the customer direct. A standard installation will last around one hour.',
  '3.6':
    'Each Standard 4G CCTV system consists of a DV recorder (DVR), a dome camera, a power source lead, Secure 4G Modem with power lead and CAT 5 lead and a CCTV warning sign.',
  '3.7':
    'The equipment has the capability of recording footage for a maximum of 4 weeks after which it will rewrite itself.',
  '3.8':
    'Footage captured on the Standard 4G system is downloaded from the DVD recorder to a secure memory stick or downloaded across a secure VPN 4G link to a dedicated secure laptop which is only accessible by either the Case Support Officer or Safer Neighbourhoods Manager.',
  '3.9':
    'viewed in a secure environment in Cornerstone where no other person can sit behind the Case Support Officer. Each viewing of the footage will be logged.',
  '3.10':
    'Footage that is needed for use in Court is then burned to disc and stored in a locked cabinet until the hearing with the key being held by the Case Support Office.',
  '3.11':
    'The IC-POD 4G cameras will be used overtly on a temporary basis. All footage is securely stored in the RDC unit and accessed on a dedicated laptop via a secure VPN 4G Connection by a Case Support Officer.',
  '3.12': 'IDCAM Pro systems consist of a communication bridge, three cameras, a battery charger and spare batteries.',
  '3.13': 'The equipment has the capability of recording footage for 35 days after which it will rewrite itself.',
  '3.14':
    'Footage captured on the IDCAM Pro system is downloaded from the portal to a secure memory stick which is only accessible by either the Case Support Officer or Safer Neighbourhoods Manager.',
  '3.15':
    'When viewing is required, the footage on the portal is accessed by unique user logins & then downloaded onto a stand-alone secure device (not connected to the network) … All access to the portal is logged and fully auditable.',
  '4.2': 'All personal information stored should be accurate and of a good quality admissible in a Court of Law.',
  '4.6': 'Data will be stored on hard drives and retained for a maximum of up to six weeks before it is over-written.',
  '4.7': 'Under no circumstances is data stored on disc, unless it is to be used in legal proceedings.',
  '4.8':
    'Requests for disclosure of information from members of the public will be directed to the Assurance Team (assurance@stockporthomes.org).',
  '4.9':
    'Requests for information are dealt with under the relevant legislation (Freedom of Information Act or General Data Protection Regulation (GDPR) (EU) 2016/679).',
  '4.11':
    'As well as the sharing data with the police, SHG may also share data as follows: In connection with civil disputes were ordered by the Courts …; To solicitors acting for defendants or victims in connection with criminal proceedings …; To Stockport Metropolitan Borough Council …',
  '4.12':
    'In some circumstances, approval for access to those not listed above may be given by the Safer Neighbourhoods Manager in agreement with the Assurance Manager.',
  '5.1':
    'the SNO dealing with that case must complete a Privacy Impact Assessment (PIA) which must take into account the installations effect on individuals and their privacy and submit this to the Safer Neighbourhoods Manager for approval.',
  '5.4':
    'The PIA must describe the purpose of installing the Lend-A-Cam system and supply details of any potential collateral intrusion and why the intrusion is unavoidable. It must also describe the precautions that will be taken to minimise collateral intrusion.',
  '5.5':
    'The PIA must also explain why the installation of a Lend-A-Cam is proportionate to what it seeks to achieve and how intrusive it might be on others and why this intrusion is outweighed by the need for installing the system. It should also detail what consultation has been undertaken',
  '5.6':
    'Once the PIA has been completed it will be passed to the Safer Neighbourhoods Manager for approval and sign off.',
  '5.7':
    'Once the use of Lend-A-Cam has been approved, the Case Support Officer must visit the site to undertake a reconnaissance survey to establish the most appropriate position of the camera.',
  '5.8':
    'The cameras will be prominently placed in fixed positions within public view … No covert cameras will be used. The physical installation of the systems will be undertaken by an SIA licenced contractor.',
  '5.9':
    'Signs are displayed at the perimeter of an area being recorded, clearly stating that a Camera system is in operation. … SHGs’ name and address will be stated at the perimeter and centre of the surveillance area',
  '5.10': 'Audio will not be recorded, as this would change the operation from overt to covert.',
  '5.12': 'Cameras will not be used to look into residential properties but may be used within communal areas',
  '5.13':
    'Still photographs from recordings will only be taken at the request of: The SNO dealing with the case once necessity has been approved by the Safer Neighbourhoods manager. … A Police Officer in charge of a scene of an investigation and with authorisation from a Senior Police officer (Inspector or above).',
  '5.14':
    'Any other requests from agencies (such as the public, social services) must be made via the Safer Neighbourhoods Manager.',
  '5.15':
    'Still photographs remain the property of SHG, will be stored in the locked cabinet and will be indexed and signed for including: Reason for the production of the photograph, Date and time, Particulars of the live photograph …',
  '5.16':
    'Still photographs released to the Police will be as an exhibit and should at no time be used for anything other than purposes specified and identified.',
  '6.1':
    'Access to the data recorded and downloaded will be strictly controlled and will be limited to those who have a responsibility to operate and manage the Lend-A-Cam systems.',
  '6.2':
    'Breaches of the Code of Practice and of security of data is strictly prohibited and, if any occur, will be subject to investigation in line with the disciplinary procedure and potential dismissals could be taken against anyone found to be accessing data inappropriately.',
  '6.4':
    'The Case Support Officer will be present at all times when footage is viewed and can include when being viewed in the County Court and ASB proceedings. Public access to monitors or demonstrations will not be allowed unless specifically authorised by the Head of Safer neighbourhoods.',
  '6.5': 'An audit of the Lend-A-Cam Scheme can be carried out at any time',
  '6.6':
    "The audit may include spot checks on the content of PIA's, recorded data and the operation of the Code of Practice.",
  '6.7': 'Evaluations are carried out at the end of an ASB case by undertaking a customer satisfaction survey.',
  '7.1':
    'Major changes to the Code of Practice will only be made after appropriate consultation with relevant interested groups, including GMP and any other organisation.',
  '7.2':
    'The Code of Practice will be reviewed on a three-year basis or if any legislative changes take place, whichever occurs first.',
};

/** A rule with its source: `CoP 4.6: “Data will be stored …”`. */
export function ClauseQuote({ clause }: { readonly clause: string }): ReactNode {
  const words = clauses[clause];
  return (
    <Text size="sm" c="dimmed" component="p" m={0}>
      <Text span inherit fw={600}>
        CoP {clause}
      </Text>
      {words === undefined ? null : `: “${words}”`}
    </Text>
  );
}
