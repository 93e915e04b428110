import { z } from 'zod';
import type { ReadDb } from '../database/database.ts';
import type { RegisterName, RegisterRow } from './registers.ts';

// The registers as they stand, whole, for a report, an audit and its pack. Columns that hold JSON are given as they are.

const CASE = 'JOIN cases c ON c.id = t.case_id';
const RECORDING = 'LEFT JOIN recordings rec ON rec.id = t.recording_id';

const STILL = 'JOIN stills s ON s.id = t.still_id JOIN cases c ON c.id = s.case_id';
/** The numbers under which a masked copy and a print of a still `s` are known. */
const MASK = (of: string): string => `s.number || '-M' || ${of}.ordinal`;
const PRINT = (of: string): string => `s.number || '/' || ${of}.ordinal`;

/** A viewing shows one recording, or several cameras in step. */
const SHOWN = `(SELECT group_concat(rec.number, '; ' ORDER BY v.place) FROM viewing_recordings v
    JOIN recordings rec ON rec.id = v.recording_id WHERE v.viewing_id = t.id)`;
/** The stills that were listed for a court, of which a showing may have had nothing else. */
const SHOWN_STILLS = `(SELECT group_concat(s.number, '; ' ORDER BY e.key) FROM json_each(t.showing, '$.stills') e
    JOIN stills s ON s.id = json_extract(e.value, '$.stillId'))`;

/** The clips that were listed for a court. */
const SHOWN_CLIPS = `(SELECT group_concat(k.number, '; ' ORDER BY e.key) FROM json_each(t.showing, '$.exhibits') e
    JOIN clips k ON k.id = json_extract(e.value, '$.clipId'))`;

const SELECT: Readonly<Record<RegisterName, string>> = {
  cases: `SELECT react_ref AS reactRef, title, opened_at AS openedAt, opened_by AS openedBy, closing
    FROM cases ORDER BY opened_at, react_ref`,
  'reported-incidents': `SELECT c.react_ref AS reactRef, t.system, t.occurred_at AS occurredAt, t.place, t.description,
    t.reported_at AS reportedAt, t.overwrite_on AS overwriteOn,
    (SELECT min(r.ended_at) FROM retrievals r WHERE r.incident_id = t.id AND r.state IN ('complete', 'partial')) AS retrievedAt
    FROM incidents t ${CASE} ORDER BY t.reported_at`,
  retrievals: `SELECT t.number, c.react_ref AS reactRef, i.system, t.kit_serial AS kitSerial, t.place, t.reason,
    t.period_from AS periodFrom, t.period_to AS periodTo, t.offset_seconds AS offsetSeconds, t.time_seen_by AS timeSeenBy,
    t.officer, t.started_at AS startedAt, t.ended_at AS endedAt, t.state
    FROM retrievals t ${CASE} JOIN incidents i ON i.id = t.incident_id ORDER BY t.number`,
  recordings: `SELECT t.number, c.react_ref AS reactRef, r.number AS retrieval, t.defined_at AS definedAt,
    t.recorded_from AS recordedFrom, t.recorded_to AS recordedTo, t.retention_deadline AS retentionDeadline, o.sha256,
    o.plaintext_bytes AS sizeBytes, o.set_aside_at AS setAsideAt, o.disposed_at AS disposedAt
    FROM recordings t ${CASE} JOIN retrievals r ON r.id = t.retrieval_id JOIN objects o ON o.id = t.master_id ORDER BY t.number`,
  viewings: `SELECT t.number, ${SHOWN} AS recording, ${SHOWN_STILLS} AS stills, ${SHOWN_CLIPS} AS clips, c.react_ref AS reactRef, t.viewer, t.purpose, t.place, t.reason,
    t.persons_present AS personsPresent, t.officer_present AS officerPresent, t.authority, t.showing, t.opened_at AS openedAt,
    t.closed_at AS closedAt, t.ending, t.outcome, t.outcome_note AS outcomeNote
    FROM viewings t ${CASE} ORDER BY t.number`,
  stills: `SELECT t.number, rec.number AS recording, c.react_ref AS reactRef, t.state, t.route, t.request, t.withdrawal,
    t.requester, t.necessity, t.particulars, t.requested_at AS requestedAt, t.requested_by AS requestedBy, t.decided_by AS decidedBy, t.decision_reasons AS decisionReasons,
    t.recorded_time AS recordedTime, t.corrected_time AS correctedTime, t.produced_at AS producedAt, t.produced_by AS producedBy,
    t.countersigned_by AS countersignedBy, t.countersigned_at AS countersignedAt, t.cabinet_place AS cabinetPlace
    FROM stills t ${CASE} ${RECORDING} ORDER BY t.number`,
  recognitions: `SELECT t.number, v.number AS viewing, rec.number AS recording, c.react_ref AS reactRef, t.facts, t.by_hand AS byHand,
    t.at, t.by_name AS by FROM recognitions t LEFT JOIN viewings v ON v.id = t.viewing_id ${RECORDING}
    JOIN cases c ON c.id = coalesce(v.case_id, rec.case_id) ORDER BY t.at, t.number`,
  masks: `SELECT ${MASK('t')} AS number, s.number AS still, c.react_ref AS reactRef, t.state, t.reason, t.boxes AS areas,
    t.parent_sha256 AS parentSha256, o.sha256, t.made_at AS madeAt, t.made_by AS madeBy, t.decided_at AS decidedAt,
    t.decided_by AS decidedBy, t.decision_reasons AS decisionReasons, o.disposed_at AS pictureDestroyedAt
    FROM masks t ${STILL} JOIN objects o ON o.id = t.object_id ORDER BY s.number, t.ordinal`,
  prints: `SELECT ${PRINT('t')} AS number, s.number AS still, c.react_ref AS reactRef,
    (SELECT ${MASK('m')} FROM masks m WHERE m.id = t.mask_id) AS mask, t.state, t.reason, t.made_at AS madeAt, t.made_by AS madeBy,
    t.where_now AS whereNow, t.due_back_on AS dueBackOn, t.destruction, t.loss FROM still_prints t ${STILL} ORDER BY s.number, t.ordinal`,
  'print-movements': `SELECT ${PRINT('p')} AS print, m.at, m.way, m.person, m.organisation, m.taker, m.authority, m.reason,
    m.due_back_on AS dueBackOn, m.recorded_by AS recordedBy, m.receipt_signed_on AS receiptSignedOn
    FROM print_movements m JOIN still_prints p ON p.id = m.print_id JOIN stills s ON s.id = p.still_id ORDER BY m.id`,
  clips: `SELECT t.number, rec.number AS recording, c.react_ref AS reactRef, t.way, t.reason, t.wish_from AS wishFrom,
    t.wish_to AS wishTo, t.shown_from AS shownFrom, t.shown_to AS shownTo, t.tool, t.command_line AS commandLine, t.proof,
    t.made_at AS madeAt, t.made_by AS madeBy, o.sha256, o.plaintext_bytes AS sizeBytes, o.disposed_at AS disposedAt,
    m.areas AS maskedAreas, m.state AS maskState, m.decided_at AS decidedAt, m.decided_by AS decidedBy,
    m.decision_reasons AS decisionReasons FROM clips t ${CASE} ${RECORDING} JOIN objects o ON o.id = t.object_id
    LEFT JOIN clip_masks m ON m.clip_id = t.id ORDER BY t.number`,
  discs: `SELECT t.number, b.number AS bundle, c.react_ref AS reactRef, t.copy, t.set_number AS setNumber, t.set_size AS setSize,
    t.state, t.burned_at AS burnedAt, t.burned_by AS burnedBy, t.image_sha256 AS imageSha256, t.manifest_sha256 AS manifestSha256,
    t.last_checked_at AS lastCheckedAt, t.seal_number AS sealNumber, t.where_now AS whereNow, t.due_back_on AS dueBackOn
    FROM discs t JOIN bundles b ON b.id = t.bundle_id JOIN cases c ON c.id = b.case_id ORDER BY t.number`,
  'disc-movements': `SELECT d.number AS disc, t.at, t.moved_from AS movedFrom, t.moved_to AS movedTo, t.reason,
    t.seal_number AS sealNumber, t.handed_by AS handedBy, t.received_by AS receivedBy, t.due_back_on AS dueBackOn
    FROM disc_movements t JOIN discs d ON d.id = t.disc_id ORDER BY t.id`,
  'encrypted-copies': `SELECT t.number, b.number AS bundle, c.react_ref AS reactRef, t.copy, t.recipient, t.organisation,
    t.passphrase_route AS passphraseRoute, t.state, t.file_name AS fileName, t.size_bytes AS sizeBytes, t.sha256,
    t.made_at AS madeAt, t.made_by AS madeBy, t.receipt_signed_on AS receiptSignedOn
    FROM transits t JOIN bundles b ON b.id = t.bundle_id JOIN cases c ON c.id = b.case_id ORDER BY t.number`,
  holds: `SELECT t.number, c.react_ref AS reactRef, rec.number AS recording, t.reason, t.authority,
    t.authority_reference AS authorityReference, t.state, t.review_on AS reviewOn, t.lapses_on AS lapsesOn, t.asked_at AS askedAt,
    t.asked_by AS askedBy, t.decided_at AS decidedAt, t.decided_by AS decidedBy, t.decision_reasons AS decisionReasons,
    t.ended_at AS endedAt, t.ended_by AS endedBy, t.end_reason AS endReason
    FROM holds t ${CASE} ${RECORDING} ORDER BY t.number`,
  freezes: `SELECT t.number, q.number AS request, rec.number AS recording, t.place, t.period_from AS periodFrom,
    t.period_to AS periodTo, t.reason, t.frozen_at AS frozenAt, t.frozen_by AS frozenBy, t.thawed_at AS thawedAt,
    t.thaw_reason AS thawReason FROM freezes t JOIN disclosures q ON q.id = t.disclosure_id ${RECORDING} ORDER BY t.number`,
  disposals: `SELECT t.number, rec.number AS recording, t.deadline, t.disposed_at AS disposedAt, t.reason, t.done_by AS doneBy,
    (SELECT group_concat(s.name, '; ') FROM disposal_signatures s WHERE s.disposal_id = t.id) AS witnessedBy
    FROM disposals t ${RECORDING} ORDER BY t.number`,
  disclosures: `SELECT t.number, t.class, t.state, c.react_ref AS reactRef, t.request, t.received_on AS receivedOn,
    t.recorded_at AS recordedAt, t.recorded_by AS recordedBy, t.referral, t.agreement, t.decision, t.release_facts AS release, t.ending
    FROM disclosures t LEFT JOIN cases c ON c.id = t.case_id ORDER BY t.number`,
  incidents: `SELECT t.number, t.at, t.kind, t.description, rec.number AS recording, t.record, t.closed_at AS closedAt
    FROM breaches t ${RECORDING} ORDER BY t.number`,
  pias: `SELECT p.number, t.version, d.number AS deployment, d.state AS deploymentState, t.state, t.place, t.system, t.author,
    t.planned_from AS plannedFrom, t.planned_until AS plannedUntil, t.text, t.reopened_because AS reopenedBecause,
    t.submitted_at AS submittedAt, t.submitted_by AS submittedBy, t.decided_at AS decidedAt, t.decided_by AS decidedBy,
    t.decision_reasons AS decisionReasons
    FROM pia_versions t JOIN pias p ON p.id = t.pia_id JOIN deployments d ON d.id = p.deployment_id ORDER BY p.number, t.version`,
  deployments: `SELECT t.number, c.react_ref AS reactRef, t.system, t.place, t.customer, t.requested_by AS requestedBy,
    t.requested_at AS requestedAt, t.urgency, t.state, t.ground FROM deployments t ${CASE} ORDER BY t.number`,
  'deployment-acts': `SELECT d.number AS deployment, d.system, d.place, d.requested_at AS requestedAt, t.position, t.kind, t.facts
    FROM deployment_acts t JOIN deployments d ON d.id = t.deployment_id ORDER BY d.number, t.position`,
  'kit-tests': `SELECT k.asset_number AS kit, t.tested_on AS testedOn, t.tested_by AS testedBy, t.passed, t.label,
    t.entered_at AS enteredAt FROM kit_tests t JOIN kits k ON k.id = t.kit_id ORDER BY t.tested_on, k.asset_number`,
  portals: `SELECT number, host, port, certificate, network_interface AS networkInterface, profile_name AS profileName,
    profile_sha256 AS profileSha256, registered_at AS registeredAt, registered_by AS registeredBy, is_on AS isOn,
    decided_at AS decidedAt, decided_by AS decidedBy, reasons FROM portals ORDER BY number`,
  licences: `SELECT p.name, t.number, t.expires_on AS expiresOn, t.card_seen AS cardSeen, t.entered_at AS enteredAt,
    t.entered_by AS enteredBy FROM sia_licences t LEFT JOIN people p ON p.id = t.person_id ORDER BY t.id`,
  'licence-applications': `SELECT p.name, t.applied_on AS appliedOn, t.reference, t.at, t.by_name AS by, t.how AS endedHow,
    t.ended_on AS endedOn, t.note FROM licence_applications t LEFT JOIN people p ON p.id = t.person_id ORDER BY t.id`,
  training: `SELECT p.name, t.course, t.completed_on AS completedOn, t.expires_on AS expiresOn, t.entered_at AS enteredAt,
    t.entered_by AS enteredBy FROM training t LEFT JOIN people p ON p.id = t.person_id ORDER BY t.id`,
  'clock-checks': `SELECT at, actor_name AS by, text FROM ledger_entries WHERE action = 'clock.confirm' ORDER BY seq`,
  audits: `SELECT number, reference, terms, areas, period_from AS periodFrom, period_until AS periodUntil, auditor, authority,
    authorised_on AS authorisedOn, opened_at AS openedAt, opened_by AS openedBy, draw, conclusion, closed_at AS closedAt,
    closed_by AS closedBy FROM audits ORDER BY number`,
  'audit-checks': `SELECT a.number AS audit, a.opened_at AS openedAt, t.area, t.item, t.finding, t.note, t.found_at AS foundAt,
    t.found_by AS foundBy FROM audit_checks t JOIN audits a ON a.id = t.audit_id ORDER BY a.number, t.position`,
  'audit-recommendations': `SELECT a.number AS audit, t.position, t.text, t.at, t.by_name AS by, t.answer,
    x.facts AS carriedOut FROM audit_recommendations t JOIN audits a ON a.id = t.audit_id
    LEFT JOIN audit_actions x ON x.recommendation_id = t.id ORDER BY a.number, t.position`,
  proceedings: `SELECT c.react_ref AS reactRef, t.kind, t.court, t.case_number AS caseNumber, t.parties, t.hearing_on AS hearingOn,
    t.named_at AS namedAt, t.named_by AS namedBy, o.ended_on AS endedOn, o.result, o.footage, o.note, o.at AS outcomeAt, o.by_name AS outcomeBy
    FROM proceedings t ${CASE} LEFT JOIN proceedings_outcomes o ON o.id = (
      SELECT max(id) FROM proceedings_outcomes WHERE proceedings_id = t.id) ORDER BY t.named_at`,
  'code-versions': `SELECT version, dated, effective_on AS effectiveOn, next_review_on AS nextReviewOn, changes, consulted,
    text_sha256 AS textSha256, raised_at AS raisedAt, raised_by AS raisedBy FROM code_versions ORDER BY version`,
  'code-reviews': `SELECT version, reviewed_on AS reviewedOn, finding, at, by_name AS by FROM code_reviews ORDER BY id`,
  'code-acknowledgements': `SELECT version, person, at, text_sha256 AS textSha256 FROM code_acknowledgements ORDER BY version, at`,
};

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

export const readRegister = (db: ReadDb, name: RegisterName): RegisterRow[] => db.rows(Row, SELECT[name]);
