import type { Migration } from '../migration.ts';

/**
 * For what is asked at every sign-in: it must not cost more with each recording a vault has ever held, only with those
 * it keeps. A recording's row holds its facts and fills pages, each of which must be decrypted: lists read none of them.
 */
export const migration: Migration = {
  number: 8,
  name: 'indexes',
  sql: `
CREATE INDEX objects_kept ON objects (kind, id) WHERE disposed_at IS NULL;
CREATE INDEX retrievals_by_incident ON retrievals (incident_id, state);
CREATE INDEX retrievals_running ON retrievals (id) WHERE state = 'running';
CREATE INDEX retrieved_parts ON retrieved_files (retrieval_id) WHERE outcome = 'master' AND role <> 'footage';
CREATE INDEX recordings_by_master ON recordings (master_id, retention_deadline, number, case_id, id);
CREATE INDEX recordings_by_retrieval ON recordings (retrieval_id);
DROP INDEX recordings_by_deadline;
CREATE INDEX recordings_unexamined ON recordings (number) WHERE facts IS NULL;
CREATE INDEX recordings_quarantined ON recordings (number) WHERE quarantined_at IS NOT NULL;
CREATE INDEX viewings_open ON viewings (id) WHERE ending = 'open';
CREATE INDEX stills_by_state ON stills (state);
`,
};
